package dev.tfpaas.world;

import dev.tfpaas.world.fact.BackupFact;
import dev.tfpaas.world.fact.DataSetFact;
import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.Lineage;
import dev.tfpaas.world.fact.PendingFact;
import dev.tfpaas.world.fact.ReplicationFact;
import dev.tfpaas.world.fact.Timings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What can be done to a database: made read-only, backed up, promoted.
public final class Databases {
  private Databases() {}

  /// Begins to make a database read-only, or to take that back; when its region is down the wish is
  /// kept for the time it answers again. It stays read-only as long as another database of the data
  /// set accepts writes or is about to.
  public static void readOnly(Draft draft, String app, String called, boolean on) {
    DatabaseFact database = draft.needDatabase(app, called);
    if (!on && database.readOnly() && draft.reachable(draft.needApp(app))) {
      guard(draft, database);
    }
    beginReadOnly(draft, database, on);
  }

  /// Begins to take read-only back as a platform does that looks at no other database.
  public static void writable(Draft draft, String app, String called) {
    beginReadOnly(draft, draft.needDatabase(app, called), false);
  }

  private static void beginReadOnly(Draft draft, DatabaseFact database, boolean on) {
    String app = database.app();
    draft.cancel(PendingFact.Effect.READ_ONLY, database.name());
    if (!draft.reachable(draft.needApp(app))) {
      draft.put(database.withWish(on));
      throw RefusedCall.remembering(
          "region %s does not answer; %s becomes %s as soon as it does"
              .formatted(
                  draft.needApp(app).region(), database.name(), on ? "read-only" : "writable"));
    }
    if (on) {
      Groups.begin(draft, app);
    }
    if (database.readOnly() != on) {
      draft.later(
          Timings.Timing.READ_ONLY,
          PendingFact.Effect.READ_ONLY,
          database.name(),
          Boolean.toString(on));
    }
  }

  /// Sets the backup schedule of a database and begins a first backup.
  public static void backUp(Draft draft, String app, String called, Duration frequency, int keep) {
    draft.reach(app);
    DatabaseFact database = draft.needDatabase(app, called);
    Optional<BackupFact> old = draft.backup(app, called);
    draft.put(
        new BackupFact(
            app, called, frequency, keep, old.flatMap(it -> it.newest(draft.now())), true));
    if (old.isEmpty()) {
      draft.later(Timings.Timing.BACKUP, PendingFact.Effect.BACKED_UP, database.name(), "");
    }
  }

  /// How a replica is made writable.
  public enum Promotion {
    /// Only when no other database of the data set can accept writes, and none that answers holds
    /// newer ones.
    GUARDED,
    /// At once; the platform keeps all older ones from accepting writes.
    FORCED,
    /// As a person at a dashboard does it: nobody looks at the other side.
    UNGUARDED;

    static Promotion parse(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Begins to make a replica writable.
  public static void promote(Draft draft, String app, String called, Promotion promotion) {
    draft.reach(app);
    DatabaseFact database = draft.needDatabase(app, called);
    boolean underWay = !draft.pending(PendingFact.Effect.PROMOTED, database.name()).isEmpty();
    if (underWay || (database.role() == DatabaseFact.Role.PRIMARY && draft.accepts(database))) {
      return;
    }
    if (database.lineage().generation() == 0) {
      throw RefusedCall.of(
          RefusedCall.Kind.CONFLICT,
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
    draft.later(
        Timings.Timing.PROMOTE, PendingFact.Effect.PROMOTED, database.name(), promotion.word());
  }

  private static void requireDetached(DatabaseFact database) {
    if (database.follows().isPresent()) {
      throw RefusedCall.of(
          RefusedCall.Kind.REJECTED,
          database.name() + " still follows " + database.follows().get().app());
    }
  }

  /// Checks that no other database of the data set accepts writes, or will by what is under way.
  private static void guard(Draft draft, DatabaseFact database) {
    for (DatabaseFact other : others(draft, database)) {
      if (draft.accepts(other) || opens(draft, other)) {
        throw RefusedCall.of(
            RefusedCall.Kind.REJECTED,
            other.name() + " may still accept writes: make it read-only first");
      }
    }
  }

  private static void requireWhole(Draft draft, DatabaseFact database) {
    for (DatabaseFact other : others(draft, database)) {
      boolean newer = other.lineage().generation() >= database.lineage().generation();
      long missing = Groups.missing(draft, other, database);
      if (newer && missing > 0 && draft.reachable(draft.needApp(other.app()))) {
        throw RefusedCall.of(
            RefusedCall.Kind.REJECTED,
            "%s holds %d writes that %s lacks".formatted(other.name(), missing, database.name()));
      }
    }
  }

  private static boolean opens(Draft draft, DatabaseFact database) {
    boolean promoted = !draft.pending(PendingFact.Effect.PROMOTED, database.name()).isEmpty();
    boolean written =
        draft.pending(PendingFact.Effect.READ_ONLY, database.name()).stream()
            .anyMatch(it -> !Boolean.parseBoolean(it.value()));
    return promoted || (written && database.role() == DatabaseFact.Role.PRIMARY);
  }

  /// Takes back what would let a database accept writes.
  private static void holdBack(Draft draft, DatabaseFact database) {
    if (opens(draft, database)) {
      draft.cancel(PendingFact.Effect.PROMOTED, database.name());
      draft.cancel(PendingFact.Effect.READ_ONLY, database.name());
    }
  }

  /// Returns the other databases that hold data of the same set.
  static List<DatabaseFact> others(Draft draft, DatabaseFact database) {
    List<DatabaseFact> others = new ArrayList<>();
    for (String member :
        draft.dataSet(database.dataSet()).map(DataSetFact::members).orElse(List.of())) {
      draft
          .find(DatabaseFact.KIND, member)
          .filter(other -> !other.name().equals(database.name()))
          .ifPresent(others::add);
    }
    return others;
  }

  /// Makes a replica writable now, in a new generation.
  static void promoted(Draft draft, DatabaseFact replica, Promotion promotion) {
    DatabaseFact database = freeze(draft, replica);
    DataSetFact dataSet =
        draft
            .dataSet(database.dataSet())
            .orElse(new DataSetFact(database.dataSet(), 1, List.of(database.name()), false));
    long generation = dataSet.generation() + 1;
    draft.put(new DataSetFact(dataSet.id(), generation, dataSet.members(), dataSet.split()));
    Lineage lineage = database.lineage().promoted(draft.position(database), generation);
    draft.put(database.asPrimary(dataSet.id(), lineage));
    if (promotion == Promotion.FORCED) {
      for (DatabaseFact other : others(draft, database)) {
        holdBack(draft, other);
        if (other.role() == DatabaseFact.Role.PRIMARY) {
          draft.put(other.withFenced(true));
        }
      }
    }
    for (ReplicationFact replication : draft.replicationsOf(database.app())) {
      if (replication.replica().equals(database.app())
          && replication.called().equals(database.called())) {
        draft.put(replication.withMode(ReplicationFact.Mode.PROMOTED));
      }
    }
  }

  /// Stops a replica from following; it keeps what it has.
  static DatabaseFact freeze(Draft draft, DatabaseFact replica) {
    DatabaseFact frozen = hold(draft, replica).alone();
    draft.put(frozen);
    return frozen;
  }

  /// Returns a replica with what it has received so far as its own position.
  static DatabaseFact hold(Draft draft, DatabaseFact replica) {
    long position = draft.position(replica);
    return replica.withCurve(replica.curve().jumped(draft.now(), position, 0, memory(draft)));
  }

  /// Returns how far back positions may be asked for.
  static Duration memory(Draft draft) {
    return draft.settings().timings().of(Timings.Timing.LAG).multipliedBy(2);
  }

  /// Makes a database that holds nothing the first holder of a new data set.
  static DatabaseFact found(Draft draft, DatabaseFact empty) {
    String id = ownDataSet(draft, empty);
    long generation = draft.dataSet(id).map(DataSetFact::generation).orElse(0L) + 1;
    draft.put(new DataSetFact(id, generation, List.of(empty.name()), false));
    DatabaseFact primary =
        empty.asPrimary(id, new Lineage(List.of(), generation)).withReadOnly(empty.readOnly());
    draft.put(primary);
    return primary;
  }

  /// The data of an app that had the same name before may live on in a renamed app, or in replicas.
  private static String ownDataSet(Draft draft, DatabaseFact empty) {
    String own = draft.needApp(empty.app()).ownId() + "/" + empty.called();
    return Stream.concat(
            Stream.of(empty.name(), own),
            IntStream.iterate(2, n -> n + 1).mapToObj(n -> own + "/" + n))
        .filter(id -> !isOfOthers(draft, id, empty))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isOfOthers(Draft draft, String id, DatabaseFact empty) {
    return draft
        .dataSet(id)
        .map(set -> set.members().stream().anyMatch(member -> !member.equals(empty.name())))
        .orElse(false);
  }

  /// Takes a database out of the data set it belongs to.
  static void leave(Draft draft, DatabaseFact database) {
    draft
        .dataSet(database.dataSet())
        .ifPresent(dataSet ->
            draft.put(
                new DataSetFact(
                    dataSet.id(),
                    dataSet.generation(),
                    dataSet.members().stream()
                        .filter(member -> !member.equals(database.name()))
                        .toList(),
                    dataSet.split())));
  }

  /// Puts a database into a data set.
  static void join(Draft draft, String database, String dataSetId) {
    DataSetFact dataSet = draft.dataSet(dataSetId).orElseThrow();
    List<String> members = new ArrayList<>(dataSet.members());
    members.remove(database);
    members.add(database);
    draft.put(new DataSetFact(dataSetId, dataSet.generation(), members, dataSet.split()));
  }
}
