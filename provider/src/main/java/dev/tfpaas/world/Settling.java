package dev.tfpaas.world;

import dev.tfpaas.world.fact.AppFact;
import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.GroupFact;
import dev.tfpaas.world.fact.RegionFact;
import dev.tfpaas.world.fact.TrafficFact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Keeps the counters right: after every change it decides anew who is served, and counts what
/// happened until now with the old answer.
final class Settling {
  private final Draft draft;
  private final Set<String> touched;
  private final Set<String> apps = new HashSet<>();
  private boolean groupsChanged;

  private Settling(Draft draft, Set<String> touched) {
    this.draft = draft;
    this.touched = touched;
  }

  static void settle(Draft draft) {
    Set<String> touched = draft.takeTouched();
    new Settling(draft, touched).run();
    Monitors.check(draft, touched);
    // What was put while settling needs no settling of its own.
    draft.takeTouched();
  }

  private void run() {
    touched.forEach(this::collect);
    Map<String, Optional<String>> served = new HashMap<>();
    Set<String> disturbed = new HashSet<>();
    for (TrafficFact traffic : draft.traffic()) {
      Optional<String> now = isAffected(traffic) ? server(traffic) : traffic.served();
      served.put(traffic.name(), now);
      if (!now.equals(traffic.served())) {
        traffic.served().ifPresent(disturbed::add);
        now.ifPresent(disturbed::add);
      }
    }
    for (String app : apps) {
      long rate = rate(served, app);
      if (draft.databases(app).stream().anyMatch(it -> it.curve().rate() != rate)) {
        disturbed.add(app);
      }
    }
    settleTraffic(served, disturbed);
    disturbed.forEach(app -> settleDatabases(app, rate(served, app)));
    settleGroups();
  }

  private void collect(String key) {
    List<String> parts = List.of(key.split("/", -1));
    String kind = parts.getFirst() + "/";
    groupsChanged |= kind.equals(GroupFact.KIND.prefix());
    if (kind.equals(AppFact.KIND.prefix()) || kind.equals(DatabaseFact.KIND.prefix())) {
      apps.add(parts.get(1));
    } else if (kind.equals(RegionFact.KIND.prefix())) {
      for (AppFact app : draft.apps()) {
        if (app.region().equals(parts.get(1))) {
          apps.add(app.name());
        }
      }
    }
  }

  private boolean isAffected(TrafficFact traffic) {
    return touched.contains(traffic.key())
        || groupsChanged
        || apps.contains(target(traffic))
        || traffic.served().map(apps::contains).orElse(false);
  }

  private String target(TrafficFact traffic) {
    return Optional.of(traffic.follows())
        .filter(_ -> traffic.byGroup())
        .flatMap(draft::groupOf)
        .filter(group -> group.dns().populated())
        .map(GroupFact::answers)
        .orElse(traffic.follows());
  }

  private Optional<String> server(TrafficFact traffic) {
    return Optional.of(target(traffic)).filter(draft::serves);
  }

  private long rate(Map<String, Optional<String>> served, String app) {
    return draft.traffic().stream()
        .filter(traffic -> Objects.equals(served.get(traffic.name()), Optional.of(app)))
        .mapToLong(TrafficFact::rate)
        .sum();
  }

  /// Settles all clients of a disturbed app at the same instant as its databases, so that a
  /// database never holds less than its clients were told.
  private void settleTraffic(Map<String, Optional<String>> served, Set<String> disturbed) {
    for (TrafficFact traffic : draft.traffic()) {
      Optional<String> now = served.getOrDefault(traffic.name(), Optional.empty());
      boolean counts =
          !now.equals(traffic.served()) || traffic.served().map(disturbed::contains).orElse(false);
      if (counts) {
        traffic
            .served()
            .filter(_ -> now.isEmpty())
            .ifPresent(app -> Monitors.clientsLost(draft, traffic, app));
        draft.put(traffic.settled(now, draft.now()));
      }
    }
  }

  private void settleDatabases(String app, long rate) {
    for (DatabaseFact stored : new ArrayList<>(draft.databases(app))) {
      boolean first = stored.role() == DatabaseFact.Role.EMPTY && rate > 0;
      DatabaseFact database = first ? Databases.found(draft, stored) : stored;
      if (rate > 0 || database.curve().rate() > 0) {
        draft.put(
            database.withCurve(
                database.curve().continued(draft.now(), rate, Databases.memory(draft))));
      }
    }
  }

  private void settleGroups() {
    Set<String> affected = new TreeSet<>();
    touched.stream().filter(GroupFact.KIND::holds).map(GroupFact.KIND::name).forEach(affected::add);
    for (String app : apps) {
      draft
          .groupOf(app)
          .filter(group -> group.answers().equals(app))
          .ifPresent(group -> affected.add(group.id()));
    }
    affected.forEach(id -> draft.find(GroupFact.KIND, id).ifPresent(this::settle));
  }

  private void settle(GroupFact group) {
    boolean serves = draft.serves(group.answers());
    GroupFact settled = group.withMeter(group.meter().changed(serves, draft.now()));
    boolean back = serves && !group.meter().serving() && !group.busy();
    draft.put(back ? settled.withBegun(Optional.empty()) : settled);
  }
}
