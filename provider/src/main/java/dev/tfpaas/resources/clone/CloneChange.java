package dev.tfpaas.resources.clone;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.Observation;
import dev.tfpaas.platform.SafetyRule;
import dev.tfpaas.resources.life.Capabilities;
import dev.tfpaas.resources.life.Change;
import dev.tfpaas.resources.life.Refusal;
import dev.tfpaas.runbook.Runbook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What changes a copy, from what was asked for to what is asked for now.
final class CloneChange {
  /// What says where and what an app is: a change made elsewhere is followed, never taken back.
  static final List<String> PLACES = List.of("name", "environment", "region", "cloud");

  /// What a creation tells the platform of a copy that the platform chooses otherwise.
  private static final List<String> CHOICES = List.of("size", "databases", "maintenance");

  private CloneChange() {}

  /// Returns what is remembered of a configuration that was applied.
  static Map<String, Value> applied(Value config) {
    Map<String, Value> applied = new HashMap<>();
    PLACES.forEach(name -> applied.put(name, config.get(name)));
    CHOICES.forEach(name -> applied.put(name, config.get(name)));
    return applied;
  }

  /// Returns what forbids it. What is wrong with a new copy says nothing of one that exists, unless
  /// it is what is changed.
  static List<Diagnostic> refusals(Change<App, CloneSpec> change) {
    if (change.remembered().unfinished()) {
      return List.of();
    }
    List<Diagnostic> refusals = new ArrayList<>();
    AppClones clones = CloneConfig.clones(change.platform());
    Capabilities.errors(clones.check(change.wanted())).stream()
        .filter(it -> !it.path().isRoot() && change.changes(it.path().toString()))
        .forEach(refusals::add);
    clones
        .unfit(change.current())
        .filter(_ -> !update(clones, change).isEmpty())
        .ifPresent(it -> refusals.addAll(Capabilities.errors(List.of(it))));
    // Who groups it is not kept beside the state.
    if (change.changes("region")
        && Observation.of(() -> change.platform().apps().find(change.current().id()))
            instanceof Observation.Found<App>(App live)
        && live.activeInGroup()) {
      refusals.add(moved(live));
    }
    return refusals;
  }

  private static Diagnostic moved(App app) {
    return Refusal.of(
        SafetyRule.SERVES,
        Path.root().attribute("region"),
        "App %s serves the failover group %s".formatted(app.id(), app.failoverGroupId().orElse("")),
        "Moving it would stop it from serving. Switch the group to its other side (change `active`)"
            + " and apply that first, then move it; or move it with a `paas_region_migration`,"
            + " which says how long it is down.");
  }

  /// Returns what is done. A copy whose creation was stopped is completed first, by the very call
  /// that was made: that the state holds what the platform chose meanwhile does not change it.
  static Runbook runbook(Change<App, CloneSpec> change) {
    AppClones clones = CloneConfig.clones(change.platform());
    if (!change.remembered().unfinished()) {
      return update(clones, change);
    }
    CloneSpec creation = creation(change);
    CloneSpec asked = CloneConfig.spec(change.config(), change.config());
    boolean same =
        creation.equals(
            change.config().get("maintenance").isNull()
                ? asked.withMaintenance(creation.maintenance())
                : asked);
    return same ? clones.create(creation) : clones.create(creation).then(update(clones, change));
  }

  /// What the creation asked for is less than the state of a copy that is still being made: the
  /// state holds what the platform chose, too.
  private static CloneSpec creation(Change<App, CloneSpec> change) {
    Map<String, Value> asked = new HashMap<>(change.prior().asMap());
    asked.putAll(change.remembered().applied());
    Value object = Value.object(asked);
    return CloneConfig.spec(object, object);
  }

  /// What was asked for so far is the state, and of maintenance what the configuration said: a copy
  /// that is still being made need not be in it yet.
  private static Runbook update(AppClones clones, Change<App, CloneSpec> change) {
    Value asked =
        change
            .remembered()
            .applied("maintenance")
            .map(maintenance -> change.prior().with("maintenance", maintenance))
            .orElse(change.prior());
    return clones.update(
        change.current(), CloneConfig.spec(asked, change.config()), change.wanted());
  }
}
