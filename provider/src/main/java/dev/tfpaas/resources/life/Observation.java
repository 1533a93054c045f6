package dev.tfpaas.resources.life;

import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// What looking for an object on the platform gave. Unreadable is not gone.
///
/// @param <T> the object
public sealed interface Observation<T> {

  /// Looks once. Only a definite answer that there is no such object counts as [Gone].
  static <T> Observation<T> of(Supplier<Optional<T>> find) {
    try {
      Optional<T> found = find.get();
      return found.isPresent() ? new Found<>(found.get()) : new Gone<>();
    } catch (PlatformException failure) {
      return failure.kind() == PlatformException.Kind.NOT_FOUND
          ? new Gone<>()
          : new Unreadable<>(failure);
    }
  }

  /// Looks once, within what is left of a time limit; without one there is none but the platform's
  /// own.
  ///
  /// No answer in time counts as [Unreadable]: it says nothing about the object.
  static <T> Observation<T> of(
      TimeLimit limit, Platform platform, String what, Supplier<Optional<T>> find) {
    Optional<Duration> left = limit.left();
    if (left.isEmpty()) {
      return of(find);
    }
    FutureTask<Observation<T>> look = new FutureTask<>(() -> of(find));
    Thread thread = Thread.ofVirtual().name("read " + what).start(look);
    try {
      return look.get(left.get().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      thread.interrupt();
      return unanswered(platform, what, "no answer within `%s`".formatted(limit));
    } catch (InterruptedException _) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      return unanswered(platform, what, "interrupted while waiting for the answer");
    } catch (ExecutionException failure) {
      throw new IllegalStateException("cannot read " + what, failure.getCause());
    }
  }

  private static <T> Observation<T> unanswered(Platform platform, String what, String why) {
    return new Unreadable<>(
        new PlatformException(
            PlatformException.Kind.UNAVAILABLE, platform.name(), "reading " + what, why, true));
  }

  /// It is there.
  ///
  /// @param object as read
  record Found<T>(T object) implements Observation<T> {}

  /// It definitely does not exist.
  record Gone<T>() implements Observation<T> {}

  /// Whether it exists cannot be told now.
  ///
  /// @param failure why
  record Unreadable<T>(PlatformException failure) implements Observation<T> {}
}
