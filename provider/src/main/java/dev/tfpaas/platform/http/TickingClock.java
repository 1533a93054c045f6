package dev.tfpaas.platform.http;

import dev.tfpaas.runbook.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A clock that goes on a fifth of a second whenever somebody looks at it, and that is moved by
/// sleeping on it.
final class TickingClock extends Clock implements Sleeper {
  private static final Duration TICK = Duration.ofMillis(200);
  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  private Instant now = START;

  @Override
  public synchronized Instant instant() {
    sleep(TICK);
    return now;
  }

  @Override
  public synchronized void sleep(Duration pause) {
    now = now.plus(pause);
    notifyAll();
  }

  /// Returns how much time has passed.
  synchronized Duration elapsed() {
    return Duration.between(START, now);
  }

  /// Waits until others have made this much time pass.
  synchronized void awaitPassed(Duration time) throws InterruptedException {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      wait();
    }
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("this clock has one zone");
  }
}
