package dev.tfpaas.runbook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/// One random runbook, the platform it runs on, and the rules that its run must not break.
///
/// Some steps are made at once, so that a seed does not give the same run each time. The platform
/// knows of every step when its effect comes true; a call may be lost before or after that, and any
/// reading may go unanswered.
final class RandomRun {
  private static final List<Step.Mark> MARKS = List.of(Step.Mark.values());

  private final Random random;
  private final MovedClock clock = new MovedClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final Map<String, Instant> effects = new HashMap<>();
  private final Map<String, Integer> callsThatWorked = new HashMap<>();
  private final Set<String> touched = new HashSet<>();
  private final Set<String> closed = new HashSet<>();
  private final List<String> events = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();
  private final Runbook runbook;
  private final int troubles;
  private int stopIn;
  private boolean committed;

  RandomRun(Random random) {
    this.random = random;
    this.troubles = random.nextInt(40);
    this.stopIn = random.nextBoolean() ? random.nextInt(40) : Integer.MAX_VALUE;
    List<Step> already = steps("done", random.nextInt(3));
    already.forEach(step -> effects.put(step.title(), clock.instant()));
    committed = already.stream().anyMatch(step -> step.mark() == Step.Mark.COMMIT);
    Runbook.OnFailure onFailure =
        random.nextBoolean() ? Runbook.OnFailure.KEEP : Runbook.OnFailure.GO_BACK;
    this.runbook = Runbook.staged("random", already, stages(), onFailure);
  }

  private List<Runbook.Stage> stages() {
    List<Runbook.Stage> stages = new ArrayList<>();
    int left = random.nextInt(7);
    while (left > 0) {
      int size = random.nextInt(3) > 0 ? 1 : 1 + random.nextInt(Math.min(3, left));
      stages.add(stage("step" + left + "-", size));
      left -= size;
    }
    return stages;
  }

  /// Beside what commits there is only what commits, after one gate.
  private Runbook.Stage stage(String name, int size) {
    List<Step> steps = steps(name, size);
    boolean commits = steps.stream().anyMatch(step -> step.mark() == Step.Mark.COMMIT);
    return new Runbook.Stage(
        commits && size > 1
            ? steps.stream()
                .map(step -> step.marked(Step.Mark.COMMIT).after("gate", this::readGate))
                .toList()
            : steps);
  }

  private synchronized Probe.Reading readGate() {
    return answered(Probe.Reading.holds("open"));
  }

  private List<Step> steps(String name, int count) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      steps.add(step(name + i));
    }
    return steps;
  }

  private Step step(String name) {
    Step.Mark mark = MARKS.get(random.nextInt(MARKS.size()));
    Step step =
        Step.of(
                name,
                "x",
                Call.of("PUT", "/" + name),
                Duration.ZERO,
                () -> read(name),
                () -> call(name),
                Bench.BUDGET)
            .marked(mark);
    if (random.nextInt(4) == 0) {
      step = step.after("gate", this::readGate);
    }
    return random.nextInt(4) > 0
        ? step.undoneBy("un-" + name, Call.of("DELETE", "/" + name), () -> undo(name))
        : step;
  }

  private synchronized Probe.Reading read(String name) {
    event("read " + name);
    Instant effect = effects.get(name);
    boolean there = effect != null && !clock.instant().isBefore(effect);
    return answered(new Probe.Reading(there, effect == null ? "absent" : "coming"));
  }

  private Probe.Reading answered(Probe.Reading reading) {
    if (trouble()) {
      throw random.nextInt(4) > 0 ? Bench.lost("no answer") : Bench.refused("401");
    }
    return reading;
  }

  private synchronized void call(String name) {
    event("call " + name);
    if (closed.contains(name)) {
      broken.add(name + " was called again after a failure that may not be repeated");
    }
    int kind = trouble() ? random.nextInt(6) : 6;
    if (kind == 0 || kind == 1) {
      refuse(name, kind == 0);
    }
    // From here on the call is lost before its effect (2, 3), after it (4, 5), or works (6).
    committed |= mark(name) == Step.Mark.COMMIT;
    touched.add(name);
    if (kind >= 4) {
      effects.put(name, clock.instant().plusSeconds(random.nextInt(50)));
    }
    if (kind == 2 || kind == 4) {
      throw Bench.lost("lost");
    }
    if (kind == 3 || kind == 5) {
      closed.add(name);
      throw Bench.broken("broken");
    }
    if (callsThatWorked.merge(name, 1, Integer::sum) > 1) {
      broken.add(name + " was called again after its call had worked");
    }
  }

  private Step.Mark mark(String name) {
    return runbook.steps().stream()
        .filter(step -> step.title().equals(name))
        .findFirst()
        .orElseThrow()
        .mark();
  }

  private void refuse(String name, boolean repeatable) {
    if (repeatable) {
      throw Bench.throttled("throttled");
    }
    closed.add(name);
    throw Bench.refused("refused");
  }

  private synchronized void undo(String name) {
    event("undo " + name);
    if (committed) {
      broken.add(name + " was undone after a commit");
    }
    if (runbook.parts().getFirst().onFailure() == Runbook.OnFailure.KEEP) {
      broken.add(name + " was undone by a run that keeps");
    }
    if (trouble()) {
      throw random.nextBoolean() ? Bench.lost("undo lost") : Bench.refused("undo refused");
    }
    effects.remove(name);
  }

  private boolean trouble() {
    return random.nextInt(100) < troubles;
  }

  private void event(String text) {
    events.add(text);
    stopIn--;
  }

  private synchronized boolean stopAsked() {
    return stopIn <= 0;
  }

  Outcome execute() {
    return new Runner(clock, clock, _ -> {})
        .run(runbook, () -> stopAsked() ? Optional.of("asked") : Optional.empty());
  }

  /// Returns what the run did that it must not do.
  List<String> brokenRules(Outcome outcome) {
    boolean back =
        runbook.parts().getFirst().onFailure() == Runbook.OnFailure.GO_BACK && !committed;
    switch (outcome) {
      case Outcome.Completed _ -> checkCompleted();
      case Outcome.Stopped stopped -> {
        if (!stopAsked()) {
          broken.add("stopped without being asked");
        }
        if (!back && !safeAround(stopped.step())) {
          broken.add("stopped at an unsafe place");
        }
        checkWayBack(back, stopped.wentBack(), stopped.warnings());
      }
      case Outcome.Failed failed -> {
        if (failed.step().mark() == Step.Mark.BEST_EFFORT) {
          broken.add("failed because of a best-effort step");
        }
        checkWayBack(back, failed.wentBack(), failed.warnings());
      }
    }
    return broken;
  }

  private void checkCompleted() {
    for (Step step : runbook.steps()) {
      Instant effect = effects.get(step.title());
      boolean there = effect != null && !effect.isAfter(clock.instant());
      if (!there && step.mark() != Step.Mark.BEST_EFFORT) {
        broken.add("completed without " + step.title());
      }
    }
  }

  /// Checks that a run that says it went back undid everything, and that it went back where it
  /// must.
  private void checkWayBack(boolean back, boolean wentBack, List<String> warnings) {
    boolean undoFailed = warnings.stream().anyMatch(warning -> warning.startsWith("un-"));
    if (wentBack != (back && !undoFailed)) {
      broken.add("went back: " + wentBack + ", should have: " + back);
    }
    if (wentBack) {
      Stream.concat(runbook.already().stream(), runbook.steps().stream())
          .filter(step -> step.undo().isPresent() && effects.containsKey(step.title()))
          .forEach(step -> broken.add(step.title() + " was not undone"));
    }
  }

  /// Tells whether the stage before that of a step may be the last, and no step of its own stage
  /// was called that must not be.
  private boolean safeAround(Step next) {
    List<Step> before =
        runbook.already().reversed().stream().filter(RandomRun::counts).limit(1).toList();
    for (Runbook.Stage stage : runbook.parts().getFirst().stages()) {
      if (stage.steps().contains(next)) {
        return before.stream().allMatch(RandomRun::safe)
            && stage.steps().stream()
                .allMatch(step -> !touched.contains(step.title()) || safe(step));
      }
      if (stage.steps().stream().anyMatch(RandomRun::counts)) {
        before = stage.steps();
      }
    }
    throw new AssertionError("not of this runbook: " + next);
  }

  /// What is only tried makes no place safer.
  private static boolean counts(Step step) {
    return step.mark() != Step.Mark.BEST_EFFORT;
  }

  private static boolean safe(Step step) {
    return step.mark() == Step.Mark.SAFE || step.mark() == Step.Mark.BEST_EFFORT;
  }

  @Override
  public String toString() {
    return "%s %s then %s: %s"
        .formatted(
            runbook.parts().getFirst().onFailure(),
            marks(runbook.already()),
            runbook.parts().getFirst().stages().stream().map(it -> marks(it.steps())).toList(),
            events);
  }

  private static List<String> marks(List<Step> steps) {
    return steps.stream().map(step -> step.title() + " " + step.mark()).toList();
  }
}
