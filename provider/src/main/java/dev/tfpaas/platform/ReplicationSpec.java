package dev.tfpaas.platform;

import java.time.Duration;
import java.util.Optional;

/// What a replication should be.
///
/// @param sourceAppId the app that is written to
/// @param replicaAppId the app that follows
/// @param engine e.g. `postgresql`
/// @param overwriteReplica whether the replica's own data may be overwritten
/// @param backup the managed backup that must exist and be good before replication starts
/// @param direction whether a planned switch turns it round
/// @param database the name of the database, where it was named; empty for the only one of the
///   engine
public record ReplicationSpec(
    String sourceAppId,
    String replicaAppId,
    String engine,
    boolean overwriteReplica,
    Optional<BackupSchedule> backup,
    Replication.Direction direction,
    Optional<String> database) {

  /// Makes a replication of the only database of an engine.
  public ReplicationSpec(
      String sourceAppId,
      String replicaAppId,
      String engine,
      boolean overwriteReplica,
      Optional<BackupSchedule> backup,
      Replication.Direction direction) {
    this(sourceAppId, replicaAppId, engine, overwriteReplica, backup, direction, Optional.empty());
  }

  /// Makes a replication that no switch turns round.
  public ReplicationSpec(
      String sourceAppId,
      String replicaAppId,
      String engine,
      boolean overwriteReplica,
      Optional<BackupSchedule> backup) {
    this(sourceAppId, replicaAppId, engine, overwriteReplica, backup, Replication.Direction.FIXED);
  }

  /// Returns it with the data flowing from another of its apps to another.
  public ReplicationSpec between(String source, String replica) {
    return new ReplicationSpec(
        source, replica, engine, overwriteReplica, backup, direction, database);
  }

  /// Returns it with or without the consent to lose what only the replica has.
  public ReplicationSpec overwriting(boolean consent) {
    return new ReplicationSpec(
        sourceAppId, replicaAppId, engine, consent, backup, direction, database);
  }

  /// Returns it for a database of the engine.
  ///
  /// @param name its name; empty for the only one
  public ReplicationSpec of(Optional<String> name) {
    return new ReplicationSpec(
        sourceAppId, replicaAppId, engine, overwriteReplica, backup, direction, name);
  }

  /// Returns what the database is called within the apps, as far as it was named.
  ///
  /// @see Database#called()
  public String called() {
    return Database.called(engine, database);
  }

  /// How often a database is backed up.
  ///
  /// @param frequency the time between two backups
  /// @param keep how many are kept
  public record BackupSchedule(Duration frequency, int keep) {}
}
