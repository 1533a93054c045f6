package dev.tfpaas.runbook;

import dev.tfpaas.duration.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Performs single steps of one run of one part: probe, skip or act, wait until the probe holds.
/// Safe for the threads of a stage.
final class StepRunner {
  private final Progress progress;
  private final Polling polling;
  private final Consumer<String> log;

  StepRunner(Progress progress, Polling polling, Consumer<String> log) {
    this.progress = progress;
    this.polling = polling;
    this.log = log;
  }

  /// Makes one step; false when a stop ended it early.
  boolean perform(Step step) {
    Instant start = polling.now();
    Sight before = lookFirst(step);
    return before != Sight.STOPPED
        && (before != Sight.NOT_THERE || passGate(step))
        && make(step, before, start);
  }

  /// Looks before a step's call, and counts as made what is there or on its way: from then on a
  /// commit is not gone back from, whatever is waited for next.
  Sight lookFirst(Step step) {
    Sight seen = look(step);
    if (seen == Sight.THERE || seen == Sight.UNDER_WAY) {
      progress.found(step);
    }
    return seen;
  }

  /// Makes one step whose gate, if it is to be called, was passed; false when a stop ended it
  /// early.
  ///
  /// @param before what was seen of its effect
  /// @param start when it was looked at first
  boolean make(Step step, Sight before, Instant start) {
    if (before == Sight.THERE) {
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
                effect,
                patience(step, step.probe()),
                step.budget(),
                Optional.of(step.expected()),
                () -> progress.mayStopNow(step)));
    String took = Durations.text(Duration.between(start, polling.now()));
    log.accept(title(step) + ": " + (finished ? "done" : "left running") + " after " + took);
    return finished;
  }

  /// Makes the call, unless an earlier run made it and the platform still works on it; false when a
  /// stop ended it with the call not made.
  private boolean start(Step step, Sight before) {
    if (before == Sight.UNDER_WAY) {
      log.accept(title(step) + ": under way already");
      return true;
    }
    return act(step);
  }

  /// Waits for what must hold before the call; false when a stop ended it.
  boolean passGate(Step step) {
    if (step.gate().isEmpty()) {
      return true;
    }
    Step.Gate gate = step.gate().get();
    BooleanSupplier stopped = () -> progress.mayStopNow(step);
    return polling.await(
            new Polling.Wait(
                gate.condition(),
                patience(step, gate.probe()),
                step.budget(),
                gate.expected(),
                stopped))
        && !stopped.getAsBoolean();
  }

  /// Makes the call, again where that is safe; false when a stop ended it with the call not made.
  ///
  /// An unclear answer is resolved by reading. A committing call whose outcome stays unclear counts
  /// as made: going back from a commit that happens after all could leave two writable databases.
  private boolean act(Step step) {
    Tries tries = new Tries(step);
    while (progress.begins(step)) {
      try {
        step.act().run();
        progress.settle(step);
        return true;
      } catch (RuntimeException failure) {
        boolean refused = Repeatable.wasRefused(failure);
        if (!refused) {
          progress.settle(step);
        }
        if (effectIsThere(step)) {
          progress.settle(step);
          return true;
        }
        if (refused) {
          progress.refused(step);
        }
        if (!tries.mayGoOn(failure)) {
          throw failure;
        }
        if (progress.mayStopNow(step)) {
          return false;
        }
        log.accept(title(step) + ": repeating after: " + failure.getMessage());
        tries.rest(() -> progress.mayStopNow(step));
      }
    }
    return false;
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
                  what,
                  patience(step, step.probe()),
                  step.budget(),
                  Optional.empty(),
                  () -> progress.mayStopNow(step)));
    } catch (NoAnswer _) {
      return Sight.NOT_THERE;
    }
    return seen.map(StepRunner::sight).orElse(Sight.STOPPED);
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

  /// Undoes one step, trying again within its budget; returns a warning when it fails.
  Optional<String> undo(Step step, Step.Undo undo) {
    Tries tries = new Tries(step);
    while (true) {
      try {
        undo.act().run();
        log.accept(title(step) + ": undone by " + undo.title());
        return Optional.empty();
      } catch (RuntimeException failure) {
        if (!tries.mayGoOn(failure) || !rested(tries)) {
          return Optional.of(
              "%s %s (%s) failed: %s"
                  .formatted(undo.title(), step.object(), undo.call(), failure.getMessage()));
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

  static String title(Step step) {
    return step.title() + " " + step.object();
  }

  /// What a look at a step's effect shows.
  enum Sight {
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
