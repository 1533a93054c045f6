package dev.tfpaas.platform.host;

import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.SafetyRule;
import dev.tfpaas.platform.host.HostReading.Look;
import dev.tfpaas.platform.host.engine.ServerFacts;
import dev.tfpaas.platform.host.ground.Cloud;
import dev.tfpaas.platform.host.ground.Records.GroupRecord;
import dev.tfpaas.platform.host.ground.Records.PairRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds out what this platform would refuse of a replication: data that would flow onto what is
/// newer, unknown or served.
///
/// @param reading asks
record HostFlowChecks(HostReading reading) {

  /// Checks what is wanted.
  ///
  /// @param current the replication that would be changed; empty when there is none
  /// @param id its identifier
  List<Problem> check(Optional<Replication> current, ReplicationSpec spec, String id) {
    Look look = reading.look("GET /replications");
    List<Problem> problems = new ArrayList<>();
    if (Engine.of(spec.engine()).isEmpty()) {
      problems.add(
          new Problem(
              "engine",
              "\"" + spec.engine() + "\" is no database engine of this platform",
              "It knows %s.".formatted(String.join(", ", Engine.names()))));
    }
    if (spec.sourceAppId().equals(spec.replicaAppId())) {
      problems.add(
          new Problem(
              "replica_app_id",
              "An app cannot be the replica of itself",
              "Both source_app_id and replica_app_id are %s.".formatted(spec.sourceAppId())));
    }
    exists(look.cloud(), "source_app_id", spec.sourceAppId(), problems);
    exists(look.cloud(), "replica_app_id", spec.replicaAppId(), problems);
    boolean turns = current.map(it -> !it.sourceAppId().equals(spec.sourceAppId())).orElse(true);
    if (problems.isEmpty() && turns) {
      objection(look, spec, id).ifPresent(problems::add);
    }
    return List.copyOf(problems);
  }

  private static void exists(Cloud cloud, String attribute, String app, List<Problem> problems) {
    if (cloud.app(app).isEmpty()) {
      problems.add(HostCloneChecks.unknownApp(cloud, attribute, app));
    }
  }

  /// Says why data must not flow from one to the other, as far as both can be asked.
  Optional<Problem> objection(Look look, ReplicationSpec spec, String id) {
    String summary =
        "Cannot replicate %s from %s to %s"
            .formatted(spec.engine(), spec.sourceAppId(), spec.replicaAppId());
    for (String app : List.of(spec.sourceAppId(), spec.replicaAppId())) {
      if (look.cloud().app(app).flatMap(it -> it.database(spec.engine())).isEmpty()) {
        return Optional.of(
            new Problem("engine", summary, "App %s has no %s.".formatted(app, spec.engine())));
      }
    }
    Optional<GroupRecord> group =
        look.cloud()
            .groupOf(spec.replicaAppId())
            .filter(it -> it.active().equals(spec.replicaAppId()));
    if (group.isPresent()) {
      return Optional.of(
          new Problem(
                  "replica_app_id",
                  summary,
                  "App %s is active in failover group %s; what clients write to is never overwritten. Switch to the other app first."
                      .formatted(spec.replicaAppId(), group.get().id()))
              .by(SafetyRule.SERVES));
    }
    Optional<PairRecord> other =
        look.cloud().pairs().values().stream()
            .filter(it -> it.engine().equals(spec.engine()) && !it.id().equals(id))
            .filter(it -> it.has(spec.replicaAppId()) || it.replica().equals(spec.sourceAppId()))
            .findFirst();
    if (other.isPresent()) {
      return Optional.of(
          new Problem(
              "replica_app_id",
              summary,
              "Replication %s has one of the two databases already. A database follows one source, and a replica is no source here. Destroy that replication first."
                  .formatted(other.get().id())));
    }
    Optional<ServerFacts> source = reading.facts(look, spec.sourceAppId(), spec.engine());
    Optional<ServerFacts> replica = reading.facts(look, spec.replicaAppId(), spec.engine());
    boolean mayBeBroken =
        spec.overwriteReplica()
            && look.cloud().app(spec.replicaAppId()).filter(look::reaches).isPresent();
    if (source.isEmpty() || (replica.isEmpty() && !mayBeBroken)) {
      String silent = source.isEmpty() ? spec.sourceAppId() : spec.replicaAppId();
      return Optional.of(
          new Problem(
                  source.isEmpty() ? "source_app_id" : "replica_app_id",
                  summary,
                  "The database of %s does not answer, so what it holds is not known. Bring it back first: paas host heal REGION."
                      .formatted(silent))
              .by(SafetyRule.NOT_READY));
    }
    if (source.get().isStandby()) {
      return Optional.of(
          new Problem(
                  "source_app_id",
                  summary,
                  "The database of %s accepts no writes: it is a replica, or was closed by a switch. Data flows away from the side that is written to."
                      .formatted(spec.sourceAppId()))
              .by(SafetyRule.DATA));
    }
    boolean keeps = replica.filter(it -> it.isEmpty() || source.get().includes(it)).isPresent();
    return keeps || spec.overwriteReplica()
        ? Optional.empty()
        : Optional.of(
            new Problem(
                    "overwrite_replica",
                    summary,
                    "The database of %s holds what that of %s lacks, or is written to. If that may be lost, set `overwrite_replica = true`."
                        .formatted(spec.replicaAppId(), spec.sourceAppId()))
                .by(SafetyRule.DATA));
  }
}
