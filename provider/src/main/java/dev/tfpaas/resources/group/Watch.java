package dev.tfpaas.resources.group;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.runbook.Sleeper;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Asks `health` at the group's address while a switch runs, as clients would, on a thread of its
/// own: no step ever waits for it. In real time, in which clients wait.
final class Watch implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(20);

  private final HealthCheck check;
  private final Outages outages = new Outages();
  private final long start = System.nanoTime();
  private final Thread thread;
  private volatile boolean model;

  private Watch(HealthCheck check) {
    this.check = check;
    this.thread = Thread.ofVirtual().name("watch of " + check.group().id()).unstarted(this::look);
  }

  /// Starts to ask.
  static Watch start(HealthCheck check) {
    Watch watch = new Watch(check);
    watch.thread.start();
    return watch;
  }

  private Duration now() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void look() {
    try {
      while (!Thread.currentThread().isInterrupted() && !outages.isOver()) {
        Duration asked = now();
        HealthCheck.Verdict verdict = check.entrance();
        if (verdict.isModel()) {
          // It measures itself.
          model = true;
          return;
        }
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
        outages.note(verdict.good(), asked, now());
        Sleeper.THREAD.sleep(check.health().interval());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (PlatformException _) {
      // A model that cannot be read measures nothing; its steps say why.
      model = true;
    }
  }

  /// Notes that the switch takes nothing more from clients: the next good answer is the last that
  /// counts, and ends this.
  void settled() {
    outages.settle(now());
  }

  /// Waits until clients are served again, as far as they can be seen.
  ///
  /// @param most how long it is waited at most
  /// @param giveUp asked all the time
  void awaitService(Duration most, BooleanSupplier giveUp) {
    Duration end = now().plus(most);
    try {
      while (thread.isAlive()
          && !outages.isServed()
          && !outages.isBlind()
          && !giveUp.getAsBoolean()
          && now().compareTo(end) < 0) {
        Sleeper.THREAD.sleep(LOOK);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Returns how long nobody was served; empty when that could not be seen.
  Optional<Duration> downtime() {
    return model ? Optional.empty() : outages.sum();
  }

  /// Tells whether clients were served when it began, and are not now.
  boolean isOut() {
    return outages.isOut();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
