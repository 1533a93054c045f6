package dev.tfpaas.resources.life;

import dev.tfpaas.runbook.Runbook;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Somebody who looks on while the steps of a change are made, and says afterwards what was seen.
/// Owned by the thread of the change; closed whatever comes of it.
///
/// @param <T> the object
public interface Watching<T> extends AutoCloseable {

  /// Sees nothing.
  static <T> Watching<T> nobody() {
    return (_, _) -> Beside.NOTHING;
  }

  /// Returns the steps so that it is seen when they are made; the same steps otherwise.
  default Runbook seen(Runbook runbook) {
    return runbook;
  }

  /// Says what was seen once the run has ended, and may wait for the end of what it watches.
  ///
  /// @param live the object as it is now; empty where it could not be read
  /// @param giveUp asked while it waits
  /// @return attributes that are known by it, and warnings
  Beside ended(Optional<T> live, BooleanSupplier giveUp);

  @Override
  default void close() {}
}
