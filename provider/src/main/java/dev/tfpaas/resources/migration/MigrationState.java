package dev.tfpaas.resources.migration;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.PrivateState;
import dev.tfpaas.platform.Migration;
import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.resources.life.Facts;
import dev.tfpaas.resources.life.Procedure;
import dev.tfpaas.resources.life.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The state of a `paas_region_migration` and the facts kept beside it: the migration as it was
/// read last.
final class MigrationState {
  private static final String MIGRATION = "migration";

  private MigrationState() {}

  /// Returns the state after an apply: as planned, and what was unknown as read.
  static Value applied(Value planned, Migration live, Procedure procedure) {
    Map<String, Value> found = shown(live);
    found.put(Procedure.ATTRIBUTE, procedure.toValue());
    return Values.filled(planned, found);
  }

  /// Returns the state after a look: what the platform shows, and the rest as it was.
  static Value observed(Value before, Migration live) {
    Map<String, Value> state = new HashMap<>(before.asMap());
    if (before.get("app_id").isNull()) {
      state.put("app_id", Value.string(live.appId()));
      state.put("new_name", Values.text(live.newName()));
      state.put("phase", Value.string(live.phase().orElse(MigrationSpec.Phase.CHECKED).word()));
    }
    state.put("to_region", Value.string(live.toRegion()));
    state.putAll(shown(live));
    return Value.object(state);
  }

  private static Map<String, Value> shown(Migration live) {
    Map<String, Value> shown = new HashMap<>();
    shown.put("id", Value.string(live.id()));
    shown.put("status", Value.string(live.status()));
    shown.put("reached_phase", MigrationFacts.phase(live));
    shown.put("from_region", Value.string(live.fromRegion()));
    shown.put("new_app_id", Values.text(live.newAppId()));
    shown.put("url", Value.string(live.url()));
    shown.put("expected_downtime", Values.duration(Optional.of(live.expectedDowntime())));
    shown.put("dns_changes", MigrationFacts.dnsChanges(live));
    shown.put("redirect_until", Values.instant(live.redirectUntil()));
    shown.put("checks", MigrationFacts.checks(live));
    return shown;
  }

  /// Returns the facts after an apply or a look.
  static PrivateState facts(Migration live) {
    return Facts.write(Value.object(Map.of(MIGRATION, MigrationFacts.toValue(live))));
  }

  /// Returns the migration as it was read last; empty when nothing is known of it.
  static Optional<Migration> lastRead(PrivateState facts) {
    return Facts.read(facts).flatMap(all -> Facts.part(all, MIGRATION)).map(MigrationFacts::from);
  }

  /// Says what changed since the facts were kept.
  static List<String> changes(PrivateState facts, Migration now) {
    return Facts.read(facts)
        .flatMap(all -> Facts.part(all, MIGRATION))
        .map(before -> Facts.changes(before, MigrationFacts.toValue(now)))
        .orElse(List.of());
  }

  /// Tells whether a migration is done for good.
  static boolean isFinalized(Migration migration) {
    return migration.phase().filter(phase -> phase == MigrationSpec.Phase.FINALIZED).isPresent();
  }

  /// Tells whether a migration ended before it was done: aborted, or failed for good.
  static boolean isDead(Migration migration) {
    return migration.ended() && !isFinalized(migration);
  }
}
