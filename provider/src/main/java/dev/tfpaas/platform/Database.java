package dev.tfpaas.platform;

import java.util.OptionalLong;

/// A database of an app.
///
/// @param engine e.g. `postgresql`
/// @param role what it is now
/// @param writable whether it accepts writes now
/// @param position how many acknowledged writes it holds; empty where the platform does not tell
public record Database(String engine, Role role, boolean writable, OptionalLong position) {

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
