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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long the machine has been up, which no setting of its clock changes: by it a world tells
/// time that has passed from a clock that was set.
///
/// @param boot names the start of the machine; two of different starts cannot be compared
/// @param length of time since then, sleep included
record Uptime(String boot, Duration length) {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path UPTIME = Path.of("/proc/uptime");
  private static final Pattern NAME = Pattern.compile("\\S+");
  private static final Pattern SECONDS = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?) ");

  /// Returns what says it for a clock: Linux for the machine's own; nobody elsewhere, nor for a
  /// clock of a test, which moves as it likes.
  static Supplier<Optional<Uptime>> beside(Clock clock) {
    Optional<String> boot =
        clock.equals(Clock.systemUTC()) && Files.isReadable(UPTIME)
            ? read(BOOT).filter(name -> NAME.matcher(name).matches())
            : Optional.empty();
    return () ->
        boot.flatMap(
            name -> read(UPTIME).flatMap(Uptime::seconds).map(length -> new Uptime(name, length)));
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file).strip());
    } catch (IOException _) {
      // As on a system that has no such file: then nobody knows.
      return Optional.empty();
    }
  }

  /// Reads `up idle`, in seconds; empty when it is something else, as some emulations of Linux say.
  static Optional<Duration> seconds(String text) {
    Matcher up = SECONDS.matcher(text);
    return up.lookingAt()
        ? Optional.of(Duration.ofMillis(new BigDecimal(up.group(1)).movePointRight(3).longValue()))
        : Optional.empty();
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
