package dev.tfpaas.world;

import dev.tfpaas.world.fact.AppFact;
import dev.tfpaas.world.fact.AppName;
import dev.tfpaas.world.fact.DataSetFact;
import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.DatabaseName;
import dev.tfpaas.world.fact.MarkFact;
import dev.tfpaas.world.fact.PendingFact;
import dev.tfpaas.world.fact.ReplicationFact;
import dev.tfpaas.world.fact.TrafficFact;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What happens when an app gets another name: everything that says the old one says the new one.
public final class Renaming {
  /// What a name leaves behind that an app had: a mark that says which app that was.
  private static final String FORMER = "former/";

  private final Draft draft;
  private final String old;
  private final String name;

  private Renaming(Draft draft, String old, String name) {
    this.draft = draft;
    this.old = old;
    this.name = name;
  }

  /// Renames an app; groups, replications and clients go with it.
  ///
  /// @throws RefusedCall when there is no such app, it does not answer, or the name is none or is
  ///   taken
  public static void rename(Draft draft, String old, String name) {
    AppFact app = draft.reach(old);
    if (!AppName.fits(name)) {
      throw RefusedCall.of(
          RefusedCall.Kind.REJECTED,
          "\"%s\" is no name; use 1 to 63 lower-case letters, digits and hyphens".formatted(name));
    }
    if (draft.app(name).isPresent()) {
      throw RefusedCall.of(RefusedCall.Kind.REJECTED, "the name " + name + " is taken");
    }
    replace(draft, app, app.withPlace(name, app.region()));
    new Renaming(draft, old, name).relations();
    draft.put(new MarkFact(FORMER + old, app.ownId()));
  }

  /// Returns the app that had a name before it was renamed last; empty when none had.
  public static Optional<AppFact> formerly(View view, String name) {
    return view.mark(FORMER + name).flatMap(mark -> owned(view, mark.incarnation()));
  }

  /// Returns the app with an identifier of its own; empty when it does not exist any more.
  public static Optional<AppFact> owned(View view, String ownId) {
    return view.apps().stream().filter(app -> app.ownId().equals(ownId)).findFirst();
  }

  /// Forgets who had a name before the app that gives it up now: whoever asks for that app by its
  /// name must not be led to another one.
  static void forget(Draft draft, String name) {
    draft.mark(FORMER + name).ifPresent(mark -> draft.remove(mark.key()));
  }

  /// Puts an app in its new state, which may have another name.
  static void replace(Draft draft, AppFact app, AppFact changed) {
    if (!app.name().equals(changed.name())) {
      new Renaming(draft, app.name(), changed.name()).possessions();
      forget(draft, app.name());
      draft
          .mark(app.key())
          .ifPresent(mark -> draft.put(new MarkFact(changed.key(), mark.incarnation())));
      draft.remove(app.key());
    }
    draft.put(changed);
  }

  /// What belongs to the app alone.
  private void possessions() {
    draft.databases(old).forEach(this::database);
    for (TrafficFact traffic : draft.traffic()) {
      if (traffic.follows().equals(old)) {
        // The old address leads to the new one for a while, so clients need not know.
        draft.put(traffic.following(name));
      }
    }
    for (AppFact other : draft.apps()) {
      if (other.clonedFrom().equals(Optional.of(old))) {
        draft.put(other.withSource(name));
      }
    }
  }

  private void database(DatabaseFact database) {
    replace(draft, database, database.withApp(name));
    draft
        .backup(old, database.called())
        .ifPresent(backup -> {
          draft.remove(backup.key());
          draft.put(backup.withApp(name));
        });
  }

  private static void replace(Draft draft, DatabaseFact database, DatabaseFact renamed) {
    draft.remove(database.key());
    draft.put(renamed);
    draft
        .dataSet(database.dataSet())
        .ifPresent(set -> {
          List<String> members = new ArrayList<>(set.members());
          members.remove(database.name());
          members.add(renamed.name());
          draft.put(new DataSetFact(set.id(), set.generation(), members, set.split()));
        });
  }

  /// Renames a database of an app. A replication of it goes on, and the database at its other end
  /// is called the same: what is replicated is the whole server with the names in it.
  ///
  /// @param spoken what it is called now
  /// @param newName its own name from now on
  /// @throws RefusedCall when there is no such database, an app does not answer, or the name is
  ///   none or taken
  public static void database(Draft draft, String app, String spoken, String newName) {
    String called = DatabaseName.normal(spoken);
    DatabaseFact database = draft.needDatabase(app, called);
    AppOperations.requireName(newName);
    String now = DatabaseName.of(database.engine(), Optional.of(newName));
    Set<ReplicationFact> replications = linked(draft, app, called);
    Set<String> apps = new TreeSet<>(Set.of(app));
    replications.forEach(it -> apps.addAll(List.of(it.source(), it.replica())));
    for (String one : apps) {
      draft.reach(one);
      if (draft.database(one, now).isPresent()) {
        throw RefusedCall.of(
            RefusedCall.Kind.REJECTED, "app %s has a database %s already".formatted(one, now));
      }
    }
    apps.forEach(one -> draft.database(one, called).ifPresent(it -> rename(draft, it, now)));
    replications.forEach(it -> draft.put(it.withCalled(now)));
  }

  /// Returns the replications of a database, and those of the databases at their other ends.
  private static Set<ReplicationFact> linked(Draft draft, String app, String called) {
    Set<ReplicationFact> linked = new LinkedHashSet<>();
    Deque<String> left = new ArrayDeque<>(Set.of(app));
    while (!left.isEmpty()) {
      draft.replicationsOf(left.remove()).stream()
          .filter(it -> it.called().equals(called) && linked.add(it))
          .forEach(it -> left.addAll(List.of(it.source(), it.replica())));
    }
    return linked;
  }

  private static void rename(Draft draft, DatabaseFact database, String now) {
    DatabaseFact renamed = database.withCalled(now);
    replace(draft, database, renamed);
    draft
        .backup(database.app(), database.called())
        .ifPresent(backup -> {
          draft.remove(backup.key());
          draft.put(backup.withCalled(now));
        });
    for (PendingFact pending : draft.pending()) {
      if (ofApp(pending.effect()) && pending.subject().equals(database.name())) {
        draft.put(pending.withSubject(renamed.name()));
      }
    }
  }

  /// What the app shares with others, and what is under way.
  private void relations() {
    draft
        .groupOf(old)
        .ifPresent(group ->
            draft.put(
                group.withMembers(
                    now(group.primary()), group.secondary().map(this::now), group.active())));
    draft
        .replicationsOf(old)
        .forEach(it -> draft.put(it.withApps(now(it.source()), now(it.replica()))));
    draft.migrationsOf(old).forEach(it -> draft.put(it.withAppNow(name)));
    for (DatabaseFact database : draft.all(DatabaseFact.KIND)) {
      database
          .follows()
          .filter(it -> it.app().equals(old))
          .ifPresent(it ->
              draft.put(database.following(new DatabaseFact.Follows(name, it.since(), it.lag()))));
    }
    for (PendingFact pending : draft.pending()) {
      String subject = pending.subject();
      if (ofApp(pending.effect()) && (subject.equals(old) || subject.startsWith(old + "/"))) {
        draft.put(pending.withSubject(name + subject.substring(old.length())));
      }
    }
  }

  private static boolean ofApp(PendingFact.Effect effect) {
    return switch (effect) {
      case MAINTENANCE, READ_ONLY, CREATED, CHANGED, PROMOTED, BACKED_UP -> true;
      case SEEDED, DETACHED, RESOLVABLE, MOVED, PHASE, OVERDUE -> false;
    };
  }

  private String now(String app) {
    return app.equals(old) ? name : app;
  }
}
