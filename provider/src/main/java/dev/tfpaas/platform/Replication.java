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
    boolean replicaWritable) {

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
        replicaWritable);
  }
}
