package dev.tfpaas.runbook;

import dev.tfpaas.duration.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Runs one part of a runbook once; owned by the thread that runs it.
final class PartRunner {
  private final Runbook.Part part;
  private final StopSignal stop;
  private final Polling polling;
  private final Consumer<String> log;
  private final List<Step> made;
  private final List<String> warnings = new ArrayList<>();
  private boolean committed;
  private boolean safeHere;

  PartRunner(Runbook.Part part, StopSignal stop, Polling polling, Consumer<String> log) {
    this.part = part;
    this.stop = stop;
    this.polling = polling;
    this.log = log;
    this.made = new ArrayList<>(part.already());
    this.committed = made.stream().anyMatch(step -> step.mark() == Step.Mark.COMMIT);
    // A run that was killed leaves off anywhere: the place it left is as unsafe as its last step.
    this.safeHere = made.isEmpty() || isSafe(made.getLast());
  }

  Outcome run() {
    for (Step step : part.steps()) {
      if (mayStopNow()) {
        return stopped(step);
      }
      try {
        if (!perform(step)) {
          return stopped(step);
        }
      } catch (RuntimeException failure) {
        // Whatever a platform throws ends the step; what that means is decided here only.
        if (step.mark() != Step.Mark.BEST_EFFORT) {
          return failed(step, failure);
        }
        warn(title(step) + " was not possible: " + failure.getMessage());
      }
      safeHere = isSafe(step);
    }
    return new Outcome.Completed(List.copyOf(warnings));
  }

  /// Makes one step; false when a stop ended it early.
  private boolean perform(Step step) {
    Instant start = polling.now();
    Sight before = look(step);
    if (before == Sight.STOPPED) {
      return false;
    }
    if (before == Sight.THERE) {
      made.add(step);
      commitIfMarked(step);
      log.accept(title(step) + ": already so");
      return true;
    }
    if (!start(step, before)) {
      return false;
    }
    String effect = "the effect of \"" + title(step) + "\"";
    boolean finished =
        polling.await(
            new Polling.Wait(
                effect, patience(step, step.probe()), step.budget(), () -> mayLeave(step)));
    String took = Durations.text(Duration.between(start, polling.now()));
    log.accept(title(step) + ": " + (finished ? "done" : "left running") + " after " + took);
    return finished;
  }

  /// Makes the call, unless an earlier run made it and the platform still works on it; false when a
  /// stop ended it with the call not made.
  private boolean start(Step step, Sight before) {
    if (before == Sight.UNDER_WAY) {
      made.add(step);
      commitIfMarked(step);
      log.accept(title(step) + ": under way already");
      return true;
    }
    if (!passGate(step)) {
      return false;
    }
    made.add(step);
    return act(step);
  }

  private boolean passGate(Step step) {
    if (step.gate().isEmpty()) {
      return true;
    }
    Step.Gate gate = step.gate().get();
    return polling.await(
            new Polling.Wait(
                gate.condition(), patience(step, gate.probe()), step.budget(), this::mayStopNow))
        && !mayStopNow();
  }

  /// Makes the call, again where that is safe; false when a stop ended it with the call not made.
  ///
  /// An unclear answer is resolved by reading. A committing call whose outcome stays unclear counts
  /// as made: going back from a commit that happens after all could leave two writable databases.
  private boolean act(Step step) {
    Tries tries = new Tries(step);
    while (true) {
      try {
        step.act().run();
        commitIfMarked(step);
        return true;
      } catch (RuntimeException failure) {
        if (effectIsThere(step)) {
          commitIfMarked(step);
          return true;
        }
        if (!Repeatable.wasRefused(failure)) {
          commitIfMarked(step);
          safeHere &= isSafe(step);
        }
        if (!tries.mayGoOn(failure)) {
          throw failure;
        }
        if (mayStopNow()) {
          return false;
        }
        log.accept(title(step) + ": repeating after: " + failure.getMessage());
        tries.rest(this::mayStopNow);
      }
    }
  }

  /// How often one call is made: again where that is safe, after longer and longer pauses, for as
  /// long as its step may stall.
  private final class Tries {
    private final Step step;
    private final Instant deadline;
    private Duration pause;

    Tries(Step step) {
      this.step = step;
      this.deadline = polling.now().plus(step.budget().stall());
      this.pause = step.budget().firstPoll();
    }

    /// A best-effort step is repeated only for a platform that answers: a dead side is left at
    /// once.
    boolean mayGoOn(RuntimeException failure) {
      return Repeatable.mayRepeat(failure)
          && (step.mark() != Step.Mark.BEST_EFFORT || Repeatable.wasRefused(failure))
          && polling.now().isBefore(deadline);
    }

    void rest(BooleanSupplier giveUp) {
      polling.pause(pause, giveUp);
      pause = Polling.longer(pause, step.budget());
    }
  }

  /// Reads after a failed call whether it worked all the same, in full or so far; what cannot be
  /// read is not there as far as anyone can tell.
  private boolean effectIsThere(Step step) {
    try {
      Sight now = look(step);
      return now == Sight.THERE || now == Sight.UNDER_WAY;
    } catch (RuntimeException unreadable) {
      log.accept(title(step) + ": cannot read after a failed call: " + unreadable.getMessage());
      return false;
    }
  }

  /// Reads whether the effect of a step is there.
  ///
  /// An unreadable platform is waited for, except for a best-effort step, which is tried unseen.
  private Sight look(Step step) {
    String what = "reading whether \"" + title(step) + "\" is already so";
    Optional<Probe.Reading> seen;
    try {
      seen =
          polling.read(
              new Polling.Wait(
                  what, patience(step, step.probe()), step.budget(), this::mayStopNow));
    } catch (NoAnswer _) {
      return Sight.NOT_THERE;
    }
    return seen.map(PartRunner::sight).orElse(Sight.STOPPED);
  }

  private static Sight sight(Probe.Reading reading) {
    if (reading.holds()) {
      return Sight.THERE;
    }
    return reading.underWay() ? Sight.UNDER_WAY : Sight.NOT_THERE;
  }

  /// Returns a probe of a step; that of a best-effort step ends its wait when there is no answer.
  private static Probe patience(Step step, Probe probe) {
    if (step.mark() != Step.Mark.BEST_EFFORT) {
      return probe;
    }
    return () -> {
      try {
        return probe.read();
      } catch (RuntimeException failure) {
        throw Repeatable.mayRepeat(failure) ? new NoAnswer(failure) : failure;
      }
    };
  }

  private void commitIfMarked(Step step) {
    if (step.mark() == Step.Mark.COMMIT) {
      committed = true;
    }
  }

  private static boolean isSafe(Step step) {
    return step.mark() == Step.Mark.SAFE || step.mark() == Step.Mark.BEST_EFFORT;
  }

  private boolean goesBack() {
    return part.onFailure() == Runbook.OnFailure.GO_BACK && !committed;
  }

  private boolean mayStopNow() {
    return stop.requested() && (goesBack() || safeHere);
  }

  /// Tells whether the effect of a step that was called may be left to the platform on a stop: only
  /// where both ends of the step are safe, since a step that is left may still fail.
  private boolean mayLeave(Step step) {
    return stop.requested() && (goesBack() || (safeHere && isSafe(step)));
  }

  private Outcome stopped(Step next) {
    String reason = stop.reason().orElse("");
    boolean back = goBack();
    return new Outcome.Stopped(next, reason, back, List.copyOf(warnings));
  }

  private Outcome failed(Step step, RuntimeException failure) {
    log.accept(title(step) + ": failed: " + failure.getMessage());
    boolean back = goBack();
    return new Outcome.Failed(step, failure, back, List.copyOf(warnings));
  }

  private void warn(String text) {
    warnings.add(text);
    log.accept(text);
  }

  /// Undoes what was made, last first; true when the runbook goes back and every undo worked.
  private boolean goBack() {
    if (!goesBack()) {
      return false;
    }
    // An interrupted thread fails every call it makes; what was taken is given back first.
    boolean interrupted = Thread.interrupted();
    boolean complete = true;
    for (Step step : made.reversed()) {
      if (step.undo().isPresent()) {
        complete &= undo(step, step.undo().get());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return complete;
  }

  /// Undoes one step, trying again within its budget; false, with a warning, when it fails.
  private boolean undo(Step step, Step.Undo undo) {
    Tries tries = new Tries(step);
    while (true) {
      try {
        undo.act().run();
        log.accept(title(step) + ": undone by " + undo.title());
        return true;
      } catch (RuntimeException failure) {
        if (!tries.mayGoOn(failure) || !rested(tries)) {
          warn(
              "%s %s (%s) failed: %s"
                  .formatted(undo.title(), step.object(), undo.call(), failure.getMessage()));
          return false;
        }
      }
    }
  }

  /// Pauses between two tries of an undo; false when an interrupt ends the tries.
  private boolean rested(Tries tries) {
    if (Thread.currentThread().isInterrupted()) {
      return false;
    }
    try {
      tries.rest(() -> false);
    } catch (StepException interrupted) {
      log.accept("going back: " + interrupted.getMessage());
    }
    return true;
  }

  private static String title(Step step) {
    return step.title() + " " + step.object();
  }

  /// What a look at a step's effect shows.
  private enum Sight {
    THERE,
    UNDER_WAY,
    NOT_THERE,
    STOPPED
  }

  /// Says that a best-effort step's probe got no answer.
  private static final class NoAnswer extends RuntimeException {
    NoAnswer(RuntimeException cause) {
      super(cause.getMessage(), cause);
    }
  }
}
