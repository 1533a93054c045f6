package dev.tfpaas.platform.cloud66;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A stack as the API sends it.
///
/// @param uid 32 hexadecimal digits
/// @param name its name; with the environment it is unique
/// @param environment e.g. `production`
/// @param cloud a display name or an identifier, as the vendor likes; empty when not told
/// @param fqdn the name of its web head; empty while it has none
/// @param framework e.g. `rails`, `docker`
/// @param status see [#word]
/// @param health see [#word]
/// @param maintenance whether it answers with its maintenance page
/// @param cluster whether it is a cluster and no app
record Stack(
    String uid,
    String name,
    String environment,
    Optional<String> cloud,
    Optional<String> fqdn,
    String framework,
    int status,
    int health,
    boolean maintenance,
    boolean cluster) {
  private static final int DEPLOYED = 1;
  private static final int HEALTHY = 3;
  private static final int BROKEN = 4;

  static Stack from(JsonNode json) {
    return new Stack(
        JsonFields.need(json, "uid"),
        JsonFields.need(json, "name"),
        JsonFields.need(json, "environment"),
        JsonFields.text(json, "cloud"),
        JsonFields.text(json, "fqdn"),
        JsonFields.need(json, "framework"),
        JsonFields.number(json, "status", 0),
        JsonFields.number(json, "health", 0),
        JsonFields.flag(json, "maintenance_mode"),
        JsonFields.flag(json, "is_cluster"));
  }

  /// Whether it is made of containers: such a stack can be composed from its files, and has no
  /// maintenance mode.
  boolean containers() {
    return framework.equals("docker");
  }

  /// Whether it was deployed and is in good health.
  boolean healthy() {
    return status == DEPLOYED && health == HEALTHY;
  }

  /// Whether its servers answer Cloud 66.
  boolean reachable() {
    return health != BROKEN;
  }

  /// Whether it cannot become healthy by waiting.
  boolean failed() {
    return status == 2 || status == 7;
  }

  /// Returns the vendor's words for status and health.
  String word() {
    return switch (status) {
      case 0 -> "pending analysis";
      case 2 -> "deployment failed";
      case 3 -> "analyzing";
      case 4 -> "analyzed, waiting to be deployed";
      case 5 -> "queued for deployment";
      case 6 -> "deploying";
      case 7 -> "unable to analyze";
      default -> maintenance && health == HEALTHY ? "maintenance" : healthWord();
    };
  }

  private String healthWord() {
    return switch (health) {
      case 1 -> "building";
      case 2 -> "impaired";
      case 3 -> "healthy";
      case 4 -> "failed";
      default -> "unknown";
    };
  }
}
