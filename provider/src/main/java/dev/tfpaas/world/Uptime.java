package dev.tfpaas.world;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// How long the machine has been up, which no setting of its clock changes: by it a world tells
/// time that has passed from a clock that was set.
///
/// @param boot names the start of the machine; two of different starts cannot be compared
/// @param length of time since then, sleep included
record Uptime(String boot, Duration length) {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path UPTIME = Path.of("/proc/uptime");

  /// Returns what says it for a clock: Linux for the machine's own; nobody elsewhere, nor for a
  /// clock of a test, which moves as it likes.
  static Supplier<Optional<Uptime>> beside(Clock clock) {
    Optional<String> boot =
        clock.equals(Clock.systemUTC()) && Files.isReadable(UPTIME) ? read(BOOT) : Optional.empty();
    return () -> boot.flatMap(name -> read(UPTIME).map(text -> new Uptime(name, seconds(text))));
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file).strip());
    } catch (IOException _) {
      // As on a system that has no such file: then nobody knows.
      return Optional.empty();
    }
  }

  /// Reads `up idle`, in seconds.
  private static Duration seconds(String text) {
    BigDecimal up = new BigDecimal(text.substring(0, text.indexOf(' ')));
    return Duration.ofMillis(up.movePointRight(3).longValue());
  }

  /// Returns how much time has passed since an earlier one; empty when that was another start, or
  /// the machine says less than then, as a container with an uptime of its own does.
  Optional<Duration> since(Uptime earlier) {
    Duration passed = length.minus(earlier.length);
    return boot.equals(earlier.boot) && !passed.isNegative()
        ? Optional.of(passed)
        : Optional.empty();
  }

  /// Returns `BOOT DURATION`.
  String print() {
    return boot + " " + length;
  }

  /// Reads what [#print] returns.
  ///
  /// @throws IllegalArgumentException when it is something else
  static Uptime parse(String text) {
    int space = text.indexOf(' ');
    try {
      return new Uptime(text.substring(0, space), Duration.parse(text.substring(space + 1)));
    } catch (DateTimeException | IndexOutOfBoundsException _) {
      throw new IllegalArgumentException(
          "its field \"up\" is \"%s\", and that is no start and no duration".formatted(text));
    }
  }
}
