package dev.tfpaas.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What can be done to a migration: begun, brought to its next phase, aborted.
public final class Migrating {
  private Migrating() {}

  /// A migration that is wanted.
  ///
  /// @param id its identifier
  /// @param app the app to move
  /// @param to the region to move to
  /// @param newName the name it gets; empty when it keeps its own
  /// @param live whether it moves without a stop; empty for live where both regions can, else
  ///   offline
  public record Wanted(
      String id, String app, String to, Optional<String> newName, Optional<Boolean> live) {}

  /// Begins a migration and its checks, or does nothing when it is under way.
  public static void create(Draft draft, Wanted wanted) {
    Optional<Fact.Migration> existing = draft.migration(wanted.id());
    if (existing.isPresent() && !ended(existing.get())) {
      return;
    }
    Fact.App app = draft.reach(wanted.app());
    draft.reachRegion(wanted.to());
    objection(draft, wanted)
        .ifPresent(text -> {
          throw Refusal.of(Refusal.Kind.REJECTED, text);
        });
    draft.put(
        new Fact.Migration(
            wanted.id(),
            app.name(),
            app.region(),
            wanted.to(),
            wanted.newName().filter(name -> !name.equals(app.name())),
            wanted.live().orElse(canLive(draft, app.region(), wanted.to())),
            Fact.MigrationStatus.CREATED,
            true,
            Optional.empty()));
    draft.later(
        Timings.Timing.MIGRATION_CHECK,
        Fact.Effect.PHASE,
        wanted.id(),
        Fact.MigrationStatus.CHECKED.name());
  }

  /// Says why a migration cannot be begun; empty when it can.
  public static Optional<String> objection(View view, Wanted wanted) {
    Optional<Fact.App> app = view.app(wanted.app());
    if (app.isEmpty() || view.region(wanted.to()).isEmpty()) {
      return Optional.of("the app or the region does not exist");
    }
    if (app.get().region().equals(wanted.to())) {
      return Optional.of("app %s is in %s already".formatted(wanted.app(), wanted.to()));
    }
    if (wanted.live().orElse(false) && !canLive(view, app.get().region(), wanted.to())) {
      return Optional.of(
          "%s and %s cannot both migrate live; use mode offline"
              .formatted(app.get().region(), wanted.to()));
    }
    Optional<String> elsewhere = elsewhere(view, wanted);
    if (elsewhere.isPresent()) {
      return elsewhere.map(to -> "app %s is being migrated to %s".formatted(wanted.app(), to));
    }
    return wanted
        .newName()
        .filter(name -> !name.equals(wanted.app()))
        .flatMap(name -> renameObjection(view, wanted.app(), name));
  }

  /// Returns where another migration, which has not ended, brings the app; empty when none does.
  public static Optional<String> elsewhere(View view, Wanted wanted) {
    return view.migrationsOf(wanted.app()).stream()
        .filter(other -> !ended(other))
        .filter(other -> !other.id().equals(wanted.id()))
        .map(Fact.Migration::to)
        .findFirst();
  }

  private static Optional<String> renameObjection(View view, String app, String name) {
    if (view.app(name).isPresent()) {
      return Optional.of("the name " + name + " is taken");
    }
    boolean used = view.groupOf(app).isPresent() || !view.replicationsOf(app).isEmpty();
    return used
        ? Optional.of(
            "app %s takes part in a failover group or a replication and must keep its name"
                .formatted(app))
        : Optional.empty();
  }

  /// Tells whether apps can move between two regions without a stop.
  public static boolean canLive(View view, String from, String to) {
    return view.region(from).map(Fact.Region::live).orElse(false)
        && view.region(to).map(Fact.Region::live).orElse(false);
  }

  /// Tells whether no further phase can be begun.
  public static boolean ended(Fact.Migration migration) {
    return migration.status() == Fact.MigrationStatus.FINALIZED
        || migration.status() == Fact.MigrationStatus.ABORTED;
  }

  /// Skips the data phase: the data is moved by hand.
  public static void skipData(Draft draft, String id) {
    Fact.Migration migration = need(draft, id);
    if (migration.status() == Fact.MigrationStatus.PREPARED && !migration.busy()) {
      draft.put(migration.withStatus(Fact.MigrationStatus.DATA_MIGRATED, false));
    }
  }

  /// Begins the phase that leads to a status.
  public static void phase(Draft draft, String id, Fact.MigrationStatus to) {
    Fact.Migration migration = need(draft, id);
    if (migration.status().compareTo(to) >= 0 || running(draft, migration, to)) {
      return;
    }
    if (migration.busy()) {
      throw Refusal.of(Refusal.Kind.CONFLICT, "migration " + id + " is in another phase");
    }
    if (migration.status() != before(to)) {
      throw Refusal.of(
          Refusal.Kind.REJECTED,
          "migration %s is %s".formatted(id, migration.status().name().toLowerCase(Locale.ROOT)));
    }
    Fact.App app = draft.reach(migration.app());
    draft.reachRegion(migration.to());
    if (!migration.live() && to.compareTo(Fact.MigrationStatus.DATA_MIGRATED) >= 0) {
      draft.put(app.withState(Fact.AppState.MOVING));
    }
    draft.put(migration.withStatus(migration.status(), true));
    draft.later(timing(to), Fact.Effect.PHASE, id, to.name());
  }

  private static boolean running(Draft draft, Fact.Migration migration, Fact.MigrationStatus to) {
    return draft.pending(Fact.Effect.PHASE, migration.id()).stream()
        .anyMatch(pending -> pending.value().equals(to.name()));
  }

  private static Fact.MigrationStatus before(Fact.MigrationStatus status) {
    return switch (status) {
      case CREATED, CHECKED, ABORTED -> Fact.MigrationStatus.CREATED;
      case PREPARED -> Fact.MigrationStatus.CHECKED;
      case DATA_MIGRATED -> Fact.MigrationStatus.PREPARED;
      case FINALIZED -> Fact.MigrationStatus.DATA_MIGRATED;
    };
  }

  private static Timings.Timing timing(Fact.MigrationStatus to) {
    return switch (to) {
      case CREATED, CHECKED, ABORTED -> Timings.Timing.MIGRATION_CHECK;
      case PREPARED -> Timings.Timing.MIGRATION_PREPARE;
      case DATA_MIGRATED -> Timings.Timing.MIGRATION_DATA;
      case FINALIZED -> Timings.Timing.MIGRATION_FINALIZE;
    };
  }

  /// Completes a phase; one whose regions do not answer fails and has to be begun again.
  static void reached(Draft draft, Fact.Migration migration, Fact.MigrationStatus status) {
    boolean possible =
        draft.app(migration.app()).map(draft::reachable).orElse(false)
            && draft.region(migration.to()).map(Fact.Region::up).orElse(false);
    if (!possible) {
      runAgain(draft, migration);
      draft.put(migration.withStatus(migration.status(), false));
      return;
    }
    Fact.Migration done = migration.withStatus(status, false);
    if (status == Fact.MigrationStatus.FINALIZED) {
      arrive(draft, migration);
      done =
          done.withRedirect(
              draft.now().plus(draft.settings().timings().of(Timings.Timing.REDIRECT)));
    }
    draft.put(done);
  }

  private static void arrive(Draft draft, Fact.Migration migration) {
    Fact.App app = draft.needApp(migration.app());
    String name = migration.newName().orElse(app.name());
    Fact.App moved = app.withPlace(name, migration.to()).withState(Fact.AppState.RUNNING);
    if (!name.equals(app.name())) {
      rename(draft, app.name(), name);
      draft.remove(app.key());
    }
    draft.put(moved);
  }

  private static void rename(Draft draft, String old, String name) {
    for (Fact.Database database : draft.databases(old)) {
      Fact.Database renamed = database.withApp(name);
      draft.remove(database.key());
      draft.put(renamed);
      draft
          .dataSet(database.dataSet())
          .ifPresent(dataSet -> {
            List<String> members = new ArrayList<>(dataSet.members());
            members.remove(database.name());
            members.add(renamed.name());
            draft.put(
                new Fact.DataSet(dataSet.id(), dataSet.generation(), members, dataSet.split()));
          });
      draft
          .backup(old, database.engine())
          .ifPresent(backup -> {
            draft.remove(backup.key());
            draft.put(
                new Fact.Backup(
                    name,
                    backup.engine(),
                    backup.frequency(),
                    backup.keep(),
                    backup.last(),
                    backup.runs()));
          });
    }
    for (Fact.Traffic traffic : draft.traffic()) {
      if (traffic.follows().equals(old)) {
        // The old address leads to the new one for a while, so clients need not know.
        draft.put(traffic.following(name));
      }
    }
    for (Fact.App other : draft.apps()) {
      if (other.clonedFrom().equals(Optional.of(old))) {
        draft.put(other.withSource(name));
      }
    }
  }

  /// Gives a migration up and lets the app run where it was.
  public static void abort(Draft draft, String id) {
    Fact.Migration migration = need(draft, id);
    if (migration.status() == Fact.MigrationStatus.ABORTED) {
      return;
    }
    if (migration.status() == Fact.MigrationStatus.FINALIZED) {
      throw Refusal.of(Refusal.Kind.REJECTED, "migration " + id + " is finalized");
    }
    draft.reach(migration.app());
    draft.cancel(Fact.Effect.PHASE, id);
    runAgain(draft, migration);
    draft.put(migration.withStatus(Fact.MigrationStatus.ABORTED, false));
  }

  private static void runAgain(Draft draft, Fact.Migration migration) {
    draft
        .app(migration.app())
        .filter(app -> app.state() == Fact.AppState.MOVING)
        .ifPresent(app -> draft.put(app.withState(Fact.AppState.RUNNING)));
  }

  private static Fact.Migration need(Draft draft, String id) {
    return draft
        .migration(id)
        .orElseThrow(
            () -> Refusal.of(Refusal.Kind.NOT_FOUND, "there is no migration \"" + id + "\""));
  }
}
