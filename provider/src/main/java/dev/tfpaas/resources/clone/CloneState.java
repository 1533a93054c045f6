package dev.tfpaas.resources.clone;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.PrivateState;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.Database;
import dev.tfpaas.resources.life.Facts;
import dev.tfpaas.resources.life.Procedure;
import dev.tfpaas.resources.life.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The state of a `paas_app_clone` and the facts kept beside it.
///
/// The facts are the app as it was read last, what the configuration said when it was last applied
/// (so that a change made elsewhere is told from one of the configuration), and whether the copy is
/// still being made.
final class CloneState {
  /// What says where and what an app is: a change made elsewhere is followed, never taken back.
  static final List<String> PLACES = List.of("name", "environment", "region", "cloud");

  /// What a creation tells the platform of a copy that the platform chooses otherwise.
  private static final List<String> CHOICES = List.of("size", "databases");

  private static final String APP = "app";
  private static final String APPLIED = "applied";
  private static final String UNFINISHED = "unfinished";

  private CloneState() {}

  /// Returns the state after an apply: as planned, and what was unknown as read.
  static Value applied(Value planned, App live, Value differences, Procedure procedure) {
    Map<String, Value> found = new HashMap<>(shown(live));
    found.put("differences", differences);
    found.put(Procedure.ATTRIBUTE, procedure.toValue());
    return Values.filled(planned, found);
  }

  /// Returns the state after a look: what the platform shows, and the rest as it was.
  static Value observed(Value before, App live) {
    Map<String, Value> state = new HashMap<>(before.asMap());
    Map<String, Value> shown = new HashMap<>(shown(live));
    boolean imported = before.get("source_app_id").isNull();
    if (imported) {
      state.put("source_app_id", Values.text(live.clonedFrom()));
    } else {
      shown.put("databases", databases(before.get("databases"), live));
    }
    // Where a platform does not tell, what was asked for stands.
    shown.values().removeIf(Value::isNull);
    state.putAll(shown);
    return Value.object(state);
  }

  /// Returns the state of an app that does not answer: nothing but that is news.
  static Value unreachable(Value before, App live) {
    return before.with("status", Value.string(live.status()));
  }

  private static Map<String, Value> shown(App live) {
    return Map.ofEntries(
        Map.entry("id", Value.string(live.id())),
        Map.entry("app_id", Value.string(live.id())),
        Map.entry("name", Value.string(live.name())),
        Map.entry("environment", Values.text(live.environment())),
        Map.entry("region", Value.string(live.region())),
        Map.entry("cloud", Values.text(live.cloud())),
        Map.entry("size", Values.text(live.size())),
        Map.entry("databases", Values.list(engines(live))),
        Map.entry("maintenance", Value.bool(live.maintenance())),
        Map.entry("url", Value.string(live.url())),
        Map.entry("status", Value.string(live.status())),
        Map.entry("regions", Values.list(List.of(live.region()))));
  }

  /// Engines that the source does not have may be asked for, so one that is not there is no news.
  private static Value databases(Value before, App live) {
    boolean allThere = before.isKnown() && Values.texts(before).containsAll(engines(live));
    return allThere ? before : Values.list(engines(live));
  }

  private static List<String> engines(App live) {
    return live.databases().stream().map(Database::engine).sorted().toList();
  }

  /// Returns the facts after an apply.
  ///
  /// @param config what was applied
  static PrivateState finished(App live, Value config) {
    return facts(live, Optional.of(appliedOf(config, config.get("maintenance"))), false);
  }

  /// Returns the facts after a creation that ended early.
  ///
  /// @param spec what it asked for
  static PrivateState unfinished(App live, Value config, CloneSpec spec) {
    return facts(live, Optional.of(appliedOf(config, Value.bool(spec.maintenance()))), true);
  }

  /// Returns the facts after a look, or after a change that ended early: what was applied last
  /// stays.
  static PrivateState refreshed(PrivateState before, App live) {
    return facts(
        live, Facts.read(before).flatMap(all -> Facts.part(all, APPLIED)), isUnfinished(before));
  }

  private static PrivateState facts(App live, Optional<Value> applied, boolean unfinished) {
    Map<String, Value> facts = new HashMap<>();
    facts.put(APP, AppFacts.toValue(live));
    applied.ifPresent(value -> facts.put(APPLIED, value));
    facts.put(UNFINISHED, Value.bool(unfinished));
    return Facts.write(Value.object(facts));
  }

  private static Value appliedOf(Value config, Value maintenance) {
    Map<String, Value> applied = new HashMap<>();
    PLACES.forEach(name -> applied.put(name, config.get(name)));
    CHOICES.forEach(name -> applied.put(name, config.get(name)));
    applied.put("maintenance", maintenance);
    return Value.object(applied);
  }

  /// Tells whether the configuration left an attribute out when it was last applied; false also
  /// when nothing is known of that.
  static boolean leftOut(PrivateState facts, String attribute) {
    return Facts.read(facts)
        .flatMap(all -> Facts.part(all, APPLIED))
        .filter(applied -> Facts.part(applied, attribute).isEmpty())
        .isPresent();
  }

  /// Returns the app as it was read last; empty when nothing is known of it.
  static Optional<App> lastRead(PrivateState facts) {
    return Facts.read(facts).flatMap(all -> Facts.part(all, APP)).map(AppFacts::from);
  }

  /// Returns what the configuration said of an attribute when it was last applied; empty when that
  /// is not known, or it said nothing.
  static Optional<Value> applied(PrivateState facts, String attribute) {
    return Facts.read(facts)
        .flatMap(all -> Facts.part(all, APPLIED))
        .flatMap(applied -> Facts.part(applied, attribute));
  }

  /// Returns what was asked for so far: the state, and of maintenance what the configuration said,
  /// since a copy that is still being made need not be in it yet.
  static CloneSpec asked(Value prior, Value config, PrivateState facts) {
    Value asked =
        applied(facts, "maintenance")
            .map(maintenance -> prior.with("maintenance", maintenance))
            .orElse(prior);
    return CloneConfig.spec(asked, config);
  }

  /// Returns what the creation of the copy asked for, which is less than the state of a copy that
  /// is still being made: the state holds what the platform chose, too.
  static CloneSpec creation(Value prior, PrivateState facts) {
    Map<String, Value> asked = new HashMap<>(prior.asMap());
    Facts.read(facts)
        .flatMap(all -> Facts.part(all, APPLIED))
        .ifPresent(applied -> asked.putAll(applied.asMap()));
    Value object = Value.object(asked);
    return CloneConfig.spec(object, object);
  }

  /// Tells whether the copy is still being made.
  static boolean isUnfinished(PrivateState facts) {
    return Facts.read(facts)
        .flatMap(all -> Facts.part(all, UNFINISHED))
        .map(Value::asBool)
        .orElse(false);
  }

  /// Says what changed since the facts were kept.
  static List<String> changes(PrivateState facts, App now) {
    return Facts.read(facts)
        .flatMap(all -> Facts.part(all, APP))
        .map(before -> Facts.changes(before, AppFacts.toValue(now)))
        .orElse(List.of());
  }
}
