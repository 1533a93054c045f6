package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformSettings;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.PlatformType;
import dev.tfpaas.platform.http.Network;
import java.util.List;

/// Virtuozzo Application Platform (Jelastic), as the provider block has it.
public final class JelasticType implements PlatformType {
  static final String URL = "url";
  static final String TOKEN = "token";

  @Override
  public String name() {
    return JelasticPlatform.NAME;
  }

  @Override
  public String description() {
    return "Virtuozzo Application Platform (Jelastic), at any hoster.";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.required(
                Setting.Kind.URL,
                URL,
                "The hoster's dashboard host, e.g. `https://app.hoster.example`.")
            .from("JELASTIC_URL"),
        Setting.required(Setting.Kind.SECRET, TOKEN, "Personal access token of the hoster.")
            .from("JELASTIC_TOKEN"),
        Network.AUTHORITY_SETTING,
        Network.TIMEOUT_SETTING);
  }

  @Override
  public Platform open(PlatformSettings settings, PlatformTools tools) {
    return JelasticPlatform.of(JelasticSettings.from(settings), tools, Network.of(settings, tools));
  }
}
