package dev.tfpaas.runbook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The steps of one change, in the order they are made; none means that there is nothing to do.
///
/// @param parts what goes back or stays together, in order; mostly one
public record Runbook(List<Part> parts) {
  private static final int LETTERS = 26;

  /// Copies the parts.
  public Runbook {
    parts = List.copyOf(parts);
  }

  /// Makes a runbook without steps.
  public static Runbook none() {
    return new Runbook(List.of());
  }

  /// Makes a runbook whose finished steps stay when a later one fails.
  ///
  /// @param title what the whole does, e.g. `switch shop to secondary`
  public static Runbook of(String title, List<Step> steps) {
    return of(title, List.of(), steps, OnFailure.KEEP);
  }

  /// Makes a runbook that goes back as long as no [Step.Mark#COMMIT] step was made.
  ///
  /// @param already steps that were found done, in order
  public static Runbook reversible(String title, List<Step> already, List<Step> steps) {
    return of(title, already, steps, OnFailure.GO_BACK);
  }

  /// Makes a runbook of one part.
  public static Runbook of(
      String title, List<Step> already, List<Step> steps, OnFailure onFailure) {
    return staged(title, already, steps.stream().map(Stage::of).toList(), onFailure);
  }

  /// Makes a runbook of one part, some steps of which are made at once.
  public static Runbook staged(
      String title, List<Step> already, List<Stage> stages, OnFailure onFailure) {
    return new Runbook(List.of(new Part(title, already, stages, onFailure)));
  }

  /// Returns this runbook and, once it is completed, another one, each going back by its own rule.
  public Runbook then(Runbook next) {
    return new Runbook(Stream.concat(parts.stream(), next.parts.stream()).toList());
  }

  /// Returns this runbook with each step replaced, those that were found done included.
  public Runbook with(UnaryOperator<Step> replacement) {
    return new Runbook(
        parts.stream()
            .map(part ->
                new Part(
                    part.title(),
                    part.already().stream().map(replacement).toList(),
                    part.stages().stream().map(stage -> stage.with(replacement)).toList(),
                    part.onFailure()))
            .toList());
  }

  /// Returns what the whole does.
  public String title() {
    return parts.stream().map(Part::title).collect(Collectors.joining(", then "));
  }

  /// Returns the steps that were found done, of all parts, in order.
  public List<Step> already() {
    return parts.stream().flatMap(part -> part.already().stream()).toList();
  }

  /// Returns the steps to make, of all parts, in order.
  public List<Step> steps() {
    return parts.stream().flatMap(part -> part.steps().stream()).toList();
  }

  /// Tells whether there is nothing to do.
  public boolean isEmpty() {
    return parts.stream().allMatch(part -> part.steps().isEmpty());
  }

  /// Returns the text of the plan: one line a step, aligned, the same for the same steps. Steps
  /// that are made at once share a number and have letters.
  public List<String> lines() {
    List<String> places = places();
    List<Step> steps = steps();
    int numbers = places.stream().mapToInt(String::length).max().orElse(0);
    int titles = widest(steps, Step::title);
    int objects = widest(steps, Step::object);
    int calls = widest(steps, step -> step.call().toString());
    int undos = widest(steps, Runbook::undo);
    List<String> lines = new ArrayList<>();
    for (Step step : steps) {
      StringBuilder line = new StringBuilder();
      line.append(pad(places.get(lines.size()), numbers));
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

  /// The number of each step, such as `3` or `4b`.
  private List<String> places() {
    List<String> places = new ArrayList<>();
    int number = 0;
    for (Stage stage : parts.stream().flatMap(part -> part.stages().stream()).toList()) {
      number++;
      for (int step = 0; step < stage.steps().size(); step++) {
        places.add(number + (stage.steps().size() == 1 ? "" : letters(step)));
      }
    }
    return places;
  }

  private static String letters(int step) {
    String last = Character.toString('a' + step % LETTERS);
    return step < LETTERS ? last : letters(step / LETTERS - 1) + last;
  }

  private static int widest(List<Step> steps, Function<Step, String> column) {
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

  /// Steps that go back or stay together.
  ///
  /// @param title what they do
  /// @param already steps that were found done, in order: not shown, but undone when the run goes
  ///   back, so that a resumed run gives back what an interrupted one took
  /// @param stages the steps to make, in order
  /// @param onFailure what becomes of finished steps when a later one fails
  public record Part(String title, List<Step> already, List<Stage> stages, OnFailure onFailure) {
    /// Copies the steps.
    public Part {
      already = List.copyOf(already);
      stages = List.copyOf(stages);
    }

    /// Returns the steps to make, in order; those of a stage in that of the plan.
    public List<Step> steps() {
      return stages.stream().flatMap(stage -> stage.steps().stream()).toList();
    }
  }

  /// Steps that do not depend on each other and are made at once, or a single one. The next stage
  /// begins when all have ended; a stop, a failure and going back are decided between stages.
  ///
  /// @param steps at least one; where one commits all do, and wait for the same gate, which is
  ///   passed once for all of them
  public record Stage(List<Step> steps) {
    /// Copies the steps.
    public Stage {
      steps = List.copyOf(steps);
      if (steps.isEmpty()) {
        throw new IllegalArgumentException("a stage needs a step");
      }
      if (steps.stream().anyMatch(Stage::commits) && !areAlike(steps)) {
        throw new IllegalArgumentException(
            "beside what commits there is only what commits after the same gate");
      }
    }

    /// Makes a stage of a single step.
    public static Stage of(Step step) {
      return new Stage(List.of(step));
    }

    private Stage with(UnaryOperator<Step> replacement) {
      return new Stage(steps.stream().map(replacement).toList());
    }

    /// Tells whether its steps commit.
    boolean commits() {
      return commits(steps.getFirst());
    }

    private static boolean commits(Step step) {
      return step.mark() == Step.Mark.COMMIT;
    }

    private static boolean areAlike(List<Step> steps) {
      return steps.stream()
              .map(step -> List.of(step.mark(), step.gate().map(Step.Gate::condition)))
              .distinct()
              .count()
          == 1;
    }
  }

  /// What becomes of finished steps when a later one fails or a stop is asked for.
  public enum OnFailure {
    /// They stay; the next apply goes on from there.
    KEEP,
    /// They stay, and so does what the parts before did: the run goes on with the next part and
    /// ends as completed, with a warning. For what nobody waits for; after a stop none of it is
    /// begun.
    TELL,
    /// They are undone in reverse order, unless a [Step.Mark#COMMIT] step was made.
    GO_BACK
  }
}
