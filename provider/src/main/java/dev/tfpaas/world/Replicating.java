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
  private Replicating() {}

  /// Begins to fill a replica, or reverses a replication that no longer follows.
  ///
  /// @param wanted the replication; its mode does not matter
  /// @param overwrite whether data that only the replica holds may be lost
  public static void start(Draft draft, ReplicationFact wanted, boolean overwrite) {
    Optional<ReplicationFact> existing = draft.replication(wanted.id());
    if (existing.isPresent() && runs(existing.get()) && same(existing.get(), wanted)) {
      return;
    }
    draft.reach(wanted.source());
    draft.reach(wanted.replica());
    DatabaseFact source = draft.needDatabase(wanted.source(), wanted.engine());
    DatabaseFact replica = draft.needDatabase(wanted.replica(), wanted.engine());
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
    Optional<DatabaseFact> source = view.database(wanted.source(), wanted.engine());
    Optional<DatabaseFact> replica = view.database(wanted.replica(), wanted.engine());
    if (source.isEmpty() || replica.isEmpty()) {
      String app = source.isEmpty() ? wanted.source() : wanted.replica();
      return Optional.of("app %s has no %s database".formatted(app, wanted.engine()));
    }
    if (source.get().role() == DatabaseFact.Role.REPLICA) {
      return Optional.of(
          "database %s is a replica itself and cannot be a source; promote it first, or swap the two apps"
              .formatted(source.get().name()));
    }
    Optional<String> group = activeGroup(view, wanted.replica());
    if (group.isPresent()) {
      return Optional.of(
          "app %s is active in failover group %s: its data must not be overwritten"
              .formatted(wanted.replica(), group.get()));
    }
    if (!view.descendant(replica.get(), source.get()) && isWrittenTo(view, replica.get())) {
      return Optional.of(
          "app %s is being written to: its data must not be overwritten"
              .formatted(wanted.replica()));
    }
    if (busyElsewhere(view, wanted)) {
      return Optional.of(
          "database %s already takes part in another replication that would end"
              .formatted(replica.get().name()));
    }
    return ownData(view, source.get(), replica.get(), overwrite);
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
        .anyMatch(other -> other.engine().equals(wanted.engine()));
  }

  /// Returns the group in which an app is the active member; empty when there is none.
  static Optional<String> activeGroup(View view, String app) {
    return view.groupOf(app).filter(group -> group.answers().equals(app)).map(GroupFact::id);
  }

  /// Completes the filling of a replica: from now on it follows.
  static void seeded(Draft draft, ReplicationFact replication) {
    Optional<DatabaseFact> source = draft.database(replication.source(), replication.engine());
    Optional<DatabaseFact> replica = draft.database(replication.replica(), replication.engine());
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
        .database(replication.replica(), replication.engine())
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
