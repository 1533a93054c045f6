package dev.tfpaas.world;

import dev.tfpaas.world.fact.AppFact;
import dev.tfpaas.world.fact.BackupFact;
import dev.tfpaas.world.fact.DataSetFact;
import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.RegionFact;
import java.time.Instant;
import java.util.Optional;

/// What can happen to a region: it fails, and it comes back.
public final class Regions {
  private Regions() {}

  /// Makes a region unreachable. Data stops flowing in and out of it; what was not passed on stays
  /// there.
  public static void fail(Draft draft, String name) {
    RegionFact region = need(draft, name);
    for (DatabaseFact database : draft.all(DatabaseFact.KIND)) {
      boolean cut =
          database.follows().isPresent()
              && (isIn(draft, database.app(), name)
                  || isIn(draft, database.follows().get().app(), name));
      if (cut) {
        DatabaseFact.Follows follows = database.follows().orElseThrow();
        draft.put(
            Databases.hold(draft, database)
                .following(
                    new DatabaseFact.Follows(follows.app(), Optional.empty(), follows.lag())));
      }
    }
    for (BackupFact backup : draft.all(BackupFact.KIND)) {
      if (isIn(draft, backup.app(), name)) {
        draft.put(backup.running(false, draft.now()));
      }
    }
    draft.put(region.withUp(false));
  }

  /// Makes a region reachable again. Databases of an older generation come back without accepting
  /// writes, and what was wished meanwhile is fulfilled before anything is served.
  public static void heal(Draft draft, String name) {
    draft.put(need(draft, name).withUp(true));
    for (AppFact app : draft.apps()) {
      if (app.region().equals(name)) {
        heal(draft, app);
      }
    }
    for (DatabaseFact database : draft.all(DatabaseFact.KIND)) {
      resume(draft, database);
    }
  }

  private static void heal(Draft draft, AppFact app) {
    app.condition().wish().ifPresent(on -> draft.put(app.withMaintenance(on)));
    for (DatabaseFact stored : draft.databases(app.name())) {
      long newest = draft.dataSet(stored.dataSet()).map(DataSetFact::generation).orElse(0L);
      boolean old =
          stored.role() == DatabaseFact.Role.PRIMARY && stored.lineage().generation() < newest;
      draft.put(
          stored
              .withReadOnly(stored.access().wish().orElse(stored.readOnly()))
              .withFenced(stored.fenced() || old));
      draft
          .backup(app.name(), stored.called())
          .ifPresent(backup -> draft.put(caughtUp(backup, draft.now())));
    }
  }

  /// Returns a schedule that runs again; a backup that fell due meanwhile is made at once.
  private static BackupFact caughtUp(BackupFact backup, Instant now) {
    boolean due =
        backup.last().map(last -> last.plus(backup.frequency()).isBefore(now)).orElse(true);
    return new BackupFact(
        backup.app(),
        backup.called(),
        backup.frequency(),
        backup.keep(),
        due ? Optional.of(now) : backup.last(),
        true);
  }

  /// Lets a replica follow again when both ends can be reached.
  private static void resume(Draft draft, DatabaseFact database) {
    if (database.follows().isEmpty() || database.follows().get().since().isPresent()) {
      return;
    }
    DatabaseFact.Follows follows = database.follows().get();
    Optional<DatabaseFact> source = draft.database(follows.app(), database.called());
    boolean possible =
        source.isPresent()
            && draft.reachable(draft.needApp(database.app()))
            && draft.reachable(draft.needApp(follows.app()))
            && draft.descendant(database, source.get());
    if (possible) {
      draft.put(
          database.following(
              new DatabaseFact.Follows(follows.app(), Optional.of(draft.now()), follows.lag())));
    }
  }

  private static boolean isIn(Draft draft, String app, String region) {
    return draft.app(app).map(found -> found.region().equals(region)).orElse(false);
  }

  private static RegionFact need(Draft draft, String name) {
    return draft
        .region(name)
        .orElseThrow(() ->
            RefusedCall.of(
                RefusedCall.Kind.NOT_FOUND,
                "there is no region \"%s\"; known are %s"
                    .formatted(
                        name,
                        String.join(
                            ", ", draft.regions().stream().map(RegionFact::name).toList()))));
  }
}
