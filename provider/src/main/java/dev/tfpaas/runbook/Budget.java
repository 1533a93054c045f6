package dev.tfpaas.runbook;

import java.time.Duration;

/// How long one step may wait, and how it polls.
///
/// There is never one total over a runbook: a step that makes progress is left alone until its own
/// limit, and one that stalls is given up earlier.
///
/// @param limit the longest time the step may take, its gate and its effect counted separately
/// @param stall how long a reading may stay the same before the step is given up
/// @param firstPoll the pause after the first reading; each later one is half as long again, but
///   for the one that ends when the step is usually over
/// @param longestPoll the longest pause between two readings
public record Budget(Duration limit, Duration stall, Duration firstPoll, Duration longestPoll) {

  /// Checks that every duration is positive and the first pause is not above the longest.
  public Budget {
    if (!limit.isPositive() || !stall.isPositive() || !firstPoll.isPositive()) {
      throw new IllegalArgumentException("a budget needs positive durations");
    }
    if (firstPoll.compareTo(longestPoll) > 0) {
      throw new IllegalArgumentException("firstPoll must not exceed longestPoll");
    }
  }

  /// Returns the same budget with another limit; the stall limit never exceeds it.
  public Budget withLimit(Duration newLimit) {
    return new Budget(
        newLimit, stall.compareTo(newLimit) > 0 ? newLimit : stall, firstPoll, longestPoll);
  }
}
