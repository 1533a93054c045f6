package dev.tfpaas.runbook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// One execution of one runbook; owned by the thread that executes it.
final class Run {
  private final Runbook runbook;
  private final StopSignal stop;
  private final Waiter waiter;
  private final Consumer<String> log;
  private final List<Step> made;
  private final List<String> warnings = new ArrayList<>();
  private boolean committed;
  private boolean safeHere = true;
  private Probe.Reading lastReading = Probe.Reading.pending("");

  Run(Runbook runbook, StopSignal stop, Waiter waiter, Consumer<String> log) {
    this.runbook = runbook;
    this.stop = stop;
    this.waiter = waiter;
    this.log = log;
    this.made = new ArrayList<>(runbook.already());
    this.committed = made.stream().anyMatch(step -> step.mark() == Step.Mark.COMMIT);
  }

  Outcome execute() {
    for (Step step : runbook.steps()) {
      if (mayStopNow()) {
        return stopped(step);
      }
      try {
        if (!perform(step)) {
          return stopped(step);
        }
      } catch (RuntimeException failure) {
        // Whatever a platform throws ends the step; what that means is decided here and nowhere else.
        if (step.mark() != Step.Mark.BEST_EFFORT) {
          return failed(step, failure);
        }
        warn(step, failure);
      }
      safeHere = step.mark() == Step.Mark.SAFE || step.mark() == Step.Mark.BEST_EFFORT;
    }
    return new Outcome.Completed(List.copyOf(warnings));
  }

  /// Makes one step; false when a stop ended it early.
  private boolean perform(Step step) {
    Instant start = waiter.now();
    if (holds(step)) {
      made.add(step);
      commitIfMarked(step);
      log.accept("%s %s: already so".formatted(step.title(), step.object()));
      return true;
    }
    if (step.gate().isPresent()) {
      Step.Gate gate = step.gate().get();
      if (!waiter.await(gate.condition(), gate.probe(), step.budget(), this::mayStopNow)) {
        return false;
      }
      if (mayStopNow()) {
        return false;
      }
    }
    made.add(step);
    act(step);
    commitIfMarked(step);
    String effect = "the effect of \"%s %s\"".formatted(step.title(), step.object());
    boolean finished = waiter.await(effect, step.probe(), step.budget(), () -> mayLeave(step));
    Duration took = Duration.between(start, waiter.now());
    log.accept(
        "%s %s: %s after %s"
            .formatted(
                step.title(), step.object(), finished ? "done" : "left running", Waiter.text(took)));
    return finished;
  }

  private boolean holds(Step step) {
    return waiter.await("reading", alwaysEnding(step.probe()), step.budget(), StopSignal.NEVER)
        && lastReading.holds();
  }

  /// Wraps a probe so that any answer ends the wait: only unreadable answers are read again.
  private Probe alwaysEnding(Probe probe) {
    return () -> {
      lastReading = probe.read();
      return Probe.Reading.holds(lastReading.detail());
    };
  }

  /// Makes the call, again where that is safe. An unclear answer is resolved by reading first.
  private void act(Step step) {
    Instant deadline = waiter.now().plus(step.budget().limit());
    Duration pause = step.budget().firstPoll();
    while (true) {
      try {
        step.act().run();
        return;
      } catch (RuntimeException failure) {
        if (effectIsThere(step)) {
          return;
        }
        boolean again = failure instanceof Repeatable repeatable && repeatable.safeToRepeat();
        if (!again || !waiter.now().isBefore(deadline)) {
          throw failure;
        }
        log.accept(
            "%s %s: repeating after: %s".formatted(step.title(), step.object(), failure.getMessage()));
        waiter.pause(pause);
        pause = Waiter.longer(pause, step.budget());
      }
    }
  }

  /// Reads after a failed call. When even that fails, a committing step counts as made: going back
  /// from a commit that may have happened could leave two writable databases.
  private boolean effectIsThere(Step step) {
    try {
      return step.probe().read().holds();
    } catch (RuntimeException unreadable) {
      commitIfMarked(step);
      log.accept(
          "%s %s: cannot read after a failed call: %s"
              .formatted(step.title(), step.object(), unreadable.getMessage()));
      return false;
    }
  }

  private void commitIfMarked(Step step) {
    if (step.mark() == Step.Mark.COMMIT) {
      committed = true;
    }
  }

  private boolean goesBack() {
    return runbook.onFailure() == Runbook.OnFailure.GO_BACK && !committed;
  }

  private boolean mayStopNow() {
    return stop.requested() && (goesBack() || safeHere);
  }

  /// Tells whether the effect of a step that was called may be left to the platform on a stop.
  private boolean mayLeave(Step step) {
    return stop.requested() && (goesBack() || step.mark() == Step.Mark.SAFE);
  }

  private Outcome stopped(Step next) {
    boolean back = goBack();
    return new Outcome.Stopped(next, back, List.copyOf(warnings));
  }

  private Outcome failed(Step step, RuntimeException failure) {
    log.accept("%s %s: failed: %s".formatted(step.title(), step.object(), failure.getMessage()));
    boolean back = goBack();
    return new Outcome.Failed(step, failure, back, List.copyOf(warnings));
  }

  private void warn(Step step, RuntimeException failure) {
    String text = "%s %s was not possible: %s".formatted(step.title(), step.object(), failure.getMessage());
    warnings.add(text);
    log.accept(text);
  }

  /// Undoes what was made, last first; true when the runbook goes back and every undo worked.
  private boolean goBack() {
    if (!goesBack()) {
      return false;
    }
    boolean complete = true;
    for (Step step : made.reversed()) {
      if (step.undo().isPresent()) {
        complete &= undo(step, step.undo().get());
      }
    }
    return complete;
  }

  private boolean undo(Step step, Step.Undo undo) {
    try {
      undo.act().run();
      log.accept("%s %s: undone by %s".formatted(step.title(), step.object(), undo.title()));
      return true;
    } catch (RuntimeException failure) {
      String text = "%s %s (%s) failed: %s"
          .formatted(undo.title(), step.object(), undo.call(), failure.getMessage());
      warnings.add(text);
      log.accept(text);
      return false;
    }
  }
}
