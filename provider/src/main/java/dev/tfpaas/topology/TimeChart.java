package dev.tfpaas.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The steps of a runbook on a time axis, by how long each is expected to take.
///
/// @param title what the runbook was for
/// @param steps in order
public record TimeChart(String title, List<Step> steps) {
  private static final Pattern LINE =
      Pattern.compile("\\d+\\s+(\\S(?:.*?\\S)?)\\s{2,}(\\S(?:.*?\\S)?)(?:\\s{2,}.*)?");
  private static final Pattern EXPECTED = Pattern.compile("\\s~(\\S+)");
  private static final long SHORTEST_MILLIS = 100;

  /// Copies the steps.
  public TimeChart {
    steps = List.copyOf(steps);
  }

  /// One step.
  ///
  /// @param what it does, on what
  /// @param millis how long it is expected to take, in milliseconds
  public record Step(String what, long millis) {}

  /// Reads the lines of the attribute `runbook`; a line that is no step is left out.
  public static TimeChart of(String title, List<String> runbook) {
    List<Step> steps = new ArrayList<>();
    for (String line : runbook) {
      Matcher step = LINE.matcher(line.strip());
      if (step.matches()) {
        steps.add(new Step(step.group(1) + ", " + step.group(2), millis(line)));
      }
    }
    return new TimeChart(title, steps);
  }

  private static long millis(String line) {
    Matcher expected = EXPECTED.matcher(line);
    return Optional.of(expected)
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .flatMap(Topology::duration)
        .map(duration -> Math.max(SHORTEST_MILLIS, duration.toMillis()))
        .orElse(SHORTEST_MILLIS);
  }

  /// Returns the picture for Mermaid.
  ///
  /// @see <a href="https://mermaid.js.org/syntax/gantt.html">Mermaid Gantt diagrams</a>
  public String mermaid() {
    StringBuilder text =
        new StringBuilder(
            "gantt\n  title %s\n  dateFormat x\n  axisFormat %%M:%%S\n".formatted(plain(title)));
    long at = 0;
    for (Step step : steps) {
      text.append("  %s :%d, %d\n".formatted(plain(step.what()), at, at + step.millis()));
      at += step.millis();
    }
    return text.toString();
  }

  /// Returns a text without what means something to Mermaid.
  private static String plain(String text) {
    return text.replaceAll("[:;#]", " ");
  }
}
