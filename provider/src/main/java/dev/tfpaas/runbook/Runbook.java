package dev.tfpaas.runbook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// An ordered list of steps with a title; an empty one means that there is nothing to do.
///
/// @param title what the whole does, e.g. `switch shop to secondary`
/// @param already steps of the procedure that were found done, in order: not shown, but undone when
///   the run goes back, so that a resumed run gives back what an interrupted one took
/// @param steps the steps to make, in order
/// @param onFailure what becomes of finished steps when a later one fails
public record Runbook(String title, List<Step> already, List<Step> steps, OnFailure onFailure) {

  /// Copies the steps.
  public Runbook {
    already = List.copyOf(already);
    steps = List.copyOf(steps);
  }

  /// Makes a runbook whose finished steps stay when a later one fails.
  public static Runbook of(String title, List<Step> steps) {
    return new Runbook(title, List.of(), steps, OnFailure.KEEP);
  }

  /// Makes a runbook that goes back as long as no [Step.Mark#COMMIT] step was made.
  public static Runbook reversible(String title, List<Step> already, List<Step> steps) {
    return new Runbook(title, already, steps, OnFailure.GO_BACK);
  }

  /// Tells whether there is nothing to do.
  public boolean isEmpty() {
    return steps.isEmpty();
  }

  /// Returns the text of the plan: one line a step, aligned, the same for the same steps.
  public List<String> lines() {
    int numbers = Integer.toString(steps.size()).length();
    int titles = widest(Step::title);
    int objects = widest(Step::object);
    int calls = widest(step -> step.call().toString());
    int undos = widest(Runbook::undo);
    List<String> lines = new ArrayList<>();
    for (Step step : steps) {
      StringBuilder line = new StringBuilder();
      line.append(pad(Integer.toString(lines.size() + 1), numbers));
      line.append(pad(step.title(), titles));
      line.append(pad(step.object(), objects));
      line.append(pad(step.call().toString(), calls));
      line.append(pad("undo: " + undo(step), "undo: ".length() + undos));
      line.append("~").append(brief(step.expected()));
      step.gate().ifPresent(gate -> line.append("  when: ").append(gate.condition()));
      lines.add(line.toString());
    }
    return List.copyOf(lines);
  }

  private int widest(Function<Step, String> column) {
    return steps.stream().mapToInt(step -> column.apply(step).length()).max().orElse(0);
  }

  private static String undo(Step step) {
    return step.undo().map(Step.Undo::title).orElse("none");
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length() + 2);
  }

  private static String brief(Duration expected) {
    if (expected.toMinutes() >= 2) {
      return expected.toMinutes() + "m";
    }
    return expected.toSeconds() >= 1 ? expected.toSeconds() + "s" : "1s";
  }

  /// What becomes of finished steps when a later one fails or a stop is asked for.
  public enum OnFailure {
    /// They stay; the next apply goes on from there.
    KEEP,
    /// They are undone in reverse order, unless a [Step.Mark#COMMIT] step was made.
    GO_BACK
  }
}
