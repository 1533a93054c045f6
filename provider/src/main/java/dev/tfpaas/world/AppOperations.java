package dev.tfpaas.world;

import dev.tfpaas.world.fact.AppFact;
import dev.tfpaas.world.fact.BackupFact;
import dev.tfpaas.world.fact.Curve;
import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.DatabaseName;
import dev.tfpaas.world.fact.GroupFact;
import dev.tfpaas.world.fact.Lineage;
import dev.tfpaas.world.fact.PendingFact;
import dev.tfpaas.world.fact.Timings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What can be done to an app: copied, configured, put into maintenance, destroyed.
public final class AppOperations {
  private AppOperations() {}

  /// A copy that is wanted.
  ///
  /// @param source the app to copy
  /// @param name the copy's name
  /// @param environment empty to take the source's
  /// @param region empty to take the source's
  /// @param size empty to take the source's
  /// @param variables names and values that differ from the source's
  /// @param engines databases to make if the source has them, by what they are called or all of an
  ///   engine; empty for all of the source's
  /// @param maintenance whether the copy must not serve
  public record Copy(
      String source,
      String name,
      Optional<String> environment,
      Optional<String> region,
      Optional<String> size,
      Map<String, String> variables,
      Optional<List<String>> engines,
      boolean maintenance) {

    /// Returns the copy without the values of its variables.
    @Override
    public String toString() {
      return "copy " + name + " of " + source;
    }
  }

  /// Begins to copy an app, or does nothing when the copy is there.
  public static void copy(Draft draft, Copy copy) {
    Optional<AppFact> existing = draft.app(copy.name());
    if (existing.isPresent()) {
      if (!existing.get().clonedFrom().equals(Optional.of(copy.source()))) {
        throw RefusedCall.of(
            RefusedCall.Kind.REJECTED,
            "an app named %s exists and is no copy of %s".formatted(copy.name(), copy.source()));
      }
      return;
    }
    AppFact source = draft.reach(copy.source());
    // Of an app of that name that was destroyed: what is new takes part in none.
    draft.replicationsOf(copy.name()).forEach(left -> Replicating.vanish(draft, left));
    String region = copy.region().orElse(source.region());
    draft.reachRegion(region);
    Map<String, String> variables = new HashMap<>(source.variables());
    variables.putAll(Secrets.hashes(draft.settings().salt(), copy.variables()));
    draft.put(
        new AppFact(
            copy.name(),
            copy.environment().orElse(source.environment()),
            region,
            copy.size().orElse(source.size()),
            variables,
            List.of(),
            new AppFact.Origin(Optional.of(copy.source()), Optional.of("app-" + draft.order())),
            new AppFact.Condition(AppFact.State.CREATING, copy.maintenance(), Optional.empty())));
    for (DatabaseFact database : draft.databases(copy.source())) {
      if (copy.engines().map(list -> isAsked(list, database)).orElse(true)) {
        draft.put(empty(draft, copy.name(), database.called()));
      }
    }
    draft.later(Timings.Timing.CLONE, PendingFact.Effect.CREATED, copy.name(), "");
  }

  private static DatabaseFact empty(Draft draft, String app, String called) {
    return new DatabaseFact(
        app,
        called,
        DatabaseFact.Access.of(DatabaseFact.Role.EMPTY),
        "",
        Lineage.NONE,
        Curve.flat(draft.now(), 0),
        Optional.empty());
  }

  /// Takes an existing app as a copy of another.
  public static void adopt(Draft draft, String name, String source) {
    draft.needApp(source);
    draft.put(draft.reach(name).withSource(source));
  }

  /// Tells whether a list that names databases, or all of an engine, names a database.
  private static boolean isAsked(List<String> names, DatabaseFact database) {
    return names.contains(database.engine())
        || names.stream().map(DatabaseName::normal).anyMatch(database.called()::equals);
  }

  /// Adds an empty database to an app, if it has none that is called so.
  public static void addDatabase(Draft draft, String name, String spoken) {
    String called = DatabaseName.normal(spoken);
    draft.reach(name);
    if (draft.database(name, called).isEmpty()) {
      draft.put(empty(draft, name, called));
    }
  }

  /// Adds an empty database to an app, as a person does.
  ///
  /// @throws RefusedCall when there is no such engine, it cannot be called so, or the app has one
  ///   that is
  public static void newDatabase(Draft draft, String name, String spoken) {
    String called = DatabaseName.normal(spoken);
    if (!Engines.ALL.contains(DatabaseName.engine(called))) {
      throw RefusedCall.of(
          RefusedCall.Kind.REJECTED,
          "there is no engine \"%s\"; known are %s"
              .formatted(DatabaseName.engine(called), String.join(", ", Engines.ALL)));
    }
    DatabaseName.own(called).ifPresent(AppOperations::requireName);
    if (draft.database(name, called).isPresent()) {
      throw RefusedCall.of(
          RefusedCall.Kind.REJECTED, "app %s has a database %s already".formatted(name, called));
    }
    addDatabase(draft, name, called);
  }

  /// Refuses what cannot be the own name of a database.
  static void requireName(String own) {
    if (!DatabaseName.isName(own)) {
      throw RefusedCall.of(
          RefusedCall.Kind.REJECTED,
          "\"%s\" is no name for a database: a name has 1 to 63 lower-case letters, digits, hyphens and underscores, and begins with a letter"
              .formatted(own));
    }
  }

  /// Deletes a database of an app with its data. What followed it keeps what it has.
  public static void deleteDatabase(Draft draft, String name, String spoken) {
    String called = DatabaseName.normal(spoken);
    draft.reach(name);
    DatabaseFact database = draft.needDatabase(name, called);
    for (DatabaseFact other : Databases.others(draft, database)) {
      other
          .follows()
          .filter(it -> it.app().equals(name) && other.called().equals(called))
          .ifPresent(it ->
              draft.put(
                  Databases.hold(draft, other)
                      .following(new DatabaseFact.Follows(it.app(), Optional.empty(), it.lag()))));
    }
    remove(draft, database);
    for (PendingFact pending : draft.pending()) {
      if (pending.subject().equals(database.name())) {
        draft.remove(pending.key());
      }
    }
  }

  private static void remove(Draft draft, DatabaseFact database) {
    Databases.leave(draft, database);
    draft.remove(BackupFact.KIND.key(database.name()));
    draft.remove(database.key());
  }

  /// Begins to put an app into maintenance, or to take it out; when its region is down the wish is
  /// kept for the time it answers again.
  public static void maintenance(Draft draft, String name, boolean on) {
    AppFact app = draft.needApp(name);
    draft.cancel(PendingFact.Effect.MAINTENANCE, name);
    if (!draft.reachable(app)) {
      draft.put(app.withWish(on));
      throw RefusedCall.remembering(
          "region %s does not answer; maintenance of %s becomes %s as soon as it does"
              .formatted(app.region(), name, on ? "on" : "off"));
    }
    if (app.state() == AppFact.State.CREATING) {
      throw RefusedCall.of(RefusedCall.Kind.CONFLICT, "app " + name + " is being made");
    }
    if (on) {
      Groups.begin(draft, name);
    }
    if (app.maintenance() != on) {
      draft.later(
          Timings.Timing.MAINTENANCE, PendingFact.Effect.MAINTENANCE, name, Boolean.toString(on));
    }
  }

  /// Puts an app into maintenance now, or keeps the wish when its region is down.
  static void withdraw(Draft draft, String name) {
    AppFact app = draft.needApp(name);
    draft.put(draft.reachable(app) ? app.withMaintenance(true) : app.withWish(true));
  }

  /// Takes an app out of maintenance now.
  static void admit(Draft draft, String name) {
    draft.cancel(PendingFact.Effect.MAINTENANCE, name);
    draft.put(draft.needApp(name).withMaintenance(false));
  }

  /// Sets variables, and gives others back the value the source has.
  ///
  /// @param set names and values
  /// @param unset names
  public static void variables(
      Draft draft, String name, Map<String, String> set, Set<String> unset) {
    AppFact app = draft.reach(name);
    Map<String, String> source =
        app.clonedFrom().flatMap(draft::app).map(AppFact::variables).orElse(Map.of());
    Map<String, String> variables = new HashMap<>(app.variables());
    for (String variable : unset) {
      variables.remove(variable);
      if (source.containsKey(variable)) {
        variables.put(variable, source.get(variable));
      }
    }
    variables.putAll(Secrets.hashes(draft.settings().salt(), set));
    draft.put(app.withVariables(variables));
  }

  /// Tells whether an app's variables are as wanted.
  ///
  /// @param set names and values it must have
  /// @param unset names that must have the source's value, or be absent when the source has none
  public static boolean hasVariables(
      View view, String name, Map<String, String> set, Set<String> unset) {
    Optional<AppFact> app = view.app(name);
    if (app.isEmpty()) {
      return false;
    }
    Map<String, String> source =
        app.get().clonedFrom().flatMap(view::app).map(AppFact::variables).orElse(Map.of());
    Map<String, String> held = app.get().variables();
    Map<String, String> wanted = Secrets.hashes(view.settings().salt(), set);
    return held.entrySet().containsAll(wanted.entrySet())
        && unset.stream().allMatch(it -> Objects.equals(held.get(it), source.get(it)));
  }

  /// Begins to change the size of an app.
  public static void resize(Draft draft, String name, String size) {
    AppFact app = draft.reach(name);
    if (!app.size().equals(size)) {
      draft.later(
          Timings.Timing.CONFIGURE,
          PendingFact.Effect.CHANGED,
          name,
          new AppFact.Change(AppFact.Change.What.SIZE, size).text());
    }
  }

  /// Begins to move an app to another region; it does not answer meanwhile.
  public static void relocate(Draft draft, String name, String region) {
    AppFact app = draft.reach(name);
    draft.reachRegion(region);
    if (app.region().equals(region)) {
      return;
    }
    if (Replicating.activeGroup(draft, name).isPresent()) {
      throw RefusedCall.of(
          RefusedCall.Kind.REJECTED,
          "app " + name + " is active in a failover group; switch first, or migrate it");
    }
    draft.put(app.withState(AppFact.State.MOVING));
    draft.later(
        Timings.Timing.MOVE,
        PendingFact.Effect.CHANGED,
        name,
        new AppFact.Change(AppFact.Change.What.REGION, region).text());
  }

  /// Destroys an app and its databases.
  public static void destroy(Draft draft, String name) {
    AppFact app = draft.reach(name);
    Optional<String> group = draft.groupOf(name).map(GroupFact::id);
    if (group.isPresent()) {
      throw RefusedCall.of(
          RefusedCall.Kind.REJECTED,
          "app %s belongs to failover group %s".formatted(name, group.get()));
    }
    for (DatabaseFact database : draft.databases(name)) {
      remove(draft, database);
    }
    for (PendingFact pending : draft.pending()) {
      if (pending.subject().equals(name) || pending.subject().startsWith(name + "/")) {
        draft.remove(pending.key());
      }
    }
    draft.remove(app.key());
    Renaming.forget(draft, name);
  }

  /// Says why an app does not serve; empty when it does.
  public static Optional<String> obstacle(View view, String name) {
    Optional<AppFact> app = view.app(name);
    if (view.serves(name)) {
      return Optional.empty();
    }
    if (app.isEmpty() || !view.healthy(app.get())) {
      return Optional.of("it does not run, or its region does not answer");
    }
    if (app.get().maintenance()) {
      return Optional.of("it is in maintenance");
    }
    return Optional.of(
        view.databases(name).stream()
            .filter(database -> !view.writable(database))
            .map(DatabaseFact::called)
            .collect(Collectors.joining(", ", "no writes are taken by ", "")));
  }

  /// Writes to an app as a client would.
  ///
  /// @param writes how many
  public static void write(Draft draft, String name, long writes) {
    draft.reach(name);
    if (!draft.serves(name)) {
      throw RefusedCall.of(
          RefusedCall.Kind.CONFLICT,
          "app " + name + " does not serve now: it is in maintenance or a database is read-only");
    }
    for (DatabaseFact database : draft.databases(name)) {
      DatabaseFact primary =
          database.role() == DatabaseFact.Role.EMPTY ? Databases.found(draft, database) : database;
      Curve curve = primary.curve();
      draft.put(
          primary.withCurve(
              curve.added(draft.now(), writes, curve.rate(), Databases.memory(draft))));
    }
  }
}
