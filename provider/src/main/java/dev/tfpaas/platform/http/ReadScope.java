package dev.tfpaas.platform.http;

import dev.tfpaas.platform.Platform;
import java.util.function.Supplier;

/// What an operation keeps of its reads, so that it reads each thing once.
public interface ReadScope {

  /// Does something that is one operation.
  ///
  /// @see Platform#during
  <R> R during(Supplier<R> operation);

  /// Plans something, after a reading.
  ///
  /// @see Platform#following
  default <R> R following(Supplier<R> operation) {
    return during(operation);
  }

  /// Reads what there is now.
  ///
  /// @see Platform#afresh
  <R> R afresh(Supplier<R> look);
}
