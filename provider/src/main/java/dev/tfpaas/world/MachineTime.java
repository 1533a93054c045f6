package dev.tfpaas.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/// What the machine's clock says and how long the machine is up, at one moment.
///
/// @param clock to the microsecond
/// @param up empty where the machine does not say, or not together with the clock
record MachineTime(Instant clock, Optional<Uptime> up) {
  /// How far clocks are corrected without being set.
  static final Duration JITTER = Duration.ofSeconds(1);

  /// By how much a clock and the uptime may differ without one being set; beyond it, as much again
  /// as clocks are slowed or quickened at most while they are corrected.
  private static final Duration SLEW = Duration.ofSeconds(5);

  /// By how much an uptime may be ahead of the clock, or of the one before it, and still be
  /// believed. One that says more is not the one that was read then: a container may have its own
  /// under the name of the host's start.
  private static final Duration BELIEVED = Duration.ofDays(1);

  /// Reads both; who was held up between the two has read the clock alone.
  static MachineTime read(Clock clock, Supplier<Optional<Uptime>> uptime) {
    Instant before = clock.instant();
    Optional<Uptime> up = uptime.get();
    Duration between = Duration.between(before, clock.instant());
    return new MachineTime(
        before.truncatedTo(ChronoUnit.MICROS),
        up.filter(_ -> between.abs().compareTo(JITTER) <= 0));
  }

  /// Returns by how much the clock was set since a world's newest line, as far as the world is to
  /// go on regardless: back (negative), or forward by no more than the world is ahead; zero where
  /// nobody knows.
  ///
  /// Beyond that a world goes forward with the clock. An uptime that stood still looks the same, as
  /// in a virtual machine that was paused, and a world that stayed behind would call what it has
  /// just done old.
  ///
  /// @param at time in the world of that line
  /// @param then how long the machine was up at that line
  /// @param ahead what that time was ahead of the clock
  Duration set(Instant at, Optional<Uptime> then, Duration ahead) {
    Optional<Duration> passed = then.flatMap(earlier -> up.flatMap(now -> now.since(earlier)));
    if (passed.isEmpty()) {
      return Duration.ZERO;
    }
    Duration shown = Duration.between(at, clock.plus(ahead));
    Duration set = shown.minus(passed.get());
    Duration drift = SLEW.plus(passed.get().dividedBy(500));
    // A clock that shows an earlier time than the line was set back for certain, however far.
    Duration doubtful = shown.isNegative() ? passed.get() : set.negated();
    if (set.abs().compareTo(drift) <= 0 || doubtful.compareTo(BELIEVED) > 0) {
      return Duration.ZERO;
    }
    return set.compareTo(ahead) > 0 ? ahead : set;
  }
}
