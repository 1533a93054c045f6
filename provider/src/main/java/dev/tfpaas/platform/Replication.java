package dev.tfpaas.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// A replication as the platform shows it.
///
/// @param id the platform's identifier
/// @param sourceAppId the app that is written to
/// @param replicaAppId the app that follows
/// @param engine e.g. `postgresql`
/// @param status what it is now
/// @param newerAppId the app that holds the newer data, once the two no longer follow each other
/// @param lag how far the replica is behind; empty when unknown
/// @param lagWrites how many acknowledged writes of the source the replica does not have, also once
///   it no longer follows; empty when unknown
/// @param backup the backup schedule of the source; empty when there is none
/// @param sourceBackupAt when the newest good backup of the source was made; empty when there is
///   none
/// @param sourceWritable whether the source's database accepts writes; false also when it cannot be
///   read
/// @param replicaWritable whether the replica's database accepts writes; false also when it cannot
///   be read
/// @param direction whether a planned switch turns it round
/// @param database the database's own name; empty where it has none, as the only one of an engine
public record Replication(
    String id,
    String sourceAppId,
    String replicaAppId,
    String engine,
    Status status,
    Optional<String> newerAppId,
    Optional<Duration> lag,
    OptionalLong lagWrites,
    Optional<ReplicationSpec.BackupSchedule> backup,
    Optional<Instant> sourceBackupAt,
    boolean sourceWritable,
    boolean replicaWritable,
    Direction direction,
    Optional<String> database) {

  /// Makes a replication of a database that has no name of its own.
  public Replication(
      String id,
      String sourceAppId,
      String replicaAppId,
      String engine,
      Status status,
      Optional<String> newerAppId,
      Optional<Duration> lag,
      OptionalLong lagWrites,
      Optional<ReplicationSpec.BackupSchedule> backup,
      Optional<Instant> sourceBackupAt,
      boolean sourceWritable,
      boolean replicaWritable,
      Direction direction) {
    this(
        id,
        sourceAppId,
        replicaAppId,
        engine,
        status,
        newerAppId,
        lag,
        lagWrites,
        backup,
        sourceBackupAt,
        sourceWritable,
        replicaWritable,
        direction,
        Optional.empty());
  }

  /// Makes a replication that no switch turns round.
  public Replication(
      String id,
      String sourceAppId,
      String replicaAppId,
      String engine,
      Status status,
      Optional<String> newerAppId,
      Optional<Duration> lag,
      OptionalLong lagWrites,
      Optional<ReplicationSpec.BackupSchedule> backup,
      Optional<Instant> sourceBackupAt,
      boolean sourceWritable,
      boolean replicaWritable) {
    this(
        id,
        sourceAppId,
        replicaAppId,
        engine,
        status,
        newerAppId,
        lag,
        lagWrites,
        backup,
        sourceBackupAt,
        sourceWritable,
        replicaWritable,
        Direction.FIXED);
  }

  /// What a replication is.
  public enum Status {
    /// The replica is being filled or is catching up for the first time.
    SEEDING,
    /// The replica follows.
    REPLICATING,
    /// Streaming was turned off; the replica was not made writable.
    DETACHED,
    /// The replica was made writable.
    PROMOTED,
    /// The replica cannot follow, e.g. because one side does not answer.
    BROKEN;

    /// Returns the word of the `status` attribute.
    public String word() {
      return switch (this) {
        case SEEDING -> "seeding";
        case REPLICATING -> "replicating";
        case DETACHED -> "detached";
        case PROMOTED -> "promoted";
        case BROKEN -> "broken";
      };
    }
  }

  /// What a planned switch does to a replication, once traffic has moved.
  public enum Direction {
    /// Nothing: data flows from the source to the replica, or not at all.
    FIXED,
    /// It makes the side that was left the replica of the one that serves.
    FOLLOW;

    /// Returns the word of the `direction` attribute.
    public String word() {
      return this == FIXED ? "fixed" : "follow";
    }
  }

  /// Returns what the databases are called within their apps.
  ///
  /// @see Database#called()
  public String called() {
    return Database.called(engine, database);
  }

  /// Returns the name by which its database is chosen among others of the engine.
  ///
  /// @see Database#choice()
  public String choice() {
    return database.orElse(engine);
  }

  /// Tells whether data flows from one side to the other, or is meant to without another call.
  public boolean flows() {
    return switch (status) {
      case SEEDING, REPLICATING, BROKEN -> true;
      case DETACHED, PROMOTED -> false;
    };
  }

  /// Tells whether its creation may not have come to its end. What follows, or was turned off since
  /// by a switch, is never begun anew.
  public boolean isBeingMade() {
    return switch (status) {
      case SEEDING, BROKEN -> true;
      case REPLICATING, DETACHED, PROMOTED -> false;
    };
  }

  /// Returns it with another direction.
  public Replication withDirection(Direction other) {
    return new Replication(
        id,
        sourceAppId,
        replicaAppId,
        engine,
        status,
        newerAppId,
        lag,
        lagWrites,
        backup,
        sourceBackupAt,
        sourceWritable,
        replicaWritable,
        other,
        database);
  }

  /// Returns it between the same apps under other names.
  public Replication withApps(String source, String replica) {
    return new Replication(
        id,
        source,
        replica,
        engine,
        status,
        newerAppId.map(newer -> newer.equals(sourceAppId) ? source : replica),
        lag,
        lagWrites,
        backup,
        sourceBackupAt,
        sourceWritable,
        replicaWritable,
        direction,
        database);
  }
}
