package dev.tfpaas.platform.host.sample;

import java.util.Set;

/// Where the app keeps what it was asked to. Safe for several threads.
interface Store {
  /// Keeps an identifier, unless it is there; returns when it is.
  void write(String id);

  /// Tells whether it is there.
  boolean has(String id);

  /// Returns all that are there.
  Set<String> all();
}
