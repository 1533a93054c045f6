package dev.tfpaas.resources.life;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Which databases the creations that this process plans are of, so that one plan does not make two
/// replications of one of them: by its name, and without it where it is the only one.
///
/// Safe for several threads.
public final class PlannedDatabases {
  private final Map<String, String> identifiers = new ConcurrentHashMap<>();

  PlannedDatabases() {}

  /// Remembers a planned creation.
  ///
  /// @param database which database it is of, however it was named
  /// @param id the identifier that the replication gets
  /// @return the identifier of another planned creation of that database; empty when there is none
  public Optional<String> creates(String database, String id) {
    String first = identifiers.computeIfAbsent(database, _ -> id);
    return Optional.of(first).filter(it -> !it.equals(id));
  }

  /// Remembers that a creation that was planned is made: from then on the platform tells of it.
  void made(String id) {
    identifiers.values().removeIf(id::equals);
  }
}
