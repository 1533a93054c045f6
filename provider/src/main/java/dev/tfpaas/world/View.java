package dev.tfpaas.world;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The world at one instant, for reading; valid only inside the query that got it.
public interface View {

  /// Returns the instant.
  Instant now();

  /// Returns the fact with a key; empty when there is none.
  Optional<Fact> find(String key);

  /// Returns all facts of a kind, ordered by key.
  ///
  /// @param prefix what their keys begin with
  /// @param type their kind
  <T extends Fact> List<T> all(String prefix, Class<T> type);

  /// Returns the facts of a kind that are found through a link, ordered by key.
  <T extends Fact> List<T> linked(Facts.Link link, Class<T> type);

  /// Returns the fact with a key, of a kind; empty when there is none.
  default <T extends Fact> Optional<T> find(String key, Class<T> type) {
    return find(key).map(type::cast);
  }

  /// Returns what holds for the whole world.
  default Fact.Settings settings() {
    return find(Fact.Settings.KEY, Fact.Settings.class).orElseThrow();
  }

  /// Returns a region.
  default Optional<Fact.Region> region(String name) {
    return find(Fact.Region.PREFIX + name, Fact.Region.class);
  }

  /// Returns all regions by name.
  default List<Fact.Region> regions() {
    return all(Fact.Region.PREFIX, Fact.Region.class);
  }

  /// Returns an app.
  default Optional<Fact.App> app(String name) {
    return find(Fact.App.PREFIX + name, Fact.App.class);
  }

  /// Returns all apps by name.
  default List<Fact.App> apps() {
    return all(Fact.App.PREFIX, Fact.App.class);
  }

  /// Returns a database.
  default Optional<Fact.Database> database(String app, String engine) {
    return find(Fact.Database.key(app, engine), Fact.Database.class);
  }

  /// Returns the databases of an app by engine.
  default List<Fact.Database> databases(String app) {
    return all(Fact.Database.PREFIX + app + "/", Fact.Database.class);
  }

  /// Returns a data set.
  default Optional<Fact.DataSet> dataSet(String id) {
    return find(Fact.DataSet.PREFIX + id, Fact.DataSet.class);
  }

  /// Returns a replication.
  default Optional<Fact.Replication> replication(String id) {
    return find(Fact.Replication.PREFIX + id, Fact.Replication.class);
  }

  /// Returns all replications by identifier.
  default List<Fact.Replication> replications() {
    return all(Fact.Replication.PREFIX, Fact.Replication.class);
  }

  /// Returns the backup schedule of a database.
  default Optional<Fact.Backup> backup(String app, String engine) {
    return find(Fact.Backup.key(app, engine), Fact.Backup.class);
  }

  /// Returns a group.
  default Optional<Fact.Group> group(String id) {
    return find(Fact.Group.PREFIX + id, Fact.Group.class);
  }

  /// Returns all groups by identifier.
  default List<Fact.Group> groups() {
    return all(Fact.Group.PREFIX, Fact.Group.class);
  }

  /// Returns the group an app belongs to; empty when there is none.
  default Optional<Fact.Group> groupOf(String app) {
    return linked(Facts.Link.group(app), Fact.Group.class).stream().findFirst();
  }

  /// Returns the group of a name; empty when there is none.
  default Optional<Fact.Group> groupNamed(String name) {
    return linked(Facts.Link.groupNamed(name), Fact.Group.class).stream().findFirst();
  }

  /// Returns the replications an app takes part in, by identifier.
  default List<Fact.Replication> replicationsOf(String app) {
    return linked(Facts.Link.replication(app), Fact.Replication.class);
  }

  /// Returns the migrations of an app by the name it has now, by identifier.
  default List<Fact.Migration> migrationsOf(String app) {
    return linked(Facts.Link.migration(app), Fact.Migration.class);
  }

  /// Returns a migration.
  default Optional<Fact.Migration> migration(String id) {
    return find(Fact.Migration.PREFIX + id, Fact.Migration.class);
  }

  /// Returns all migrations by identifier.
  default List<Fact.Migration> migrations() {
    return all(Fact.Migration.PREFIX, Fact.Migration.class);
  }

  /// Returns where a custom name leads.
  default Optional<Fact.Domain> domain(String name) {
    return find(Fact.Domain.PREFIX + name, Fact.Domain.class);
  }

  /// Returns all clients by name.
  default List<Fact.Traffic> traffic() {
    return all(Fact.Traffic.PREFIX, Fact.Traffic.class);
  }

  /// Returns what is pending, the earliest first.
  default List<Fact.Pending> pending() {
    return all(Fact.Pending.PREFIX, Fact.Pending.class);
  }

  /// Returns the calls that were accepted and whose effect is still to come.
  default Set<String> underWay() {
    return pending().stream()
        .filter(it -> it.effect() != Fact.Effect.OVERDUE)
        .map(Fact.Pending::call)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Returns the broken invariants, the oldest first.
  default List<Fact.Violation> violations() {
    return all(Fact.Violation.PREFIX, Fact.Violation.class);
  }

  /// Tells whether the region of an app answers.
  default boolean reachable(Fact.App app) {
    return region(app.region()).map(Fact.Region::up).orElse(false);
  }

  /// Tells whether an app would serve if traffic came, maintenance and databases aside.
  default boolean healthy(Fact.App app) {
    return reachable(app) && app.state() == Fact.AppState.RUNNING;
  }

  /// Tells whether an app answers requests and stores what they write.
  default boolean serves(String name) {
    Optional<Fact.App> app = app(name);
    return app.isPresent()
        && healthy(app.get())
        && !app.get().maintenance()
        && databases(name).stream().allMatch(this::writable);
  }

  /// Tells whether a database accepts writes.
  default boolean writable(Fact.Database database) {
    return accepts(database) && app(database.app()).map(this::reachable).orElse(false);
  }

  /// Tells whether a database would accept writes if it could be reached.
  default boolean accepts(Fact.Database database) {
    return database.role() != Fact.Role.REPLICA && !database.readOnly() && !database.fenced();
  }

  /// Returns how many acknowledged writes a database holds.
  default long position(Fact.Database database) {
    long own = database.curve().at(now());
    if (database.follows().isEmpty() || database.follows().get().since().isEmpty()) {
      return own;
    }
    Fact.Follows follows = database.follows().get();
    Instant seen = now().minus(follows.lag());
    if (seen.isBefore(follows.since().get())) {
      return own;
    }
    return database(follows.app(), database.engine())
        .map(source -> Math.max(own, source.curve().at(seen)))
        .orElse(own);
  }

  /// Tells whether a database holds nothing, or nothing that another one does not hold as well.
  default boolean descendant(Fact.Database database, Fact.Database of) {
    if (database.role() == Fact.Role.EMPTY || database.lineage().generation() == 0) {
      return true;
    }
    return database.dataSet().equals(of.dataSet())
        && database.lineage().isPrefixOf(position(database), of.lineage(), position(of));
  }
}
