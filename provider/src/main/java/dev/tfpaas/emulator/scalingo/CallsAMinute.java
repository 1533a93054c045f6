package dev.tfpaas.emulator.scalingo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// How many calls the account may make in any minute; owned by [ScalingoEmulator] and guarded by
/// its lock.
final class CallsAMinute {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Clock clock;
  private final int most;
  private final Deque<Instant> admitted = new ArrayDeque<>();

  /// Makes a limit; zero means none.
  CallsAMinute(Clock clock, int most) {
    this.clock = clock;
    this.most = most;
  }

  /// Counts a call, unless it is one too many: those do not count.
  boolean admits() {
    Instant now = clock.instant();
    while (!admitted.isEmpty() && !admitted.element().isAfter(now.minus(MINUTE))) {
      admitted.remove();
    }
    if (most > 0 && admitted.size() >= most) {
      return false;
    }
    admitted.add(now);
    return true;
  }
}
