package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformSettings;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.PlatformType;
import dev.tfpaas.platform.http.Network;
import java.util.List;

/// Cloud 66, as the provider block has it.
public final class Cloud66Type implements PlatformType {
  static final String URL = "url";
  static final String ACCESS_TOKEN = "access_token";

  @Override
  public String name() {
    return Cloud66Platform.NAME;
  }

  @Override
  public String description() {
    return "Cloud 66.";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.required(Setting.Kind.URL, URL, "Host of Cloud 66.")
            .from("CLOUD66_URL")
            .or("https://app.cloud66.com"),
        Setting.required(Setting.Kind.SECRET, ACCESS_TOKEN, "Personal access token of Cloud 66.")
            .from("CLOUD66_ACCESS_TOKEN"),
        Network.AUTHORITY_SETTING,
        Network.TIMEOUT_SETTING);
  }

  @Override
  public Platform open(PlatformSettings settings, PlatformTools tools) {
    return Cloud66Platform.of(Cloud66Settings.from(settings), tools, Network.of(settings, tools));
  }
}
