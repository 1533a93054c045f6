package dev.tfpaas.world;

import dev.tfpaas.world.fact.AppFact;
import dev.tfpaas.world.fact.DataSetFact;
import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.GroupFact;
import dev.tfpaas.world.fact.RegionFact;
import dev.tfpaas.world.fact.TrafficFact;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// Watches what must always hold, and records a violation the moment it does not.
///
/// The monitors judge what happened, not what was allowed: they repeat no rule of the calls, so
/// that a gap in those shows here.
final class Monitors {
  /// Two databases of one data set accept writes.
  static final String TWO_WRITABLE = "two-writable";

  /// A planned switch lost an acknowledged write.
  static final String LOST_WRITE = "lost-write";

  /// Data flowed onto a database that holds newer or unknown data.
  static final String WRONG_DIRECTION = "wrong-direction";

  /// Traffic was moved to an app that does not serve.
  static final String UNPROVEN_TARGET = "unproven-target";

  /// A switch was left unfinished and nobody serves.
  static final String NOBODY_SERVES = "nobody-serves";

  /// A program closed the app that served, and no switch was under way.
  static final String SERVING_CLOSED = "serving-closed";

  private Monitors() {}

  /// Checks what the changes may have broken.
  static void check(Draft draft, Set<String> touched) {
    Set<String> dataSets = new HashSet<>();
    for (String key : touched) {
      if (DatabaseFact.KIND.holds(key)) {
        draft
            .find(DatabaseFact.KIND, DatabaseFact.KIND.name(key))
            .ifPresent(it -> dataSets.add(it.dataSet()));
      } else if (RegionFact.KIND.holds(key)) {
        draft.all(DataSetFact.KIND).forEach(dataSet -> dataSets.add(dataSet.id()));
      } else if (AppFact.KIND.holds(key)) {
        draft.databases(AppFact.KIND.name(key)).forEach(it -> dataSets.add(it.dataSet()));
      }
    }
    dataSets.forEach(id -> draft.dataSet(id).ifPresent(dataSet -> oneWritable(draft, dataSet)));
  }

  private static void oneWritable(Draft draft, DataSetFact dataSet) {
    List<String> writable =
        dataSet.members().stream()
            .map(member -> draft.find(DatabaseFact.KIND, member))
            .flatMap(Optional::stream)
            .filter(draft::writable)
            .map(DatabaseFact::name)
            .toList();
    boolean split = writable.size() > 1;
    if (split == dataSet.split()) {
      return;
    }
    if (split) {
      draft.violation(
          TWO_WRITABLE,
          "data set %s is writable at %s".formatted(dataSet.id(), String.join(" and ", writable)));
    }
    draft.put(new DataSetFact(dataSet.id(), dataSet.generation(), dataSet.members(), split));
  }

  /// Checks the direction in which data is about to flow.
  static void beforeFilling(Draft draft, DatabaseFact replica, DatabaseFact source) {
    boolean newer =
        replica.dataSet().equals(source.dataSet())
            && replica.lineage().generation() > source.lineage().generation()
            && !draft.descendant(replica, source);
    if (newer) {
      draft.violation(
          WRONG_DIRECTION,
          "%s is filled from %s, which is older".formatted(replica.name(), source.name()));
    }
    boolean serving =
        draft.traffic().stream()
            .anyMatch(it -> it.byGroup() && it.served().equals(Optional.of(replica.app())));
    if (serving) {
      draft.violation(
          WRONG_DIRECTION,
          "%s is filled from %s while it is being written to"
              .formatted(replica.name(), source.name()));
    }
  }

  /// Checks the target at the moment the platform is told to move traffic to it: a region that
  /// fails until clients arrive there is nobody's doing.
  static void beforeMove(Draft draft, GroupFact group, String target) {
    if (!draft.serves(target)) {
      draft.violation(
          UNPROVEN_TARGET,
          "failover group %s is moved to %s, which does not serve".formatted(group.id(), target));
    }
  }

  /// Checks where a new group leads traffic.
  static void atForming(Draft draft, GroupFact group) {
    Optional<String> other =
        Stream.of(Optional.of(group.primary()), group.secondary())
            .flatMap(Optional::stream)
            .filter(app -> !app.equals(group.answers()))
            .filter(draft::serves)
            .findFirst();
    if (other.isPresent() && !draft.serves(group.answers())) {
      draft.violation(
          UNPROVEN_TARGET,
          "failover group %s is formed onto %s, which does not serve, while %s does"
              .formatted(group.id(), group.answers(), other.get()));
    }
  }

  /// Checks that the end of a group leaves nobody between the two sides of a switch.
  static void atDissolving(Draft draft, GroupFact group) {
    boolean serves =
        draft.serves(group.primary()) || group.secondary().map(draft::serves).orElse(false);
    boolean couldServe = draft.app(group.answers()).map(draft::healthy).orElse(false);
    if (!draft.byPerson() && group.switchBegun().isPresent() && couldServe && !serves) {
      draft.violation(
          NOBODY_SERVES,
          "failover group %s is dissolved in the middle of a switch, and nobody serves"
              .formatted(group.id()));
    }
  }

  /// Checks who closed the app that served some clients, which nobody serves now: a person may, and
  /// so may a switch and a move to another region.
  static void clientsLost(Draft draft, TrafficFact clients, String app) {
    Optional<AppFact> closed = draft.app(app);
    boolean moves = closed.map(it -> it.state() == AppFact.State.MOVING).orElse(false);
    boolean dead = closed.isPresent() && !draft.reachable(closed.get());
    boolean switches =
        draft.groupOf(app).map(it -> it.busy() || it.switchBegun().isPresent()).orElse(false)
            // A forced promotion of the other side, before the traffic moves.
            || draft.databases(app).stream().anyMatch(DatabaseFact::fenced);
    if (!draft.byPerson() && !moves && !dead && !switches && !draft.serves(app)) {
      draft.violation(
          SERVING_CLOSED,
          "app %s was closed while it served %s, and nothing else serves them"
              .formatted(app, clients.name()));
    }
  }

  /// Checks what a move that is made costs.
  static void atMove(Draft draft, GroupFact group, String target, OptionalLong lost) {
    boolean planned = group.last().map(it -> it.mode() == GroupFact.Mode.PLANNED).orElse(false);
    if (planned && lost.orElse(0) > 0) {
      draft.violation(
          LOST_WRITE,
          "the planned switch of %s to %s lost %d acknowledged writes"
              .formatted(group.id(), target, lost.getAsLong()));
    }
  }

  /// Checks that a switch which began long ago has not left everybody without service.
  static void overdue(Draft draft, GroupFact group, String begunAt) {
    boolean same =
        group.switchBegun().map(begun -> begun.at().toString().equals(begunAt)).orElse(false);
    boolean couldServe =
        draft.app(group.answers()).map(draft::healthy).orElse(false) && !group.meter().serving();
    if (same && couldServe) {
      draft.violation(
          NOBODY_SERVES,
          "a switch of %s began at %s and nobody serves".formatted(group.id(), begunAt));
    }
  }
}
