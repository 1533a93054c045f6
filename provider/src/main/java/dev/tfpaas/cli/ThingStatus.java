package dev.tfpaas.cli;

import dev.tfpaas.topology.Section;
import dev.tfpaas.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How one thing of the topology stands, as the state says it.
///
/// @param path where it stands in the topology, or its address
/// @param type its resource type
/// @param values its attributes
record ThingStatus(String path, String type, JsonNode values) {

  /// Returns the lines of a report; empty when there is nothing that a person has to know.
  List<String> lines() {
    return Section.of(type).map(this::lines).orElse(List.of());
  }

  private List<String> lines(Section section) {
    return switch (section) {
      case PLATFORMS -> List.of();
      case FAILOVER -> group();
      case MIGRATIONS -> migration();
      case REPLICATION -> replication();
      case APPS ->
          List.of("%s in %s: %s".formatted(text("app_id"), text("region"), text("status")));
    };
  }

  private List<String> replication() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s to %s: %s".formatted(text("source_app_id"), text("replica_app_id"), text("status")));
    if (text("status").equals("promoted")) {
      // The state does not say which side is newer: both may take writes.
      lines.add("it does not follow any more; paas plan says which side is newer, and the way out");
    }
    return lines;
  }

  private List<String> group() {
    List<String> lines = new ArrayList<>();
    lines.add(active());
    lines.add("point your CNAME to %s%s".formatted(text("address"), lifetime()));
    lastSwitch().ifPresent(lines::add);
    return lines;
  }

  /// Returns whom the address of a failover group leads to. Whether that one serves the state does
  /// not say; [StatusNotes] and every plan do.
  String active() {
    return "%s is active (%s)".formatted(text("active_app_id"), text("active"));
  }

  /// Returns how long the last switch left nobody served, in words; empty when it is not known.
  String wasDown() {
    return downtime().flatMap(Topology::duration).map(it -> "down for " + seconds(it)).orElse("");
  }

  private String lifetime() {
    long seconds = values.path("ttl_seconds").asLong(0);
    return seconds > 0 ? ", TTL %ds".formatted(seconds) : "";
  }

  private Optional<String> lastSwitch() {
    JsonNode last = values.path("last_switch");
    if (!last.isObject()) {
      return Optional.empty();
    }
    StringBuilder text =
        new StringBuilder(
            "last switch: %s to %s, %s"
                .formatted(
                    last.path("from").asString(),
                    last.path("to").asString(),
                    last.path("mode").asString()));
    downtime()
        .flatMap(Topology::duration)
        .ifPresent(it -> text.append(", nobody was served for ").append(seconds(it)));
    if (last.path("lost_writes").isNumber()) {
      long lost = last.path("lost_writes").asLong();
      text.append(lost == 0 ? ", no write was lost" : ", %d writes WERE LOST".formatted(lost));
    }
    return Optional.of(text.toString());
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1fs", duration.toMillis() / 1000.0);
  }

  /// Returns how long the last switch left nobody served.
  Optional<String> downtime() {
    return Optional.of(values.path("last_switch").path("downtime").asString(""))
        .filter(text -> !text.isEmpty());
  }

  private List<String> migration() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s from %s to %s: %s"
            .formatted(text("app_id"), text("from_region"), text("to_region"), text("status")));
    for (JsonNode change : values.path("dns_changes")) {
      lines.add(
          "change the DNS record %s %s to %s"
              .formatted(
                  change.path("name").asString(),
                  change.path("type").asString(),
                  change.path("value").asString()));
    }
    return lines;
  }

  private String text(String attribute) {
    JsonNode value = values.path(attribute);
    return value.isValueNode() && !value.isNull() ? value.asString() : "?";
  }

  ObjectNode json() {
    ObjectNode json = JsonAnswer.object().put("path", path).put("type", type);
    for (String attribute :
        List.of(
            "app_id",
            "region",
            "status",
            "address",
            "active",
            "active_app_id",
            "standby_app_id",
            "source_app_id",
            "replica_app_id",
            "to_region",
            "reached_phase")) {
      JsonNode value = values.path(attribute);
      if (value.isString()) {
        json.put(attribute, value.asString());
      }
    }
    JsonNode last = values.path("last_switch");
    if (last.isObject()) {
      ObjectNode shown = json.putObject("last_switch");
      for (String attribute : List.of("from", "to", "mode")) {
        shown.put(attribute, last.path(attribute).asString(""));
      }
      downtime().ifPresent(it -> shown.put("downtime", it));
    }
    return json;
  }
}
