package dev.tfpaas.emulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The calls an emulator got, in order; guarded by its own lock. Holds no bodies and no headers.
public final class RequestLog {
  private final List<Entry> entries = new ArrayList<>();

  /// Adds a call.
  synchronized void add(Entry entry) {
    entries.add(entry);
  }

  /// Returns all calls so far.
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /// Forgets all calls.
  public synchronized void clear() {
    entries.clear();
  }

  /// One call.
  ///
  /// @param at when it came
  /// @param method the HTTP method
  /// @param path the path as sent
  /// @param what what it meant in the vendor's words, without secrets, e.g. `current_stack: 2`;
  ///   empty for reads
  /// @param status the status it was answered with; 0 when the connection was dropped
  public record Entry(Instant at, String method, String path, String what, int status) {}
}
