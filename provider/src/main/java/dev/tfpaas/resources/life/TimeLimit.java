package dev.tfpaas.resources.life;

import dev.tfpaas.duration.Durations;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.schema.Timeouts;
import dev.tfpaas.platform.Observation;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

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

  /// Looks once, within what is left of a time limit; without one there is none but the platform's
  /// own.
  ///
  /// No answer in time counts as [Observation.Unreadable]: it says nothing about the object.
  ///
  /// @param what the object, for messages
  <T> Observation<T> look(Platform platform, String what, Supplier<Optional<T>> find) {
    Optional<Duration> left = left();
    if (left.isEmpty()) {
      return Observation.of(find);
    }
    FutureTask<Observation<T>> look = new FutureTask<>(() -> Observation.of(find));
    Thread thread = Thread.ofVirtual().name("read " + what).start(look);
    try {
      return look.get(left.get().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      thread.interrupt();
      return unanswered(platform, what, "no answer within `%s`".formatted(this));
    } catch (InterruptedException _) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      return unanswered(platform, what, "interrupted while waiting for the answer");
    } catch (ExecutionException failure) {
      throw new IllegalStateException("cannot read " + what, failure.getCause());
    }
  }

  private static <T> Observation<T> unanswered(Platform platform, String what, String why) {
    return new Observation.Unreadable<>(
        new PlatformException(
            PlatformException.Kind.UNAVAILABLE, platform.name(), "reading " + what, why, true));
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
