package dev.tfpaas.runbook;

import dev.tfpaas.duration.Durations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads a probe again and again within a budget.
final class Polling {
  /// How long a stop may go unnoticed during a pause; a second interrupt leaves two seconds in all.
  private static final Duration SLICE = Duration.ofMillis(500);

  private final Clock clock;
  private final Sleeper sleeper;

  Polling(Clock clock, Sleeper sleeper) {
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /// What is waited for.
  ///
  /// @param what the condition, for messages
  /// @param probe reads it
  /// @param budget how long
  /// @param expected after how much time it usually comes about; empty where nobody knows
  /// @param giveUp asked before and during every pause; true ends the wait
  record Wait(
      String what,
      Probe probe,
      Budget budget,
      Optional<Duration> expected,
      BooleanSupplier giveUp) {}

  /// Waits until the probe holds.
  ///
  /// @return true when the probe holds, false when `giveUp` ended the wait
  /// @throws StepException when the budget is used up or nothing moved for its stall limit
  boolean await(Wait wait) {
    return first(wait, Probe.Reading::holds).isPresent();
  }

  /// Reads once, or until an answer comes where the platform does not give one at once.
  ///
  /// @return what was read; empty when `giveUp` ended the wait
  /// @throws StepException when there is no answer within the stall limit
  Optional<Probe.Reading> read(Wait wait) {
    return first(wait, _ -> true);
  }

  private Optional<Probe.Reading> first(Wait wait, Predicate<Probe.Reading> ends) {
    Watch watch = new Watch(wait, clock.instant());
    Duration pause = wait.budget().firstPoll();
    while (true) {
      try {
        Probe.Reading reading = wait.probe().read();
        if (ends.test(reading)) {
          return Optional.of(reading);
        }
        watch.saw(reading, clock.instant());
      } catch (RuntimeException failure) {
        if (!Repeatable.mayRepeat(failure)) {
          throw failure;
        }
        watch.sawNothing(failure);
      }
      if (wait.giveUp().getAsBoolean()) {
        return Optional.empty();
      }
      Duration left = watch.left(clock.instant());
      Duration fitting = watch.fitting(pause);
      pause(left.compareTo(fitting) < 0 ? left : fitting, wait.giveUp());
      pause = longer(pause, wait.budget());
    }
  }

  /// Keeps the time of one wait; owned by the call of [#first] that made it.
  private final class Watch {
    private final Wait wait;
    private final Instant start;
    private Instant lastChange;
    private String lastSeen = "";
    private @Nullable RuntimeException noAnswer;

    Watch(Wait wait, Instant start) {
      this.wait = wait;
      this.start = start;
      this.lastChange = start;
    }

    void saw(Probe.Reading reading, Instant now) {
      noAnswer = null;
      if (!reading.detail().equals(lastSeen)) {
        lastSeen = reading.detail();
        lastChange = now;
      }
    }

    /// No answer is no progress: its text often differs each time, so it must not reset the stall.
    void sawNothing(RuntimeException failure) {
      noAnswer = failure;
    }

    /// Returns how long may still be waited.
    Duration left(Instant now) {
      Duration waited = Duration.between(start, now);
      Duration left = wait.budget().limit().minus(waited);
      if (!left.isPositive()) {
        throw new StepException(
            "%s did not come about within %s; %s"
                .formatted(wait.what(), Durations.text(waited), last()),
            noAnswer);
      }
      Duration still = Duration.between(lastChange, now);
      if (still.compareTo(wait.budget().stall()) >= 0) {
        throw new StepException(
            "%s made no progress for %s; %s".formatted(wait.what(), Durations.text(still), last()),
            noAnswer);
      }
      return left;
    }

    /// Returns a pause after which the next look is when the wait is usually over, if that is about
    /// one pause from now. A look that comes a little later is what a switch waits for in vain.
    Duration fitting(Duration pause) {
      return wait.expected()
          .map(it -> Duration.between(clock.instant(), start.plus(it)))
          .filter(Duration::isPositive)
          .filter(it -> it.compareTo(longer(pause)) <= 0)
          .orElse(pause);
    }

    private String last() {
      return noAnswer == null
          ? "last seen: " + lastSeen
          : "the last reading was not answered: " + noAnswer.getMessage();
    }
  }

  Instant now() {
    return clock.instant();
  }

  /// Pauses, in slices so that a stop is noticed soon.
  ///
  /// @throws StepException when the thread is interrupted; its interrupt flag is set again
  void pause(Duration pause, BooleanSupplier giveUp) {
    Duration left = pause;
    while (left.isPositive() && !giveUp.getAsBoolean()) {
      Duration slice = left.compareTo(SLICE) > 0 ? SLICE : left;
      try {
        sleeper.sleep(slice);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new StepException("interrupted while waiting");
      }
      left = left.minus(slice);
    }
  }

  static Duration longer(Duration pause, Budget budget) {
    Duration longer = longer(pause);
    return longer.compareTo(budget.longestPoll()) > 0 ? budget.longestPoll() : longer;
  }

  private static Duration longer(Duration pause) {
    return pause.multipliedBy(3).dividedBy(2);
  }
}
