package dev.tfpaas.world;

import dev.tfpaas.world.fact.AppFact;
import dev.tfpaas.world.fact.BackupFact;
import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.GroupFact;
import dev.tfpaas.world.fact.MigrationFact;
import dev.tfpaas.world.fact.PendingFact;
import dev.tfpaas.world.fact.ReplicationFact;
import java.time.Instant;
import java.util.Optional;

/// Lets time pass: what is pending happens at its own instant, in order.
final class Timeline {
  private Timeline() {}

  static void advance(Draft draft, Instant until) {
    String caller = draft.cause();
    boolean byPerson = draft.byPerson();
    Optional<PendingFact> next = draft.next();
    while (next.isPresent() && !next.get().due().isAfter(until)) {
      PendingFact pending = next.get();
      if (pending.due().isAfter(draft.now())) {
        draft.setNow(pending.due());
      }
      draft.setCause(pending.call(), pending.byPerson());
      draft.remove(pending.key());
      happen(draft, pending);
      Settling.settle(draft);
      next = draft.next();
    }
    if (until.isAfter(draft.now())) {
      draft.setNow(until);
    }
    draft.setCause(caller, byPerson);
  }

  private static void happen(Draft draft, PendingFact pending) {
    String subject = pending.subject();
    String value = pending.value();
    switch (pending.effect()) {
      case MAINTENANCE -> draft.app(subject).ifPresent(app -> maintenance(draft, app, value));
      case READ_ONLY -> database(draft, subject).ifPresent(it -> readOnly(draft, it, value));
      case CREATED ->
          draft.app(subject).ifPresent(app -> draft.put(app.withState(AppFact.State.RUNNING)));
      case CHANGED ->
          draft.app(subject).ifPresent(app -> draft.put(app.after(AppFact.Change.parse(value))));
      case SEEDED ->
          draft
              .replication(subject)
              .filter(it -> it.mode() == ReplicationFact.Mode.SEEDING)
              .ifPresent(it -> Replicating.seeded(draft, it));
      case DETACHED -> draft.replication(subject).ifPresent(it -> Replicating.detached(draft, it));
      case PROMOTED -> database(draft, subject).ifPresent(it -> promoted(draft, it, pending));
      case BACKED_UP -> database(draft, subject).ifPresent(it -> backedUp(draft, it));
      case RESOLVABLE ->
          draft.group(subject).ifPresent(group -> draft.put(group.withDns(GroupFact.Dns.READY)));
      case MOVED ->
          draft
              .group(subject)
              .ifPresent(group -> Groups.moved(draft, group, GroupFact.Place.valueOf(value)));
      case PHASE ->
          draft
              .migration(subject)
              .ifPresent(it -> Migrating.reached(draft, it, MigrationFact.Status.valueOf(value)));
      case OVERDUE ->
          draft.group(subject).ifPresent(group -> Monitors.overdue(draft, group, value));
    }
  }

  private static Optional<DatabaseFact> database(Draft draft, String name) {
    return draft.find(DatabaseFact.KIND, name);
  }

  private static void maintenance(Draft draft, AppFact app, String value) {
    boolean on = Boolean.parseBoolean(value);
    draft.put(draft.reachable(app) ? app.withMaintenance(on) : app.withWish(on));
  }

  private static void readOnly(Draft draft, DatabaseFact database, String value) {
    boolean on = Boolean.parseBoolean(value);
    boolean reachable = draft.app(database.app()).map(draft::reachable).orElse(false);
    draft.put(reachable ? database.withReadOnly(on) : database.withWish(on));
  }

  private static void promoted(Draft draft, DatabaseFact database, PendingFact pending) {
    if (draft.app(database.app()).map(draft::reachable).orElse(false)) {
      Databases.promoted(draft, database, Databases.Promotion.parse(pending.value()));
    }
  }

  private static void backedUp(Draft draft, DatabaseFact database) {
    draft
        .backup(database.app(), database.called())
        .ifPresent(it ->
            draft.put(
                new BackupFact(
                    it.app(),
                    it.called(),
                    it.frequency(),
                    it.keep(),
                    Optional.of(draft.now()),
                    it.runs())));
  }
}
