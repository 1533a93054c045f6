package dev.tfpaas.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What can be done to a database: made read-only, backed up, promoted.
public final class Databases {
  private Databases() {}

  /// Begins to make a database read-only, or to take that back; when its region is down the wish is
  /// kept for the time it answers again. It stays read-only as long as another database of the data
  /// set accepts writes or is about to.
  public static void readOnly(Draft draft, String app, String engine, boolean on) {
    Fact.Database database = draft.needDatabase(app, engine);
    if (!on && database.readOnly() && draft.reachable(draft.needApp(app))) {
      guard(draft, database);
    }
    beginReadOnly(draft, database, on);
  }

  /// Begins to take read-only back as a platform does that looks at no other database.
  public static void writable(Draft draft, String app, String engine) {
    beginReadOnly(draft, draft.needDatabase(app, engine), false);
  }

  private static void beginReadOnly(Draft draft, Fact.Database database, boolean on) {
    String app = database.app();
    draft.cancel(Fact.Effect.READ_ONLY, database.name());
    if (!draft.reachable(draft.needApp(app))) {
      draft.put(database.withWish(Optional.of(on)));
      throw Refusal.remembering(
          "region %s does not answer; %s becomes %s as soon as it does"
              .formatted(
                  draft.needApp(app).region(), database.name(), on ? "read-only" : "writable"));
    }
    if (on) {
      Groups.begin(draft, app);
    }
    if (database.readOnly() != on) {
      draft.later(
          Timings.Timing.READ_ONLY, Fact.Effect.READ_ONLY, database.name(), Boolean.toString(on));
    }
  }

  /// Sets the backup schedule of a database and begins a first backup.
  public static void backUp(Draft draft, String app, String engine, Duration frequency, int keep) {
    draft.reach(app);
    Fact.Database database = draft.needDatabase(app, engine);
    Optional<Fact.Backup> old = draft.backup(app, engine);
    draft.put(
        new Fact.Backup(
            app, engine, frequency, keep, old.flatMap(it -> it.newest(draft.now())), true));
    if (old.isEmpty()) {
      draft.later(Timings.Timing.BACKUP, Fact.Effect.BACKED_UP, database.name(), "");
    }
  }

  /// How a replica is made writable.
  public enum Promotion {
    /// Only when no other database of the data set can accept writes, and none that answers holds
    /// newer ones.
    GUARDED("guarded"),
    /// At once; the platform keeps all older ones from accepting writes.
    FORCED("forced"),
    /// As a person at a dashboard does it: nobody looks at the other side.
    UNGUARDED("unguarded");

    private final String word;

    Promotion(String word) {
      this.word = word;
    }
  }

  /// Begins to make a replica writable.
  public static void promote(Draft draft, String app, String engine, Promotion promotion) {
    draft.reach(app);
    Fact.Database database = draft.needDatabase(app, engine);
    boolean underWay = !draft.pending(Fact.Effect.PROMOTED, database.name()).isEmpty();
    if (underWay || (database.role() == Fact.Role.PRIMARY && draft.accepts(database))) {
      return;
    }
    if (database.lineage().generation() == 0) {
      throw Refusal.of(
          Refusal.Kind.CONFLICT,
          database.name() + " is not filled yet: there is nothing to promote");
    }
    switch (promotion) {
      case GUARDED -> {
        requireDetached(database);
        guard(draft, database);
        requireWhole(draft, database);
      }
      case FORCED -> others(draft, database).forEach(other -> holdBack(draft, other));
      case UNGUARDED -> {}
    }
    Groups.begin(draft, app);
    draft.later(Timings.Timing.PROMOTE, Fact.Effect.PROMOTED, database.name(), promotion.word);
  }

  private static void requireDetached(Fact.Database database) {
    if (database.follows().isPresent()) {
      throw Refusal.of(
          Refusal.Kind.REJECTED,
          database.name() + " still follows " + database.follows().get().app());
    }
  }

  /// Checks that no other database of the data set accepts writes, or will by what is under way.
  private static void guard(Draft draft, Fact.Database database) {
    for (Fact.Database other : others(draft, database)) {
      if (draft.accepts(other) || opens(draft, other)) {
        throw Refusal.of(
            Refusal.Kind.REJECTED,
            other.name() + " may still accept writes: make it read-only first");
      }
    }
  }

  private static void requireWhole(Draft draft, Fact.Database database) {
    for (Fact.Database other : others(draft, database)) {
      boolean newer = other.lineage().generation() >= database.lineage().generation();
      long missing = Groups.missing(draft, other, database);
      if (newer && missing > 0 && draft.reachable(draft.needApp(other.app()))) {
        throw Refusal.of(
            Refusal.Kind.REJECTED,
            "%s holds %d writes that %s lacks".formatted(other.name(), missing, database.name()));
      }
    }
  }

  private static boolean opens(Draft draft, Fact.Database database) {
    boolean promoted = !draft.pending(Fact.Effect.PROMOTED, database.name()).isEmpty();
    boolean written =
        draft.pending(Fact.Effect.READ_ONLY, database.name()).stream()
            .anyMatch(it -> !Boolean.parseBoolean(it.value()));
    return promoted || (written && database.role() == Fact.Role.PRIMARY);
  }

  /// Takes back what would let a database accept writes.
  private static void holdBack(Draft draft, Fact.Database database) {
    if (opens(draft, database)) {
      draft.cancel(Fact.Effect.PROMOTED, database.name());
      draft.cancel(Fact.Effect.READ_ONLY, database.name());
    }
  }

  /// Returns the other databases that hold data of the same set.
  static List<Fact.Database> others(Draft draft, Fact.Database database) {
    List<Fact.Database> others = new ArrayList<>();
    for (String member :
        draft.dataSet(database.dataSet()).map(Fact.DataSet::members).orElse(List.of())) {
      draft
          .find(Fact.Database.PREFIX + member, Fact.Database.class)
          .filter(other -> !other.name().equals(database.name()))
          .ifPresent(others::add);
    }
    return others;
  }

  /// Makes a replica writable now, in a new generation.
  static void promoted(Draft draft, Fact.Database replica, String promotion) {
    Fact.Database database = freeze(draft, replica);
    Fact.DataSet dataSet =
        draft
            .dataSet(database.dataSet())
            .orElse(new Fact.DataSet(database.dataSet(), 1, List.of(database.name()), false));
    long generation = dataSet.generation() + 1;
    draft.put(new Fact.DataSet(dataSet.id(), generation, dataSet.members(), dataSet.split()));
    Lineage lineage = database.lineage().promoted(draft.position(database), generation);
    draft.put(database.asPrimary(dataSet.id(), lineage));
    if (promotion.equals(Promotion.FORCED.word)) {
      for (Fact.Database other : others(draft, database)) {
        holdBack(draft, other);
        if (other.role() == Fact.Role.PRIMARY) {
          draft.put(other.withFenced(true));
        }
      }
    }
    for (Fact.Replication replication : draft.replicationsOf(database.app())) {
      if (replication.replica().equals(database.app())
          && replication.engine().equals(database.engine())) {
        draft.put(replication.withMode(Fact.Mode.PROMOTED));
      }
    }
  }

  /// Stops a replica from following; it keeps what it has.
  static Fact.Database freeze(Draft draft, Fact.Database replica) {
    Fact.Database frozen = hold(draft, replica).withFollows(Optional.empty());
    draft.put(frozen);
    return frozen;
  }

  /// Returns a replica with what it has received so far as its own position.
  static Fact.Database hold(Draft draft, Fact.Database replica) {
    long position = draft.position(replica);
    return replica.withCurve(replica.curve().jumped(draft.now(), position, 0, memory(draft)));
  }

  /// Returns how far back positions may be asked for.
  static Duration memory(Draft draft) {
    return draft.settings().timings().of(Timings.Timing.LAG).multipliedBy(2);
  }

  /// Makes a database that holds nothing the first holder of a new data set.
  static Fact.Database found(Draft draft, Fact.Database empty) {
    long generation = draft.dataSet(empty.name()).map(Fact.DataSet::generation).orElse(0L) + 1;
    List<String> members =
        new ArrayList<>(draft.dataSet(empty.name()).map(Fact.DataSet::members).orElse(List.of()));
    if (!members.contains(empty.name())) {
      members.add(empty.name());
    }
    draft.put(new Fact.DataSet(empty.name(), generation, members, false));
    Fact.Database primary =
        empty
            .asPrimary(empty.name(), new Lineage(List.of(), generation))
            .withReadOnly(empty.readOnly());
    draft.put(primary);
    return primary;
  }

  /// Takes a database out of the data set it belongs to.
  static void leave(Draft draft, Fact.Database database) {
    draft
        .dataSet(database.dataSet())
        .ifPresent(dataSet ->
            draft.put(
                new Fact.DataSet(
                    dataSet.id(),
                    dataSet.generation(),
                    dataSet.members().stream()
                        .filter(member -> !member.equals(database.name()))
                        .toList(),
                    dataSet.split())));
  }

  /// Puts a database into a data set.
  static void join(Draft draft, String database, String dataSetId) {
    Fact.DataSet dataSet = draft.dataSet(dataSetId).orElseThrow();
    List<String> members = new ArrayList<>(dataSet.members());
    members.remove(database);
    members.add(database);
    draft.put(new Fact.DataSet(dataSetId, dataSet.generation(), members, dataSet.split()));
  }
}
