package dev.tfpaas.cli;

import dev.tfpaas.world.fact.DatabaseName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Prints a [WorldReport] for people.
final class WorldText {
  private final StringBuilder text = new StringBuilder();

  private WorldText() {}

  static String of(JsonNode report) {
    WorldText printed = new WorldText();
    printed.table("Regions", report.path("regions"), List.of("name", "up", "live", "cloud"));
    printed.table(
        "Apps",
        report.path("apps"),
        List.of("name", "region", "size", "state", "maintenance", "serves", "databases"));
    printed.table(
        "Replications",
        report.path("replications"),
        List.of("id", "source", "replica", "engine", "mode", "writes_behind"));
    printed.table(
        "Failover groups",
        report.path("failover_groups"),
        List.of("id", "address", "active", "active_app", "serves", "downtime", "last_switch"));
    printed.table(
        "Migrations",
        report.path("migrations"),
        List.of("id", "from", "to", "live", "status", "busy"));
    printed.table(
        "Traffic",
        report.path("traffic"),
        List.of("name", "app", "rate", "served_by", "acknowledged", "refused", "lost", "downtime"));
    JsonNode ahead = report.path("ahead_of_clock");
    if (!ahead.isMissingNode()) {
      printed.text.append(
          "Time here is %s ahead of this machine's clock, which was set back, or had been set forward.\n"
              .formatted(ahead.asString()));
    }
    JsonNode violations = report.path("violations");
    if (!violations.isEmpty()) {
      printed.text.append("Broken invariants\n");
      violations.forEach(it -> printed.text.append("  ").append(it.asString()).append('\n'));
    }
    return printed.text.toString().stripTrailing();
  }

  /// Returns a violation on one line.
  static String line(JsonNode violation) {
    return "%s  %s: %s  (by %s)"
        .formatted(
            violation.path("at").asString(),
            violation.path("rule").asString(),
            violation.path("detail").asString(),
            violation.path("call").asString());
  }

  private void table(String title, JsonNode rows, List<String> columns) {
    if (rows.isEmpty()) {
      return;
    }
    List<List<String>> cells = new ArrayList<>();
    cells.add(columns.stream().map(column -> column.replace('_', ' ')).toList());
    for (JsonNode row : rows) {
      cells.add(
          columns.stream()
              .map(column -> column.equals("engine") ? called(row) : cell(row.path(column)))
              .toList());
    }
    text.append(title).append('\n').append(Table.of(cells)).append('\n');
  }

  private static String cell(JsonNode value) {
    if (value.isMissingNode()) {
      return "-";
    }
    if (value.isBoolean()) {
      return value.asBoolean() ? "yes" : "no";
    }
    if (value.isArray()) {
      return String.join(", ", value.valueStream().map(WorldText::cell).toList());
    }
    if (value.isObject()) {
      return value.has("engine") ? database(value) : lastSwitch(value);
    }
    return value.asString();
  }

  /// Returns what a database is called within its app.
  private static String called(JsonNode it) {
    return DatabaseName.of(
        it.path("engine").asString(),
        Optional.ofNullable(it.get("database")).map(JsonNode::asString));
  }

  private static String database(JsonNode it) {
    return "%s %s%s %d"
        .formatted(
            called(it),
            it.path("role").asString(),
            it.path("writable").asBoolean() ? "" : " (not writable)",
            it.path("writes").asLong());
  }

  private static String lastSwitch(JsonNode it) {
    return "%s to %s: down %s, lost %s"
        .formatted(
            it.path("mode").asString(),
            it.path("to").asString(),
            it.path("downtime").asString("…"),
            it.path("lost_writes").asString("unknown"));
  }
}
