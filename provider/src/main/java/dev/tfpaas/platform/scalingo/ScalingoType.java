package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformSettings;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.PlatformType;
import dev.tfpaas.platform.http.Network;
import java.util.List;

/// Scalingo, as the provider block has it.
public final class ScalingoType implements PlatformType {
  static final String REGION = "region";
  static final String API_TOKEN = "api_token";
  static final String AUTH_URL = "auth_url";
  static final String API_URL = "api_url";
  static final String DATABASE_API_URL = "database_api_url";

  @Override
  public String name() {
    return ScalingoPlatform.NAME;
  }

  @Override
  public String description() {
    return "Scalingo.";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.required(Setting.Kind.TEXT, REGION, "Region of Scalingo.")
            .from("SCALINGO_REGION")
            .or("osc-fr1"),
        Setting.required(Setting.Kind.SECRET, API_TOKEN, "API token of Scalingo.")
            .from("SCALINGO_API_TOKEN"),
        Setting.required(Setting.Kind.URL, AUTH_URL, "Where tokens are exchanged.")
            .from("SCALINGO_AUTH_URL")
            .or("https://auth.scalingo.com"),
        Setting.optional(Setting.Kind.URL, API_URL, "API to use instead of the region's.")
            .from("SCALINGO_API_URL"),
        Setting.optional(
                Setting.Kind.URL, DATABASE_API_URL, "Database API to use instead of the region's.")
            .from("SCALINGO_DB_URL"),
        Network.AUTHORITY_SETTING,
        Network.TIMEOUT_SETTING);
  }

  @Override
  public Platform open(PlatformSettings settings, PlatformTools tools) {
    return ScalingoPlatform.of(ScalingoSettings.from(settings), tools, Network.of(settings, tools));
  }
}
