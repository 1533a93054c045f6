package dev.tfpaas.resources.life;

import dev.tfpaas.duration.Durations;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.schema.Timeouts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// How long one operation on an object may take, as its `timeouts` block says; without a limit
/// there every call and every step has its own.
final class TimeLimit {
  private final Timeouts.Operation operation;
  private final Optional<Duration> limit;
  private final Clock clock;
  private final Instant start;

  private TimeLimit(Timeouts.Operation operation, Optional<Duration> limit, Clock clock) {
    this.operation = operation;
    this.limit = limit;
    this.clock = clock;
    this.start = clock.instant();
  }

  /// Starts the time limit of an operation.
  ///
  /// @param from holds the `timeouts` block
  static TimeLimit of(Value from, Timeouts.Operation operation, Clock clock) {
    return new TimeLimit(operation, Timeouts.of(from, operation), clock);
  }

  /// Returns how much is left, never less than nothing; empty when there is no limit.
  Optional<Duration> left() {
    return limit.map(most -> {
      Duration left = most.minus(Duration.between(start, clock.instant()));
      return left.isNegative() ? Duration.ZERO : left;
    });
  }

  /// Says that it has passed; empty as long as it has not.
  Optional<String> passed() {
    return left()
        .filter(Duration::isZero)
        .map(_ -> "The time limit `%s` has passed.".formatted(this));
  }

  /// Writes it as the user did, e.g. `timeouts.read = 30s`.
  @Override
  public String toString() {
    return "timeouts.%s = %s"
        .formatted(
            operation.name().toLowerCase(Locale.ROOT), limit.map(Durations::format).orElse("none"));
  }
}
