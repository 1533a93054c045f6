package dev.tfpaas.platform.http;

import dev.tfpaas.runbook.Sleeper;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Pauses that a stop ends.
///
/// @param sleeper sleeps
record Pauses(Sleeper sleeper) {
  /// How long a stop may go unnoticed: a user who presses Ctrl-C waits less than a second.
  private static final Duration SLICE = Duration.ofMillis(500);

  /// Pauses.
  ///
  /// @return false when the stop ended the pause
  /// @throws InterruptedException when the thread is interrupted meanwhile
  boolean pause(Duration pause, BooleanSupplier stop) throws InterruptedException {
    Duration left = pause;
    while (left.isPositive()) {
      if (stop.getAsBoolean()) {
        return false;
      }
      Duration slice = left.compareTo(SLICE) > 0 ? SLICE : left;
      sleeper.sleep(slice);
      left = left.minus(slice);
    }
    return !stop.getAsBoolean();
  }
}
