package dev.tfpaas.platform.host;

import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.host.HostReading.Look;
import dev.tfpaas.platform.host.engine.DatabaseServer;
import dev.tfpaas.platform.host.engine.ServerFacts;
import dev.tfpaas.platform.host.ground.Records.AppRecord;
import dev.tfpaas.platform.host.ground.Records.DatabaseRecord;
import dev.tfpaas.platform.host.ground.Records.PairRecord;
import dev.tfpaas.platform.host.process.HostFailure;
import dev.tfpaas.runbook.Call;
import java.util.Optional;

/// Makes one database the replica of another: by what it lacks, by taking back what it alone holds,
/// or by a new copy.
///
/// @param reading asks
/// @param steps knows the servers
record HostFlow(HostReading reading, HostSteps steps) {
  /// Lets data flow. What of the replica cannot be lost was asked when this was planned, and is
  /// asked again.
  void start(String id, ReplicationSpec spec, Call call) {
    AppRecord from = reading.reachable(spec.sourceAppId(), call.toString());
    AppRecord to = reading.reachable(spec.replicaAppId(), call.toString());
    DatabaseServer server = steps.server(to, spec.engine());
    boolean isWhole = comesUp(server, spec);
    Look look = reading.look(call.toString());
    new HostFlowChecks(reading)
        .objection(look, spec, id)
        .ifPresent(problem -> {
          throw new HostFailure(problem.summary() + ": " + problem.detail());
        });
    ServerFacts source = reading.facts(look, from.name(), spec.engine()).orElseThrow();
    Optional<ServerFacts> replica = reading.facts(look, to.name(), spec.engine());
    if (isWhole && replica.isEmpty()) {
      throw new HostFailure(
          "The database of %s runs, but does not answer.".formatted(spec.replicaAppId()));
    }
    int gate = from.database(spec.engine()).map(DatabaseRecord::gate).orElseThrow();
    String slot = "paas_" + to.name().replace('-', '_');
    // Without the source's consent nothing is closed.
    server.keepLog(gate, slot);
    reading
        .machines()
        .change(cloud -> {
          cloud.reopen(from.name(), spec.engine());
          cloud.reopen(to.name(), spec.engine());
          cloud
              .pairs()
              .put(
                  id,
                  new PairRecord(
                      id,
                      from.name(),
                      to.name(),
                      spec.engine(),
                      spec.direction() == Replication.Direction.FOLLOW,
                      Optional.of(to.name())));
        });
    if (replica.filter(source::includes).isPresent()) {
      server.follow(gate, slot);
    } else if (replica.filter(source::isRelatedTo).isEmpty()
        || !isDone(spec, () -> server.rewind(gate, slot))) {
      server.copy(gate, slot);
    }
    server.dropSlots();
  }

  /// It was stopped in the middle of this very step, or has died; it comes up closed. What cannot
  /// come up any more is copied anew where it may be overwritten.
  private static boolean comesUp(DatabaseServer server, ReplicationSpec spec) {
    return server.runs()
        || (server.exists()
            && isDone(
                spec,
                () -> {
                  server.fenceStopped();
                  server.start();
                }));
  }

  private static boolean isDone(ReplicationSpec spec, Runnable change) {
    try {
      change.run();
      return true;
    } catch (HostFailure failure) {
      if (!spec.overwriteReplica()) {
        throw failure;
      }
      return false;
    }
  }
}
