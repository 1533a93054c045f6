package dev.tfpaas.platform.http;

import java.io.IOException;

/// An answer that somebody between has packed in a way that was not asked for, and that is not
/// unpacked here. It will be packed so when it is asked for again.
final class PackedException extends IOException {
  private static final long serialVersionUID = 1L;

  /// Makes it.
  ///
  /// @param encoding as the answer names it, fit to be shown
  PackedException(String encoding) {
    super(encoding);
  }
}
