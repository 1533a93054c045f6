package dev.tfpaas.cli;

import dev.tfpaas.topology.KnownTypes;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A topology to start from; works as it is on the embedded platform's own estate.
final class TopologySample {
  private static final String TEXT =
      """
      # The estate: which apps there are, which are copies, whose data follows whose, and who serves.
      #   paas validate    is it right?             paas plan     what would be done, call by call
      #   paas apply       do it                    paas status   who serves now
      # Keys that begin with x- are yours. Every key is explained by: paas schema

      # Without this it is the embedded platform, which needs no account. Others: OTHERS.
      #platforms:
      #  EXAMPLE # secrets are named, never written here

      # What may be destroyed. Leave it out, and everything is protected.
      deletion_protection: false

      apps:
        shop: # exists; `id` if the platform calls it something else
        shop-standby:
          clone_of: shop
          region: eu-central
          #variables: {LOG_LEVEL: info, API_KEY: env:SHOP_API_KEY} # what differs; the rest is copied

      replication:
        orders: {source: shop, replica: shop-standby, engine: postgresql}
        carts: {source: shop, replica: shop-standby, engine: redis}

      failover:
        shop:
          members: [shop, shop-standby]
          active: shop # change this word, then: paas plan
          objectives: {rpo: 30s, rto: 2m} # what was promised
          #guards: {max_lag: 30s, drain_timeout: 1m, require_backup_within: 24h}
          #switch_mode: emergency # when the active side is dead; needs accept_data_loss: true

      #migrations: # apps that move for good, phase by phase
      #  blog: {to: us-east, phase: checked}
      """;

  private TopologySample() {}

  /// Returns the text.
  ///
  /// @param catalogue which platforms it may name
  static String of(KnownTypes catalogue) {
    List<String> others = catalogue.platforms().stream().skip(1).toList();
    return TEXT.replace("OTHERS", String.join(", ", others))
        .replace("EXAMPLE", example(others, catalogue.secrets()));
  }

  /// Shows the first platform that has a secret.
  private static String example(List<String> platforms, Map<String, Map<String, String>> secrets) {
    for (String platform : platforms) {
      Map<String, String> variables = secrets.getOrDefault(platform, Map.of());
      if (!variables.isEmpty()) {
        return platform + ": " + secrets(variables);
      }
    }
    return "";
  }

  private static String secrets(Map<String, String> variables) {
    return variables.entrySet().stream()
        .map(setting -> setting.getKey() + ": env:" + setting.getValue())
        .sorted()
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
