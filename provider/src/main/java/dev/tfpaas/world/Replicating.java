package dev.tfpaas.world;

import dev.tfpaas.world.fact.Curve;
import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.GroupFact;
import dev.tfpaas.world.fact.Lineage;
import dev.tfpaas.world.fact.PendingFact;
import dev.tfpaas.world.fact.ReplicationFact;
import dev.tfpaas.world.fact.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What can be done to a replication: started, reversed, turned off, forgotten.
public final class Replicating {
  /// How an objection ends that is there for the data of the replica.
  public static final String KEPT = "its data must not be overwritten";

  private Replicating() {}

  /// Begins to fill a replica, or reverses a replication that no longer follows.
  ///
  /// @param wanted the replication; its mode does not matter
  /// @param overwrite whether data that only the replica holds may be lost
  public static void start(Draft draft, ReplicationFact wanted, boolean overwrite) {
    Optional<ReplicationFact> existing = draft.replication(wanted.id());
    if (existing.filter(it -> !it.called().equals(wanted.called())).isPresent()) {
      throw RefusedCall.of(
          RefusedCall.Kind.CONFLICT,
          "replication %s is of database %s".formatted(wanted.id(), existing.get().called()));
    }
    if (existing.isPresent() && runs(existing.get()) && same(existing.get(), wanted)) {
      draft.put(existing.get().turning(wanted.turns()));
      return;
    }
    draft.reach(wanted.source());
    draft.reach(wanted.replica());
    DatabaseFact source = draft.needDatabase(wanted.source(), wanted.called());
    DatabaseFact replica = draft.needDatabase(wanted.replica(), wanted.called());
    objection(draft, wanted, overwrite)
        .ifPresent(text -> {
          throw RefusedCall.of(RefusedCall.Kind.REJECTED, text);
        });
    DatabaseFact from =
        source.role() == DatabaseFact.Role.EMPTY ? Databases.found(draft, source) : source;
    fill(draft, replica, from);
    draft.put(wanted.withMode(ReplicationFact.Mode.SEEDING));
    draft.cancel(PendingFact.Effect.SEEDED, wanted.id());
    draft.later(Timings.Timing.SEED, PendingFact.Effect.SEEDED, wanted.id(), "");
  }

  private static void fill(Draft draft, DatabaseFact replica, DatabaseFact source) {
    Monitors.beforeFilling(draft, replica, source);
    boolean keeps = draft.descendant(replica, source);
    DatabaseFact held = Databases.hold(draft, replica);
    Databases.leave(draft, held);
    draft.put(
        held.asReplica(source.dataSet(), keeps ? held.lineage() : Lineage.NONE)
            .alone()
            .withCurve(keeps ? held.curve() : Curve.flat(draft.now(), 0)));
    Databases.join(draft, held.name(), source.dataSet());
  }

  private static boolean runs(ReplicationFact replication) {
    return replication.mode() == ReplicationFact.Mode.SEEDING
        || replication.mode() == ReplicationFact.Mode.STREAMING;
  }

  private static boolean same(ReplicationFact one, ReplicationFact other) {
    return one.source().equals(other.source()) && one.replica().equals(other.replica());
  }

  /// Says why data must not flow; empty when it may.
  public static Optional<String> objection(View view, ReplicationFact wanted, boolean overwrite) {
    Optional<DatabaseFact> source = view.database(wanted.source(), wanted.called());
    Optional<DatabaseFact> replica = view.database(wanted.replica(), wanted.called());
    if (source.isEmpty() || replica.isEmpty()) {
      String app = source.isEmpty() ? wanted.source() : wanted.replica();
      return Optional.of("app %s has no %s database".formatted(app, wanted.called()));
    }
    if (source.get().role() == DatabaseFact.Role.REPLICA) {
      return Optional.of(
          "database %s is a replica itself and cannot be a source; %s"
              .formatted(source.get().name(), instead(view, wanted)));
    }
    Optional<String> group = activeGroup(view, wanted.replica());
    if (group.isPresent()) {
      return Optional.of(
          "app %s is active in failover group %s: %s"
              .formatted(wanted.replica(), group.get(), KEPT));
    }
    if (!view.descendant(replica.get(), source.get()) && isWrittenTo(view, replica.get())) {
      return Optional.of("app %s is being written to: %s".formatted(wanted.replica(), KEPT));
    }
    if (busyElsewhere(view, wanted)) {
      return Optional.of(
          "database %s already takes part in another replication that would end"
              .formatted(replica.get().name()));
    }
    if (!overwrite && wanted.turns() && isOpen(view, wanted, replica.get())) {
      return Optional.of(
          "database %s accepts writes: somebody made it writable since it was left"
              .formatted(replica.get().name()));
    }
    return ownData(view, source.get(), replica.get(), overwrite);
  }

  /// What to do in the place of replicating from a replica. One that follows somebody is no newer,
  /// so promoting it would part the data.
  private static String instead(View view, ReplicationFact wanted) {
    Optional<String> followed =
        view.replications().stream()
            .filter(Replicating::runs)
            .filter(it -> it.replica().equals(wanted.source()))
            .filter(it -> it.called().equals(wanted.called()))
            .map(ReplicationFact::source)
            .findFirst();
    if (followed.isEmpty()) {
      return "promote it first, or swap the two apps";
    }
    return followed.get().equals(wanted.replica())
        ? "it follows %s: switch to %s first, or leave the direction as it is"
            .formatted(wanted.replica(), wanted.source())
        : "it follows %s: replicate from %s".formatted(followed.get(), followed.get());
  }

  /// Whether the side that a turn would make the replica is not closed any more, also before the
  /// first write to it.
  private static boolean isOpen(View view, ReplicationFact wanted, DatabaseFact replica) {
    return view.replication(wanted.id()).isPresent()
        && replica.role() == DatabaseFact.Role.PRIMARY
        && view.accepts(replica);
  }

  private static Optional<String> ownData(
      View view, DatabaseFact source, DatabaseFact replica, boolean overwrite) {
    if (view.descendant(replica, source)) {
      return Optional.empty();
    }
    boolean sameData = replica.dataSet().equals(source.dataSet());
    if (sameData && view.descendant(source, replica)) {
      return Optional.of(
          "database %s holds newer data than %s; swap the two apps"
              .formatted(replica.name(), source.name()));
    }
    return overwrite
        ? Optional.empty()
        : Optional.of(
            "database %s holds %d writes, of which %s has only %d"
                .formatted(
                    replica.name(),
                    view.position(replica),
                    source.name(),
                    sameData
                        ? replica
                            .lineage()
                            .sharedWith(
                                view.position(replica), source.lineage(), view.position(source))
                        : 0));
  }

  private static boolean isWrittenTo(View view, DatabaseFact database) {
    // Who holds nothing loses nothing; and the clients are many.
    return database.role() != DatabaseFact.Role.EMPTY
        && view.writable(database)
        && view.traffic().stream()
            .anyMatch(clients -> clients.served().equals(Optional.of(database.app())));
  }

  private static boolean busyElsewhere(View view, ReplicationFact wanted) {
    return view.replicationsOf(wanted.replica()).stream()
        .filter(other -> runs(other) && !other.id().equals(wanted.id()))
        .anyMatch(other -> other.called().equals(wanted.called()));
  }

  /// Returns the group in which an app is the active member; empty when there is none.
  static Optional<String> activeGroup(View view, String app) {
    return view.groupOf(app).filter(group -> group.answers().equals(app)).map(GroupFact::id);
  }

  /// Completes the filling of a replica: from now on it follows.
  static void seeded(Draft draft, ReplicationFact replication) {
    Optional<DatabaseFact> source = draft.database(replication.source(), replication.called());
    Optional<DatabaseFact> replica = draft.database(replication.replica(), replication.called());
    if (source.isEmpty() || replica.isEmpty()) {
      return;
    }
    boolean reachable =
        draft.reachable(draft.needApp(replication.source()))
            && draft.reachable(draft.needApp(replication.replica()));
    if (!reachable) {
      draft.later(Timings.Timing.SEED, PendingFact.Effect.SEEDED, replication.id(), "");
      return;
    }
    Duration lag = draft.settings().timings().of(Timings.Timing.LAG);
    Instant seen = draft.now().minus(lag);
    draft.put(
        replica
            .get()
            .asReplica(source.get().dataSet(), source.get().lineage())
            .withCurve(Curve.flat(draft.now(), source.get().curve().at(seen)))
            .following(new DatabaseFact.Follows(replication.source(), Optional.of(seen), lag)));
    draft.put(replication.withMode(ReplicationFact.Mode.STREAMING));
  }

  /// Turns a replication round that a switch has handed over: the side that was left follows the
  /// one that serves, with what it has.
  ///
  /// @param wanted the other direction
  /// @throws RefusedCall when the side that was left is not as the switch left it
  public static void turnRound(Draft draft, ReplicationFact wanted) {
    Optional<ReplicationFact> now = draft.replication(wanted.id());
    if (now.isPresent() && runs(now.get()) && same(now.get(), wanted)) {
      return;
    }
    notHandedOver(draft, wanted)
        .ifPresent(text -> {
          throw RefusedCall.of(RefusedCall.Kind.REJECTED, text);
        });
    start(draft, wanted, false);
  }

  /// Says why a replication is not to be turned round by the switch that handed it over: the side
  /// that was left must still be closed, at the position that was handed over, and the other one
  /// the only one that takes writes. Empty when it may be.
  ///
  /// @param wanted the other direction
  public static Optional<String> notHandedOver(View view, ReplicationFact wanted) {
    Optional<ReplicationFact> now = view.replication(wanted.id());
    Optional<DatabaseFact> source = view.database(wanted.source(), wanted.called());
    Optional<DatabaseFact> left = view.database(wanted.replica(), wanted.called());
    if (now.isEmpty() || source.isEmpty() || left.isEmpty()) {
      return Optional.of("replication %s, or a database of it, is gone".formatted(wanted.id()));
    }
    if (!now.get().turns()) {
      return Optional.of("replication %s has a fixed direction by now".formatted(wanted.id()));
    }
    boolean handed =
        now.get().isApart()
            && now.get().source().equals(wanted.replica())
            && now.get().replica().equals(wanted.source());
    if (!handed) {
      return Optional.of(
          "replication %s was changed since it was handed over".formatted(wanted.id()));
    }
    if (!view.writable(source.get())) {
      return Optional.of("database %s takes no writes".formatted(source.get().name()));
    }
    boolean closed = left.get().readOnly() || left.get().fenced();
    if (left.get().role() != DatabaseFact.Role.PRIMARY || !closed || opens(view, left.get())) {
      return Optional.of(
          "database %s is not closed any more as the switch left it".formatted(left.get().name()));
    }
    return view.descendant(left.get(), source.get())
        ? Optional.empty()
        : Optional.of(
            "database %s was written to since it was handed over".formatted(left.get().name()));
  }

  private static boolean opens(View view, DatabaseFact database) {
    return view.pending().stream()
        .anyMatch(it ->
            it.effect() == PendingFact.Effect.READ_ONLY
                && it.subject().equals(database.name())
                && !Boolean.parseBoolean(it.value()));
  }

  /// Notes whether data is to flow away from the side that serves.
  public static void direct(Draft draft, String id, boolean turns) {
    draft.put(need(draft, id).turning(turns));
  }

  /// Begins to turn streaming off. The source is not asked.
  public static void turnOff(Draft draft, String id) {
    ReplicationFact replication = need(draft, id);
    draft.reach(replication.replica());
    boolean underWay = !draft.pending(PendingFact.Effect.DETACHED, id).isEmpty();
    if (runs(replication) && !underWay) {
      draft.later(Timings.Timing.DETACH, PendingFact.Effect.DETACHED, id, "");
    }
  }

  /// Ends streaming now.
  static void detached(Draft draft, ReplicationFact replication) {
    draft.cancel(PendingFact.Effect.SEEDED, replication.id());
    draft
        .database(replication.replica(), replication.called())
        .ifPresent(replica -> Databases.freeze(draft, replica));
    draft.put(replication.withMode(ReplicationFact.Mode.DETACHED));
  }

  /// Forgets a replication; a replica that still follows keeps its data and stays read-only. One
  /// whose app was deleted has nothing to be told.
  public static void forget(Draft draft, String id) {
    ReplicationFact replication = need(draft, id);
    if (runs(replication)) {
      if (draft.app(replication.replica()).isPresent()) {
        draft.reach(replication.replica());
      }
      detached(draft, replication);
    }
    draft.remove(replication.key());
  }

  /// Forgets a replication of which an app does not exist any more.
  static void vanish(Draft draft, ReplicationFact replication) {
    detached(draft, replication);
    draft.remove(replication.key());
  }

  private static ReplicationFact need(Draft draft, String id) {
    return draft
        .replication(id)
        .orElseThrow(() ->
            RefusedCall.of(RefusedCall.Kind.NOT_FOUND, "there is no replication \"" + id + "\""));
  }
}
