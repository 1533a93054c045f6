package dev.tfpaas.cli;

import dev.tfpaas.topology.Topology;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// The switches of a plan while they are made: which group is at which step, since when nobody is
/// served, and which are done. Not safe for several threads.
///
/// It knows the steps from the runbooks in the plan, and what becomes of them from the provider's
/// log.
final class SwitchTable {
  private static final String TRAFFIC = "move traffic ";
  private static final Pattern LINE =
      Pattern.compile("\\d+[a-z]*\\s{2,}(?<title>\\S.*?)\\s{2,}(?<object>\\S.*?)\\s{2,}.*");
  private static final Pattern TOOK = Pattern.compile("done after (\\S+)");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final Clock clock;

  private SwitchTable(Clock clock) {
    this.clock = clock;
  }

  /// Makes the table of a plan.
  ///
  /// @param plan as Terraform shows it to programs
  /// @param paths where things stand in the topology, by address
  static SwitchTable of(JsonNode plan, Map<String, String> paths, Clock clock) {
    SwitchTable table = new SwitchTable(clock);
    for (JsonNode resource : plan.path("resource_changes")) {
      String address = resource.path("address").asString();
      String path = paths.getOrDefault(address, address);
      JsonNode after = resource.path("change").path("after");
      PlannedChange.of(resource, path)
          .filter(change -> change.move().isPresent())
          .ifPresent(_ -> table.rows.put(path, new Row(after)));
    }
    return table;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /// One switch.
  private static final class Row {
    private final List<String> steps;
    private final boolean planned;
    private final Set<String> made = new LinkedHashSet<>();
    private String step = "waits for its turn";
    private String end = "";
    private Optional<Instant> since = Optional.empty();
    private Optional<Duration> down = Optional.empty();

    Row(JsonNode after) {
      this.planned = !after.path("switch_mode").asString("").equals("emergency");
      this.steps =
          StreamSupport.stream(after.path("runbook").spliterator(), false)
              .map(line -> LINE.matcher(line.asString("")))
              .filter(Matcher::matches)
              .map(line -> line.group("title") + " " + line.group("object"))
              .toList();
    }

    private void heard(String key, String what, Instant now) {
      step = "%d/%d %s".formatted(steps.indexOf(key) + 1, steps.size(), key);
      if (what.startsWith("failed")) {
        end = "FAILED";
      } else if (what.startsWith("undone")) {
        end = "goes back";
      } else if (what.startsWith("done") || what.startsWith("already so")) {
        made(key, what, now);
      }
    }

    private void made(String key, String what, Instant now) {
      made.add(key);
      if (planned && since.isEmpty() && what.startsWith("done")) {
        Matcher took = TOOK.matcher(what);
        Duration of =
            took.find() ? Topology.duration(took.group(1)).orElse(Duration.ZERO) : Duration.ZERO;
        since = Optional.of(now.minus(of));
      }
      if (key.startsWith(TRAFFIC) && down.isEmpty()) {
        down = since.map(from -> Duration.between(from, now));
        end = "serves";
      }
      if (made.size() == steps.size()) {
        end = "done";
      }
    }

    private String since(ZoneId zone) {
      return !planned
          ? "before"
          : since
              .map(it -> TIME.format(it.atZone(zone).truncatedTo(ChronoUnit.SECONDS)))
              .orElse("");
    }

    private boolean isDone() {
      return end.equals("done");
    }

    private boolean runs() {
      return !isDone() && !step.startsWith("waits");
    }
  }

  /// Takes in what became of a step.
  ///
  /// @param text as the provider logs it: the step, a colon, what became of it
  /// @return the same for people who see no table; as it is, where it is a step of no switch
  String heard(String text) {
    for (Map.Entry<String, Row> entry : rows.entrySet()) {
      Row row = entry.getValue();
      Optional<String> key =
          row.steps.stream().filter(step -> text.startsWith(step + ": ")).findFirst();
      if (key.isPresent()) {
        row.heard(key.get(), text.substring(key.get().length() + 2), clock.instant());
        return "%s: %s%s"
            .formatted(
                entry.getKey(), text, row.down.map(it -> ", down for " + seconds(it)).orElse(""));
      }
    }
    return text;
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1fs", duration.toMillis() / 1000.0);
  }

  /// Returns the table: who is being switched first, then who waits, and how many are done.
  ///
  /// @param most how many switches are shown at most
  String text(int most) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("group", "step", "down since", "done"));
    List<Map.Entry<String, Row>> shown = new ArrayList<>(rows.entrySet());
    shown.sort((one, other) -> rank(one.getValue()) - rank(other.getValue()));
    shown.stream().limit(most).forEach(entry -> lines.add(cells(entry.getKey(), entry.getValue())));
    long done = rows.values().stream().filter(Row::isDone).count();
    return Table.of(lines) + "  %d of %d done%n".formatted(done, rows.size());
  }

  private static int rank(Row row) {
    return row.runs() ? 0 : row.isDone() ? 2 : 1;
  }

  private List<String> cells(String path, Row row) {
    String end = row.end + row.down.map(it -> ", down for " + seconds(it)).orElse("");
    return List.of(path, row.step, row.since(clock.getZone()), end);
  }
}
