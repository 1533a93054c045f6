package dev.tfpaas.cli;

import dev.tfpaas.world.json.Json;
import dev.tfpaas.world.json.Json.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Prints a [WorldReport] for people.
final class WorldText {
  private final StringBuilder text = new StringBuilder();

  private WorldText() {}

  static String of(Fields report) {
    WorldText printed = new WorldText();
    printed.table("Regions", report.objects("regions"), List.of("name", "up", "live", "cloud"));
    printed.table(
        "Apps",
        report.objects("apps"),
        List.of("name", "region", "size", "state", "maintenance", "serves", "databases"));
    printed.table(
        "Replications",
        report.objects("replications"),
        List.of("id", "source", "replica", "engine", "mode", "writes_behind"));
    printed.table(
        "Failover groups",
        report.objects("failover_groups"),
        List.of("id", "address", "active", "active_app", "serves", "downtime", "last_switch"));
    printed.table(
        "Migrations",
        report.objects("migrations"),
        List.of("id", "from", "to", "live", "status", "busy"));
    printed.table(
        "Traffic",
        report.objects("traffic"),
        List.of("name", "app", "rate", "served_by", "acknowledged", "refused", "lost", "downtime"));
    List<String> violations = report.texts("violations");
    if (!violations.isEmpty()) {
      printed.text.append("Broken invariants\n");
      violations.forEach(line -> printed.text.append("  ").append(line).append('\n'));
    }
    return printed.text.toString().stripTrailing();
  }

  /// Returns a violation on one line.
  static String line(Json violation) {
    return violation instanceof Fields it
        ? "%s  %s: %s  (by %s)"
            .formatted(it.text("at"), it.text("rule"), it.text("detail"), it.text("call"))
        : violation.print();
  }

  private void table(String title, List<Fields> rows, List<String> columns) {
    if (rows.isEmpty()) {
      return;
    }
    List<List<String>> cells = new ArrayList<>();
    cells.add(columns.stream().map(column -> column.replace('_', ' ')).toList());
    for (Fields row : rows) {
      cells.add(columns.stream().map(column -> cell(row.fields().get(column))).toList());
    }
    text.append(title).append('\n');
    for (List<String> row : cells) {
      StringBuilder line = new StringBuilder(" ");
      for (int i = 0; i < columns.size(); i++) {
        line.append(' ').append(padded(row.get(i), width(cells, i)));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    text.append('\n');
  }

  private static int width(List<List<String>> cells, int column) {
    return cells.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private static String padded(String cell, int width) {
    return cell + " ".repeat(width - cell.length() + 1);
  }

  private static String cell(@Nullable Json value) {
    return switch (value) {
      case null -> "-";
      case Json.Text(String text) -> text;
      case Json.Whole(long number) -> Long.toString(number);
      case Json.Flag(boolean flag) -> flag ? "yes" : "no";
      case Json.Items(List<Json> items) ->
          String.join(", ", items.stream().map(WorldText::cell).toList());
      case Fields fields when fields.fields().containsKey("engine") -> database(fields);
      case Fields fields -> lastSwitch(fields);
    };
  }

  private static String database(Fields it) {
    return "%s %s%s %d"
        .formatted(
            it.text("engine"),
            it.text("role"),
            it.flag("writable") ? "" : " (not writable)",
            it.whole("writes"));
  }

  private static String lastSwitch(Fields it) {
    return "%s to %s: down %s, lost %s"
        .formatted(
            it.text("mode"),
            it.text("to"),
            it.optionalText("downtime").orElse("…"),
            it.fields().containsKey("lost_writes") ? it.whole("lost_writes") : "unknown");
  }
}
