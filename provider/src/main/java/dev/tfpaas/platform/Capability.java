package dev.tfpaas.platform;

import java.util.Optional;

/// Something a platform can do, or the reason why it cannot.
///
/// @param <T> the interface of the capability
public sealed interface Capability<T> {

  /// Makes a capability that the platform has.
  static <T> Capability<T> offered(T implementation) {
    return new Offered<>(implementation);
  }

  /// Makes a capability that the platform lacks.
  ///
  /// @param reason why, as the end of the sentence "the platform cannot do this: …"
  /// @param alternative what to use instead, in the imperative
  static <T> Capability<T> missing(String reason, String alternative) {
    return new Missing<>(reason, alternative);
  }

  /// Returns the implementation; empty when the platform lacks it.
  default Optional<T> get() {
    return switch (this) {
      case Offered<T>(T implementation) -> Optional.of(implementation);
      case Missing<T> _ -> Optional.empty();
    };
  }

  /// The platform has it.
  ///
  /// @param implementation does it
  record Offered<T>(T implementation) implements Capability<T> {}

  /// The platform lacks it.
  ///
  /// @param reason why
  /// @param alternative what to use instead
  record Missing<T>(String reason, String alternative) implements Capability<T> {}
}
