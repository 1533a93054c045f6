package dev.tfpaas.platform.http;

import dev.tfpaas.platform.Command;
import dev.tfpaas.runbook.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Spreads the calls of one account over time, as a bucket that refills evenly, and waits where the
/// vendor says that they were too many all the same.
///
/// Guarded by its own lock, which is never held while sleeping.
public final class RateLimit {
  /// How long throttling is waited out whose end nobody knows.
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

  private final Clock clock;
  private final Sleeper sleeper;
  private final int burst;
  private final Duration perCall;
  private final Duration window;
  private Instant nextFree = Instant.MIN;
  private Optional<Instant> throttledSince = Optional.empty();
  private Duration guess = FIRST_PAUSE;

  /// Since when the throttling lasted for which a command that only reads has waited a window.
  private Optional<Instant> windowWaited = Optional.empty();

  /// Makes a limit.
  ///
  /// @param calls how many calls are allowed in a window
  /// @param window how long the window is
  /// @param burst how many calls may be made at once after a pause
  public RateLimit(Clock clock, Sleeper sleeper, int calls, Duration window, int burst) {
    this(clock, sleeper, burst, window.dividedBy(calls), PATIENCE);
  }

  private RateLimit(Clock clock, Sleeper sleeper, int burst, Duration perCall, Duration window) {
    this.clock = clock;
    this.sleeper = sleeper;
    this.burst = burst;
    this.perCall = perCall;
    this.window = window;
  }

  /// Returns this limit, not yet used, of an account whose throttling is known to be over within a
  /// time, because the vendor documents its window: that long a command that changes something
  /// waits it out, since giving up would leave half of it. One that only reads waits a window out
  /// once, which a process before it may have used up, as a plan does before its apply; after that,
  /// it gives up as soon as on any side that makes no progress.
  public RateLimit overWithin(Duration newWindow) {
    return new RateLimit(clock, sleeper, burst, perCall, newWindow);
  }

  /// Returns the clock by which the calls are counted.
  Clock clock() {
    return clock;
  }

  /// Waits until the next call may be made, and counts it.
  ///
  /// @param stop asked for again and again while waiting
  /// @return false when the stop ended the wait
  /// @throws InterruptedException when the thread is interrupted while waiting
  public boolean acquire(BooleanSupplier stop) throws InterruptedException {
    return new Pauses(sleeper).pause(reserve(), stop);
  }

  /// Keeps everybody of this account waiting, after the vendor said that it was too much.
  public synchronized void pauseFor(Duration pause) {
    Instant until = clock.instant().plus(pause);
    if (until.isAfter(nextFree)) {
      nextFree = until;
    }
  }

  /// Keeps everybody waiting after a throttling answer, if throttling has not lasted too long
  /// without any other answer.
  ///
  /// @param asked how long the vendor asks to wait; empty for a guess that grows
  /// @param command whose call was throttled
  /// @return false when waiting is of no use any more
  synchronized boolean throttled(Optional<Duration> asked, Command command) {
    Instant since = throttledSince.orElseGet(clock::instant);
    throttledSince = Optional.of(since);
    boolean whole = command.changes() || windowWaited.filter(it -> !it.equals(since)).isEmpty();
    Duration so = Duration.between(since, clock.instant());
    Duration left = (whole ? window : PATIENCE).minus(so);
    Duration wait = asked.orElseGet(() -> guess.compareTo(left) < 0 ? guess : left);
    if (!left.isPositive() || wait.compareTo(left) > 0) {
      return false;
    }
    if (!command.changes() && so.plus(wait).compareTo(PATIENCE) > 0) {
      windowWaited = Optional.of(since);
    }
    guess = shorter(guess.multipliedBy(2), LONGEST_PAUSE);
    pauseFor(wait);
    return true;
  }

  /// Notes an answer that does not throttle.
  synchronized void answered() {
    throttledSince = Optional.empty();
    guess = FIRST_PAUSE;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
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
