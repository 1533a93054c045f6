package dev.tfpaas.platform.local;

import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.world.fact.ReplicationFact;

/// A replication that is wanted.
///
/// @param id its identifier, of the names by which its apps are known
/// @param spec what is asked for, with the names that they have
record PlannedReplication(String id, ReplicationSpec spec) {
  ReplicationFact fact() {
    return new ReplicationFact(
        id,
        spec.sourceAppId(),
        spec.replicaAppId(),
        spec.called(),
        ReplicationFact.Mode.SEEDING,
        spec.direction() == Replication.Direction.FOLLOW);
  }
}
