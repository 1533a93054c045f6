package dev.tfpaas.platform;

import java.util.Optional;
import java.util.OptionalLong;

/// A database of an app.
///
/// @param engine e.g. `postgresql`
/// @param name its own name, which tells it from others of the engine; empty where it was given
///   none
/// @param role what it is now
/// @param writable whether it accepts writes now
/// @param position how many acknowledged writes it holds; empty where the platform does not tell
public record Database(
    String engine, Optional<String> name, Role role, boolean writable, OptionalLong position) {

  /// Makes the only database of its engine, which has no name of its own.
  public Database(String engine, Role role, boolean writable, OptionalLong position) {
    this(engine, Optional.empty(), role, writable, position);
  }

  /// Returns what it is called within its app: by its engine, or, where it has a name of its own,
  /// by the engine, a slash and that name, e.g. `postgresql/orders`.
  public String called() {
    return called(engine, name);
  }

  /// Returns what a database is called within its app.
  ///
  /// @param name its own name; empty where it was given none
  public static String called(String engine, Optional<String> name) {
    return name.filter(own -> !own.equals(engine)).map(own -> engine + "/" + own).orElse(engine);
  }

  /// Returns the name by which it is chosen among others of the engine: its own, or else that of
  /// the engine.
  public String choice() {
    return name.orElse(engine);
  }

  /// What a database is.
  public enum Role {
    /// Holds nothing of its own yet.
    EMPTY,
    /// Holds data and follows nobody.
    PRIMARY,
    /// Follows another database.
    REPLICA
  }
}
