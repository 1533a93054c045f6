package dev.tfpaas.platform.local;

import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.world.Renaming;
import dev.tfpaas.world.View;
import dev.tfpaas.world.fact.AppFact;
import dev.tfpaas.world.fact.ReplicationFact;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// By which names apps are known to whoever asks, where a person has renamed them since.
///
/// Whoever saw an app before tells its own identifier, by which it is recognised; from then on it
/// is answered for by the name that is asked for, and called by the name that it has. Safe for
/// several threads.
final class LocalNames {
  private final Map<String, String> ownIds = new ConcurrentHashMap<>();

  /// Remembers by which name an app is known, which may be one that it does not have any more.
  void know(String name, AppFact app) {
    if (name.equals(app.name())) {
      ownIds.remove(name);
    } else {
      ownIds.put(name, app.ownId());
    }
  }

  /// An identifier has the names that the apps had when the replication was made; one that another
  /// app has by now tells nothing.
  void recognise(View view, String id, ReplicationFact it) {
    List<String> now = List.of(it.source(), it.replica());
    List<String> made = List.of(id.split(":", -1)).subList(0, 2);
    List<String> before =
        made.stream().filter(name -> !now.contains(name) && view.app(name).isEmpty()).toList();
    List<String> renamed = now.stream().filter(name -> !made.contains(name)).toList();
    for (String name : before) {
      Renaming.formerly(view, name)
          .filter(app -> now.contains(app.name()))
          .ifPresent(app -> know(name, app));
    }
    if (before.size() == 1 && renamed.size() == 1) {
      view.app(renamed.getFirst()).ifPresent(app -> know(before.getFirst(), app));
    }
  }

  /// Returns the app that is known by a name; empty when there is none.
  Optional<AppFact> app(View view, String name) {
    String ownId = ownIds.get(name);
    return ownId == null
        ? view.app(name).or(() -> Renaming.formerly(view, name))
        : app(view, name, ownId);
  }

  /// Returns the app that was seen before under a name. Where it does not exist any more only one
  /// that has its name now takes its place: one that had it long ago is a stranger.
  ///
  /// @param ownId the identifier of its own
  Optional<AppFact> app(View view, String name, String ownId) {
    Optional<AppFact> seen = Renaming.owned(view, ownId);
    seen.ifPresentOrElse(app -> know(name, app), () -> ownIds.put(name, ownId));
    return seen.or(() -> view.app(name));
  }

  /// Returns the name that an app has.
  ///
  /// @param name the name by which it is known
  String live(View view, String name) {
    return app(view, name).map(AppFact::name).orElse(name);
  }

  /// Returns the name by which an app is known.
  ///
  /// @param live the name that it has
  String known(View view, String live) {
    Optional<String> ownId = view.app(live).map(AppFact::ownId);
    return ownIds.entrySet().stream()
        .filter(one -> ownId.equals(Optional.of(one.getValue())))
        .map(Map.Entry::getKey)
        .sorted()
        .findFirst()
        .orElse(live);
  }

  /// Returns a group that is wanted with the names that its apps have.
  GroupSpec live(View view, GroupSpec spec) {
    return new GroupSpec(
        spec.name(),
        live(view, spec.primaryAppId()),
        spec.secondaryAppId().map(app -> live(view, app)),
        spec.domains());
  }

  /// Returns a group with the names that its apps have.
  FailoverGroup live(View view, FailoverGroup group) {
    return group.withApps(app -> live(view, app));
  }

  /// Returns a group with the names by which its apps are known.
  FailoverGroup known(View view, FailoverGroup group) {
    return group.withApps(app -> known(view, app));
  }

  /// Returns a switch with the names that the apps have.
  SwitchSpec live(View view, SwitchSpec spec) {
    return new SwitchSpec(
        spec.to(),
        spec.mode(),
        spec.maintenance(),
        spec.replications().stream()
            .map(it -> it.withApps(live(view, it.sourceAppId()), live(view, it.replicaAppId())))
            .toList(),
        spec.health());
  }

  /// Returns a replication that is wanted with the names that its apps have.
  ReplicationSpec live(View view, ReplicationSpec spec) {
    return new ReplicationSpec(
        live(view, spec.sourceAppId()),
        live(view, spec.replicaAppId()),
        spec.engine(),
        spec.overwriteReplica(),
        spec.backup(),
        spec.direction(),
        spec.database());
  }

  /// Returns a replication with the names by which its apps are known.
  Replication known(View view, Replication replication) {
    return replication.withApps(
        known(view, replication.sourceAppId()), known(view, replication.replicaAppId()));
  }
}
