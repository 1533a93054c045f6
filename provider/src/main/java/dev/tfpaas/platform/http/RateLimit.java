package dev.tfpaas.platform.http;

import dev.tfpaas.runbook.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Spreads the calls of one account over time: a bucket that refills evenly.
///
/// Guarded by its own lock, which is never held while sleeping.
public final class RateLimit {
  private final Clock clock;
  private final Sleeper sleeper;
  private final int burst;
  private final Duration perCall;
  private Instant nextFree;

  /// Makes a limit.
  ///
  /// @param calls how many calls are allowed in a window
  /// @param window how long the window is
  /// @param burst how many calls may be made at once after a pause
  public RateLimit(Clock clock, Sleeper sleeper, int calls, Duration window, int burst) {
    this.clock = clock;
    this.sleeper = sleeper;
    this.burst = burst;
    this.perCall = window.dividedBy(calls);
    this.nextFree = Instant.MIN;
  }

  /// Returns the clock by which the calls are counted.
  Clock clock() {
    return clock;
  }

  /// Waits until the next call may be made, and counts it.
  ///
  /// @throws InterruptedException when the thread is interrupted while waiting
  public void acquire() throws InterruptedException {
    Duration wait = reserve();
    if (wait.isPositive()) {
      sleeper.sleep(wait);
    }
  }

  /// Keeps everybody of this account waiting, after the vendor said that it was too much.
  public synchronized void pauseFor(Duration pause) {
    Instant until = clock.instant().plus(pause);
    if (until.isAfter(nextFree)) {
      nextFree = until;
    }
  }

  private synchronized Duration reserve() {
    Instant now = clock.instant();
    Instant full = now.minus(perCall.multipliedBy(burst));
    Instant from = nextFree.isBefore(full) ? full : nextFree;
    nextFree = from.plus(perCall);
    Duration wait = Duration.between(now, nextFree);
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
