package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.Replication.Status;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.SafetyRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What must be so before the database of one environment may be written over with that of another.
///
/// @param account reads
/// @param recovery asks databases what they are
record ReplicationChecks(Account account, Recovery recovery) {
  private static final String ENGINE = JelasticReplications.ENGINE;
  private static final List<String> VARIABLES = List.of("REPLICA_USER", "REPLICA_PSWD");

  /// Returns what of a wanted replication cannot work.
  ///
  /// @param current the existing replication that would be changed; empty when there is none
  List<Problem> problems(Optional<Replication> current, ReplicationSpec spec) {
    List<Problem> problems = new ArrayList<>();
    if (!spec.engine().equals(ENGINE)) {
      problems.add(
          new Problem(
              "engine",
              "Jelastic has no way to replicate " + spec.engine() + " between environments",
              "Only mysql, MariaDB and Percona included, is possible, and experimental. For"
                  + " PostgreSQL install the vendor's package \"PostgreSQL Multi-Region Cluster\""
                  + " and leave its environments out here."));
    }
    spec.backup()
        .ifPresent(_ ->
            problems.add(
                new Problem(
                    "backup",
                    "Jelastic has no managed backups",
                    "Install the vendor's add-on \"Database Backup\" in the source, and leave"
                        + " `backup` out.")));
    if (problems.isEmpty()) {
      side("source_app_id", spec.sourceAppId()).ifPresent(problems::add);
      side("replica_app_id", spec.replicaAppId()).ifPresent(problems::add);
    }
    boolean runs =
        current
            .filter(it -> it.replicaAppId().equals(spec.replicaAppId()))
            .filter(it -> it.status() == Status.REPLICATING)
            .isPresent();
    if (problems.isEmpty() && !runs) {
      direction(spec).ifPresent(problems::add);
    }
    return List.copyOf(problems);
  }

  private Optional<Problem> side(String attribute, String name) {
    Optional<Environment> environment = account.find(name);
    Optional<Environment.Node> node = environment.flatMap(it -> it.master(ENGINE));
    if (environment.isEmpty() || node.isEmpty()) {
      return Optional.of(
          new Problem(
              attribute,
              "There is no MySQL in an environment \"%s\"".formatted(name),
              "Name an environment with a node group `sqldb` of MySQL, MariaDB or Percona."));
    }
    if (environment.get().state() != State.RUNNING) {
      return Optional.of(
          new Problem(
              attribute,
              "Environment %s is %s".formatted(name, environment.get().doing()),
              "Commands are only possible in an environment that runs: start it, e.g. with"
                  + " `maintenance = false` for a copy."));
    }
    if (recovery.diagnose(environment.get(), ENGINE).isEmpty()) {
      return Optional.of(
          new Problem(
              attribute,
              "The vendor's script is not in the database container of " + name,
              "The API has no call for replication, so that this works by %s, which the vendor's recovery add-on for MySQL clusters puts there. Install that, or use the package \"MySQL/MariaDB/Percona Multi-Region Cluster\" instead."
                  .formatted(String.join(" or ", Recovery.SCRIPTS))));
    }
    Map<String, String> variables = account.variables(name, node.get().group());
    if (!variables.keySet().containsAll(VARIABLES)) {
      return Optional.of(
          new Problem(
              attribute,
              "The database of %s has no user for replication".formatted(name),
              "Set the variables %s of its node group, the same on both sides."
                  .formatted(String.join(" and ", VARIABLES))));
    }
    return recovery
        .obstacle(environment.get(), ENGINE)
        .map(obstacle ->
            new Problem(
                attribute,
                "The database of %s cannot be replicated by commands".formatted(name),
                "Jelastic has no call for it, and "
                    + obstacle
                    + ". Nothing was changed; mend that, or leave the resource out."));
  }

  /// Data must not flow onto what serves, onto a primary that nobody gave up, or from a replica.
  Optional<Problem> direction(ReplicationSpec spec) {
    Environment replica = account.need(spec.replicaAppId());
    if (!replica.domains().isEmpty()) {
      return Optional.of(
          new Problem(
                  "replica_app_id",
                  "Environment %s serves custom domains".formatted(replica.name()),
                  "Replication would overwrite the data that its users write. Replicate from it"
                      + " instead, or switch the domains away first.")
              .by(SafetyRule.SERVES));
    }
    boolean fromPrimary =
        recovery
            .diagnose(account.need(spec.sourceAppId()), ENGINE)
            .filter(Recovery.Diagnosis::primary)
            .isPresent();
    if (!fromPrimary) {
      return Optional.of(
          new Problem(
              "source_app_id",
              "The database of %s is no primary".formatted(spec.sourceAppId()),
              "It follows another one and cannot be a source. Name the one that it follows, or,"
                  + " after a switch, swap the two."));
    }
    return spec.overwriteReplica()
        ? Optional.empty()
        : Optional.of(
            new Problem(
                    "overwrite_replica",
                    "The database of %s would be overwritten".formatted(replica.name()),
                    "What it holds cannot be compared with the source. If all of it may be lost,"
                        + " set `overwrite_replica = true`.")
                .by(SafetyRule.DATA));
  }
}
