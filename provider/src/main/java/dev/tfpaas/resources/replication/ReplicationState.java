package dev.tfpaas.resources.replication;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.PrivateState;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.resources.life.Facts;
import dev.tfpaas.resources.life.Procedure;
import dev.tfpaas.resources.life.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The state of a `paas_db_replication` and the facts kept beside it.
final class ReplicationState {
  private static final String REPLICATION = "replication";
  private static final String APPLIED = "applied_source_app_id";

  private ReplicationState() {}

  /// Returns the state after an apply: as planned, and what was unknown as read.
  static Value applied(Value planned, Replication live, Procedure procedure) {
    return Values.filled(
        planned,
        Map.of(
            "id",
            Value.string(live.id()),
            "status",
            Value.string(live.status().word()),
            "source_backup_at",
            Values.instant(live.sourceBackupAt()),
            Procedure.ATTRIBUTE,
            procedure.toValue()));
  }

  /// Returns the state after a look: what the platform shows, and the rest as it was.
  static Value observed(Value prior, Replication live) {
    Map<String, Value> state = new HashMap<>(prior.asMap());
    boolean imported = prior.get("engine").isNull();
    if (imported) {
      // The user may have spelled the identifier in another way that the platform takes.
      state.put("id", Value.string(live.id()));
    }
    state.put("source_app_id", Value.string(live.sourceAppId()));
    state.put("replica_app_id", Value.string(live.replicaAppId()));
    state.put("engine", Value.string(live.engine()));
    state.put("status", Value.string(live.status().word()));
    state.put("source_backup_at", Values.instant(live.sourceBackupAt()));
    // A schedule that the configuration does not speak of is none of its business.
    if (imported || !prior.get("backup").isNull()) {
      state.put("backup", spelledAsBefore(prior.get("backup"), live));
    }
    return Value.object(state);
  }

  private static Value spelledAsBefore(Value prior, Replication live) {
    // A platform that has backups but does not tell their schedule leaves what was asked for.
    boolean untold = live.backup().isEmpty() && live.sourceBackupAt().isPresent();
    return untold || (prior.isKnown() && ReplicationFacts.backup(prior).equals(live.backup()))
        ? prior
        : ReplicationFacts.toValue(live.backup());
  }

  /// Returns the facts after an apply.
  static PrivateState facts(Replication live) {
    return Facts.write(
        Value.object(
            Map.of(
                REPLICATION, ReplicationFacts.toValue(live),
                APPLIED, Value.string(live.sourceAppId()))));
  }

  /// Returns the facts after a look: the direction that was applied last stays.
  static PrivateState refreshed(PrivateState before, Replication live) {
    Map<String, Value> facts = new HashMap<>();
    facts.put(REPLICATION, ReplicationFacts.toValue(live));
    appliedSource(before).ifPresent(source -> facts.put(APPLIED, Value.string(source)));
    return Facts.write(Value.object(facts));
  }

  /// Returns the replication as it was read last; empty when nothing is known of it.
  static Optional<Replication> lastRead(PrivateState facts) {
    return Facts.read(facts)
        .flatMap(all -> Facts.part(all, REPLICATION))
        .map(ReplicationFacts::from);
  }

  /// Returns the source of the direction that was applied last; empty when it is not known.
  static Optional<String> appliedSource(PrivateState facts) {
    return Facts.read(facts).flatMap(all -> Facts.part(all, APPLIED)).map(Value::asString);
  }

  /// Says what changed since the facts were kept.
  static List<String> changes(PrivateState facts, Replication now) {
    return Facts.read(facts)
        .flatMap(all -> Facts.part(all, REPLICATION))
        .map(before -> Facts.changes(before, ReplicationFacts.toValue(now)))
        .orElse(List.of());
  }
}
