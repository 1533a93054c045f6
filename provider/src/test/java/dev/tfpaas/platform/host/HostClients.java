package dev.tfpaas.platform.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.host.load.Loader;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Clients that write through the group's address, and one who tries to write to both databases by
/// their own ports, past every gate.
final class HostClients {
  static final int RATE = 40;

  private final HostStage stage;
  private final Loader loader;
  private final Thread writing;
  private final Thread trying;
  private final AtomicInteger bothWrote = new AtomicInteger();

  HostClients(HostStage stage) {
    this.stage = stage;
    this.loader = new Loader(URI.create(stage.group().address()), RATE);
    this.writing = Thread.ofVirtual().start(() -> loader.run(Duration.ofMinutes(3), _ -> {}));
    this.trying = Thread.ofVirtual().start(this::tryBoth);
    served();
  }

  /// One that was writable, then the other, then the first one again: there was a moment at which
  /// both were.
  private void tryBoth() {
    String probe =
        switch (stage.engine) {
          case "redis" -> "SET probe 1";
          // It may make tables of its session's own also where it may not write.
          case "mysql" -> "DELETE FROM paas_requests WHERE id = 'none'";
          default -> "CREATE TEMP TABLE probe (a int)";
        };
    while (!Thread.currentThread().isInterrupted()) {
      boolean one = stage.writes("shop", probe);
      boolean other = one && stage.writes("shop-dr", probe);
      if (other && stage.writes("shop", probe)) {
        bothWrote.incrementAndGet();
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /// Waits until they are served again.
  void served() {
    int then = loader.acknowledged();
    await(() -> loader.acknowledged() > then + RATE / 2);
  }

  /// Lets them end.
  ///
  /// @return the writes that were acknowledged and are not there any more
  Set<String> end() {
    loader.stop();
    trying.interrupt();
    try {
      writing.join();
      trying.join();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
    return loader.missing().orElseThrow();
  }

  /// Returns how often both databases accepted a write at one time.
  int bothWrote() {
    return bothWrote.get();
  }

  static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it comes in time").isLessThan(until);
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }
}
