package dev.tfpaas.platform;

import java.util.Optional;
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
