package dev.tfpaas.platform;

import java.util.Optional;

/// A move to another region that is wanted.
///
/// @param appId the app to move
/// @param toRegion where to
/// @param newName empty to keep the name
/// @param mode how
/// @param manualData whether the data phase is left to the user
/// @param targetAppId where a platform migrates by clone and switch: the clone; empty otherwise
/// @param failoverGroupId where a platform migrates by clone and switch: the group; empty otherwise
public record MigrationSpec(
    String appId,
    String toRegion,
    Optional<String> newName,
    Mode mode,
    boolean manualData,
    Optional<String> targetAppId,
    Optional<String> failoverGroupId) {

  /// How an app is moved.
  public enum Mode {
    /// Live where the platform can, else offline.
    AUTO,
    /// Without a stop; refused where the platform cannot.
    LIVE,
    /// With a stop.
    OFFLINE;

    /// Returns the word of the `mode` attribute.
    public String word() {
      return switch (this) {
        case AUTO -> "auto";
        case LIVE -> "live";
        case OFFLINE -> "offline";
      };
    }
  }

  /// How far a migration is to go, in order.
  public enum Phase {
    /// Created and checked.
    CHECKED,
    /// The target exists.
    PREPARED,
    /// The data is there.
    DATA_MIGRATED,
    /// The app runs in the new region and the old one is given up.
    FINALIZED;

    /// Returns the word of the `phase` attribute.
    public String word() {
      return switch (this) {
        case CHECKED -> "checked";
        case PREPARED -> "prepared";
        case DATA_MIGRATED -> "data_migrated";
        case FINALIZED -> "finalized";
      };
    }

    /// Parses the word of the `phase` attribute.
    ///
    /// @throws IllegalArgumentException when it is none of them
    public static Phase parse(String word) {
      for (Phase phase : values()) {
        if (phase.word().equals(word)) {
          return phase;
        }
      }
      throw new IllegalArgumentException("no such phase: " + word);
    }
  }
}
