package dev.tfpaas.emulator.scalingo;

import dev.tfpaas.emulator.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The add-ons that can be had, the same in both regions; plan identifiers differ, as they do
/// there.
final class Catalog {
  private static final Map<String, String> PROVIDERS =
      Map.of(
          "postgresql", "PostgreSQL",
          "mysql", "MySQL",
          "mongodb", "MongoDB",
          "redis", "Redis",
          "elasticsearch", "Elasticsearch",
          "opensearch", "OpenSearch",
          "influxdb", "InfluxDB");
  private static final List<String> CLASSES =
      List.of("starter-512", "starter-1024", "business-1024", "business-2048");

  private Catalog() {}

  static boolean knows(String provider) {
    return PROVIDERS.containsKey(provider);
  }

  static String title(String provider) {
    return PROVIDERS.getOrDefault(provider, provider);
  }

  static String defaultVersion(String provider) {
    return switch (provider) {
      case "postgresql" -> "16.4.0-1";
      case "mysql" -> "8.0.36-1";
      case "redis" -> "7.2.5-1";
      case "mongodb" -> "4.0.28-2";
      default -> "1.0.0-1";
    };
  }

  static String planId(String region, String plan) {
    return "%08x%016x"
        .formatted(region.hashCode(), Integer.toUnsignedLong((region + plan).hashCode()));
  }

  /// Returns the name of a plan by its identifier or its name.
  static Optional<String> plan(String region, String provider, String idOrName) {
    return CLASSES.stream()
        .map(size -> provider + "-" + size)
        .filter(name -> name.equals(idOrName) || planId(region, name).equals(idOrName))
        .findFirst();
  }

  static Reply providers() {
    ObjectNode body = Shapes.object();
    ArrayNode list = body.putArray("addon_providers");
    PROVIDERS.keySet().stream()
        .sorted()
        .forEach(id -> {
          ObjectNode one = provider(id);
          one.putArray("plans");
          list.add(one);
        });
    return Reply.json(200, body);
  }

  static ObjectNode provider(String id) {
    ObjectNode one = Shapes.object();
    one.put("id", id).put("name", title(id)).put("logo_url", "");
    one.put("short_description", title(id)).put("description", title(id));
    one.set("category", category());
    one.put("provider_name", "Scalingo").put("provider_url", "https://scalingo.com");
    return one.put("hds_available", false);
  }

  private static ObjectNode category() {
    return Shapes.object()
        .put("id", "databases")
        .put("name", "Databases")
        .put("description", "")
        .put("position", 1);
  }

  static Reply categories() {
    ObjectNode body = Shapes.object();
    body.putArray("addon_categories").add(category());
    return Reply.json(200, body);
  }

  static Reply plans(String region, String provider) {
    if (!knows(provider)) {
      return Errors.notFound("addon_provider");
    }
    ObjectNode body = Shapes.object();
    ArrayNode list = body.putArray("plans");
    CLASSES.forEach(size -> list.add(plan(region, provider + "-" + size)));
    return Reply.json(200, body);
  }

  static ObjectNode plan(String region, String name) {
    String size = name.substring(name.indexOf('-') + 1);
    ObjectNode one = Shapes.object();
    one.put("id", planId(region, name)).put("name", name).put("display_name", size);
    one.put("position", 10 + CLASSES.indexOf(size)).put("on_demand", false).put("disabled", false);
    one.putNull("disabled_alternative_plan_id");
    one.put("price", 7.2 * (1 + CLASSES.indexOf(size)));
    return one.put("sku", region + "-" + name).put("hds_available", false).put("description", "");
  }
}
