package dev.tfpaas.world;

import dev.tfpaas.world.fact.AppFact;
import dev.tfpaas.world.fact.MigrationFact;
import dev.tfpaas.world.fact.PendingFact;
import dev.tfpaas.world.fact.RegionFact;
import dev.tfpaas.world.fact.Timings;
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
    Optional<MigrationFact> existing = draft.migration(wanted.id());
    if (existing.isPresent() && !ended(existing.get())) {
      return;
    }
    AppFact app = draft.reach(wanted.app());
    draft.reachRegion(wanted.to());
    objection(draft, wanted)
        .ifPresent(text -> {
          throw RefusedCall.of(RefusedCall.Kind.REJECTED, text);
        });
    draft.put(
        new MigrationFact(
            wanted.id(),
            app.name(),
            app.region(),
            wanted.to(),
            wanted.newName().filter(name -> !name.equals(app.name())),
            wanted.live().orElse(canLive(draft, app.region(), wanted.to())),
            MigrationFact.Status.CREATED,
            true,
            Optional.empty()));
    draft.later(
        Timings.Timing.MIGRATION_CHECK,
        PendingFact.Effect.PHASE,
        wanted.id(),
        MigrationFact.Status.CHECKED.name());
  }

  /// Says why a migration cannot be begun; empty when it can.
  public static Optional<String> objection(View view, Wanted wanted) {
    Optional<AppFact> app = view.app(wanted.app());
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
        .map(MigrationFact::to)
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
    return view.region(from).map(RegionFact::live).orElse(false)
        && view.region(to).map(RegionFact::live).orElse(false);
  }

  /// Tells whether no further phase can be begun.
  public static boolean ended(MigrationFact migration) {
    return migration.status() == MigrationFact.Status.FINALIZED
        || migration.status() == MigrationFact.Status.ABORTED;
  }

  /// Skips the data phase: the data is moved by hand.
  public static void skipData(Draft draft, String id) {
    MigrationFact migration = need(draft, id);
    if (migration.status() == MigrationFact.Status.PREPARED && !migration.busy()) {
      draft.put(migration.withStatus(MigrationFact.Status.DATA_MIGRATED, false));
    }
  }

  /// Begins the phase that leads to a status.
  public static void phase(Draft draft, String id, MigrationFact.Status to) {
    MigrationFact migration = need(draft, id);
    if (migration.status().compareTo(to) >= 0 || running(draft, migration, to)) {
      return;
    }
    if (migration.busy()) {
      throw RefusedCall.of(RefusedCall.Kind.CONFLICT, "migration " + id + " is in another phase");
    }
    if (migration.status() != before(to)) {
      throw RefusedCall.of(
          RefusedCall.Kind.REJECTED,
          "migration %s is %s".formatted(id, migration.status().name().toLowerCase(Locale.ROOT)));
    }
    AppFact app = draft.reach(migration.app());
    draft.reachRegion(migration.to());
    if (!migration.live() && to.compareTo(MigrationFact.Status.DATA_MIGRATED) >= 0) {
      draft.put(app.withState(AppFact.State.MOVING));
    }
    draft.put(migration.withStatus(migration.status(), true));
    draft.later(timing(to), PendingFact.Effect.PHASE, id, to.name());
  }

  private static boolean running(Draft draft, MigrationFact migration, MigrationFact.Status to) {
    return draft.pending(PendingFact.Effect.PHASE, migration.id()).stream()
        .anyMatch(pending -> pending.value().equals(to.name()));
  }

  private static MigrationFact.Status before(MigrationFact.Status status) {
    return switch (status) {
      case CREATED, CHECKED, ABORTED -> MigrationFact.Status.CREATED;
      case PREPARED -> MigrationFact.Status.CHECKED;
      case DATA_MIGRATED -> MigrationFact.Status.PREPARED;
      case FINALIZED -> MigrationFact.Status.DATA_MIGRATED;
    };
  }

  private static Timings.Timing timing(MigrationFact.Status to) {
    return switch (to) {
      case CREATED, CHECKED, ABORTED -> Timings.Timing.MIGRATION_CHECK;
      case PREPARED -> Timings.Timing.MIGRATION_PREPARE;
      case DATA_MIGRATED -> Timings.Timing.MIGRATION_DATA;
      case FINALIZED -> Timings.Timing.MIGRATION_FINALIZE;
    };
  }

  /// Completes a phase; one whose regions do not answer fails and has to be begun again.
  static void reached(Draft draft, MigrationFact migration, MigrationFact.Status status) {
    boolean possible =
        draft.app(migration.app()).map(draft::reachable).orElse(false)
            && draft.region(migration.to()).map(RegionFact::up).orElse(false);
    if (!possible) {
      runAgain(draft, migration);
      draft.put(migration.withStatus(migration.status(), false));
      return;
    }
    MigrationFact done = migration.withStatus(status, false);
    if (status == MigrationFact.Status.FINALIZED) {
      arrive(draft, migration);
      done =
          done.withRedirect(
              draft.now().plus(draft.settings().timings().of(Timings.Timing.REDIRECT)));
    }
    draft.put(done);
  }

  private static void arrive(Draft draft, MigrationFact migration) {
    AppFact app = draft.needApp(migration.app());
    String name = migration.newName().orElse(app.name());
    AppFact moved = app.withPlace(name, migration.to()).withState(AppFact.State.RUNNING);
    Renaming.replace(draft, app, moved);
  }

  /// Gives a migration up and lets the app run where it was.
  public static void abort(Draft draft, String id) {
    MigrationFact migration = need(draft, id);
    if (migration.status() == MigrationFact.Status.ABORTED) {
      return;
    }
    if (migration.status() == MigrationFact.Status.FINALIZED) {
      throw RefusedCall.of(RefusedCall.Kind.REJECTED, "migration " + id + " is finalized");
    }
    draft.reach(migration.app());
    draft.cancel(PendingFact.Effect.PHASE, id);
    runAgain(draft, migration);
    draft.put(migration.withStatus(MigrationFact.Status.ABORTED, false));
  }

  /// Forgets a migration, after giving it up when it has not ended.
  public static void forget(Draft draft, String id) {
    MigrationFact migration = need(draft, id);
    if (!ended(migration)) {
      abort(draft, id);
    }
    draft.remove(migration.key());
  }

  private static void runAgain(Draft draft, MigrationFact migration) {
    draft
        .app(migration.app())
        .filter(app -> app.state() == AppFact.State.MOVING)
        .ifPresent(app -> draft.put(app.withState(AppFact.State.RUNNING)));
  }

  private static MigrationFact need(Draft draft, String id) {
    return draft
        .migration(id)
        .orElseThrow(() ->
            RefusedCall.of(RefusedCall.Kind.NOT_FOUND, "there is no migration \"" + id + "\""));
  }
}
