package dev.tfpaas.runbook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Reads a probe again and again within a budget.
final class Waiter {
  private final Clock clock;
  private final Sleeper sleeper;

  Waiter(Clock clock, Sleeper sleeper) {
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /// Waits until the probe holds.
  ///
  /// @param what the condition, for messages
  /// @param giveUp asked before every pause; true ends the wait at once
  /// @return true when the probe holds, false when `giveUp` ended the wait
  /// @throws StepException when the budget is used up or nothing moved for its stall limit
  boolean await(String what, Probe probe, Budget budget, StopSignal giveUp) {
    Instant start = clock.instant();
    Instant lastChange = start;
    String lastSeen = "";
    Duration pause = budget.firstPoll();
    while (true) {
      Probe.Reading reading = read(probe);
      if (reading.holds()) {
        return true;
      }
      Instant now = clock.instant();
      if (!reading.detail().equals(lastSeen)) {
        lastSeen = reading.detail();
        lastChange = now;
      }
      if (giveUp.requested()) {
        return false;
      }
      Duration waited = Duration.between(start, now);
      if (waited.compareTo(budget.limit()) >= 0) {
        throw new StepException(
            "%s did not come about within %s; last seen: %s".formatted(what, text(waited), lastSeen));
      }
      Duration still = Duration.between(lastChange, now);
      if (still.compareTo(budget.stall()) >= 0) {
        throw new StepException(
            "%s made no progress for %s; last seen: %s".formatted(what, text(still), lastSeen));
      }
      pause(pause);
      pause = longer(pause, budget);
    }
  }

  Instant now() {
    return clock.instant();
  }

  void pause(Duration pause) {
    try {
      sleeper.sleep(pause);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new StepException("interrupted while waiting");
    }
  }

  static Duration longer(Duration pause, Budget budget) {
    Duration longer = pause.multipliedBy(3).dividedBy(2);
    return longer.compareTo(budget.longestPoll()) > 0 ? budget.longestPoll() : longer;
  }

  /// Reads once; an answer that may be asked for again counts as "not yet".
  private static Probe.Reading read(Probe probe) {
    try {
      return probe.read();
    } catch (RuntimeException failure) {
      if (failure instanceof Repeatable repeatable && repeatable.safeToRepeat()) {
        return Probe.Reading.pending(String.valueOf(failure.getMessage()));
      }
      throw failure;
    }
  }

  static String text(Duration duration) {
    return duration.compareTo(Duration.ofSeconds(10)) < 0
        ? duration.toMillis() + "ms"
        : duration.toSeconds() + "s";
  }
}
