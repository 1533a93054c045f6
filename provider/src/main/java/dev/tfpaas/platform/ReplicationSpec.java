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
public record ReplicationSpec(
    String sourceAppId,
    String replicaAppId,
    String engine,
    boolean overwriteReplica,
    Optional<BackupSchedule> backup) {

  /// How often a database is backed up.
  ///
  /// @param frequency the time between two backups
  /// @param keep how many are kept
  public record BackupSchedule(Duration frequency, int keep) {}
}
