package dev.tfpaas.runbook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// A clock that stands still until somebody sleeps on it.
public final class MovedClock extends Clock implements Sleeper {
  private final Instant start;
  private final List<Duration> pauses = new ArrayList<>();
  private Instant now;

  /// Makes a clock that shows the given time.
  public MovedClock(Instant start) {
    this.start = start;
    this.now = start;
  }

  @Override
  public synchronized void sleep(Duration pause) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before the pause");
    }
    pauses.add(pause);
    now = now.plus(pause);
  }

  /// Moves the clock without anybody sleeping.
  public synchronized void move(Duration by) {
    now = now.plus(by);
  }

  /// Returns how far the clock was moved in all.
  public synchronized Duration elapsed() {
    return Duration.between(start, now);
  }

  /// Returns every pause made, in order.
  public synchronized List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  @Override
  public synchronized Instant instant() {
    return now;
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
