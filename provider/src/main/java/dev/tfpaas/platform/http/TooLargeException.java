package dev.tfpaas.platform.http;

import java.io.IOException;

/// An answer that is larger than any real one, of which no more is read.
final class TooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  /// Makes it.
  ///
  /// @param what is too large of it, e.g. `it has more than 10 MiB`
  TooLargeException(String what) {
    super(what);
  }
}
