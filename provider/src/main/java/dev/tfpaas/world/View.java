package dev.tfpaas.world;

import dev.tfpaas.world.fact.AppFact;
import dev.tfpaas.world.fact.BackupFact;
import dev.tfpaas.world.fact.DataSetFact;
import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.DomainFact;
import dev.tfpaas.world.fact.Fact;
import dev.tfpaas.world.fact.FactKind;
import dev.tfpaas.world.fact.GroupFact;
import dev.tfpaas.world.fact.MarkFact;
import dev.tfpaas.world.fact.MigrationFact;
import dev.tfpaas.world.fact.PendingFact;
import dev.tfpaas.world.fact.RegionFact;
import dev.tfpaas.world.fact.ReplicationFact;
import dev.tfpaas.world.fact.SettingsFact;
import dev.tfpaas.world.fact.TrafficFact;
import dev.tfpaas.world.fact.ViolationFact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The world at one instant, for reading; valid only inside the query that got it.
public interface View {

  /// Returns the instant.
  Instant now();

  /// Returns the fact of a kind with a name, e.g. the app `shop`; empty when there is none.
  <T extends Fact> Optional<T> find(FactKind<T> kind, String name);

  /// Returns the facts of a kind whose names begin alike, ordered by name.
  ///
  /// @param beginning e.g. `shop/` for the databases of an app; empty for all
  <T extends Fact> List<T> within(FactKind<T> kind, String beginning);

  /// Returns the facts that are found through a link, ordered by name.
  <T extends Fact> List<T> linked(Facts.Link<T> link);

  /// Returns all facts of a kind, ordered by name.
  default <T extends Fact> List<T> all(FactKind<T> kind) {
    return within(kind, "");
  }

  /// Returns the mark of the object whose fact has a key.
  default Optional<MarkFact> mark(String key) {
    return find(MarkFact.KIND, key);
  }

  /// Returns what holds for the whole world.
  default SettingsFact settings() {
    return find(SettingsFact.KIND, "").orElseThrow();
  }

  /// Returns a region.
  default Optional<RegionFact> region(String name) {
    return find(RegionFact.KIND, name);
  }

  /// Returns all regions by name.
  default List<RegionFact> regions() {
    return all(RegionFact.KIND);
  }

  /// Returns an app.
  default Optional<AppFact> app(String name) {
    return find(AppFact.KIND, name);
  }

  /// Returns all apps by name.
  default List<AppFact> apps() {
    return all(AppFact.KIND);
  }

  /// Returns a database.
  default Optional<DatabaseFact> database(String app, String called) {
    return find(DatabaseFact.KIND, app + "/" + called);
  }

  /// Returns the databases of an app by engine.
  default List<DatabaseFact> databases(String app) {
    return within(DatabaseFact.KIND, app + "/");
  }

  /// Returns a data set.
  default Optional<DataSetFact> dataSet(String id) {
    return find(DataSetFact.KIND, id);
  }

  /// Returns a replication.
  default Optional<ReplicationFact> replication(String id) {
    return find(ReplicationFact.KIND, id);
  }

  /// Returns all replications by identifier.
  default List<ReplicationFact> replications() {
    return all(ReplicationFact.KIND);
  }

  /// Returns the backup schedule of a database.
  default Optional<BackupFact> backup(String app, String called) {
    return find(BackupFact.KIND, app + "/" + called);
  }

  /// Returns a group.
  default Optional<GroupFact> group(String id) {
    return find(GroupFact.KIND, id);
  }

  /// Returns all groups by identifier.
  default List<GroupFact> groups() {
    return all(GroupFact.KIND);
  }

  /// Returns the group an app belongs to; empty when there is none.
  default Optional<GroupFact> groupOf(String app) {
    return linked(Facts.Link.group(app)).stream().findFirst();
  }

  /// Returns the group of a name; empty when there is none.
  default Optional<GroupFact> groupNamed(String name) {
    return linked(Facts.Link.groupNamed(name)).stream().findFirst();
  }

  /// Returns the replications an app takes part in, by identifier.
  default List<ReplicationFact> replicationsOf(String app) {
    return linked(Facts.Link.replication(app));
  }

  /// Returns the migrations of an app by the name it has now, by identifier.
  default List<MigrationFact> migrationsOf(String app) {
    return linked(Facts.Link.migration(app));
  }

  /// Returns a migration.
  default Optional<MigrationFact> migration(String id) {
    return find(MigrationFact.KIND, id);
  }

  /// Returns all migrations by identifier.
  default List<MigrationFact> migrations() {
    return all(MigrationFact.KIND);
  }

  /// Returns where a custom name leads.
  default Optional<DomainFact> domain(String name) {
    return find(DomainFact.KIND, name);
  }

  /// Returns all clients by name.
  default List<TrafficFact> traffic() {
    return all(TrafficFact.KIND);
  }

  /// Returns what is pending, the earliest first.
  default List<PendingFact> pending() {
    return all(PendingFact.KIND);
  }

  /// Returns the calls that were accepted and whose effect is still to come.
  default Set<String> underWay() {
    return pending().stream()
        .filter(it -> it.effect() != PendingFact.Effect.OVERDUE)
        .map(PendingFact::call)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Returns the broken invariants, the oldest first.
  default List<ViolationFact> violations() {
    return all(ViolationFact.KIND);
  }

  /// Tells whether the region of an app answers.
  default boolean reachable(AppFact app) {
    return region(app.region()).map(RegionFact::up).orElse(false);
  }

  /// Tells whether an app would serve if traffic came, maintenance and databases aside.
  default boolean healthy(AppFact app) {
    return reachable(app) && app.state() == AppFact.State.RUNNING;
  }

  /// Tells whether an app answers requests and stores what they write.
  default boolean serves(String name) {
    Optional<AppFact> app = app(name);
    return app.isPresent()
        && healthy(app.get())
        && !app.get().maintenance()
        && databases(name).stream().allMatch(this::writable);
  }

  /// Tells whether a database accepts writes.
  default boolean writable(DatabaseFact database) {
    return accepts(database) && app(database.app()).map(this::reachable).orElse(false);
  }

  /// Tells whether a database would accept writes if it could be reached.
  default boolean accepts(DatabaseFact database) {
    return database.role() != DatabaseFact.Role.REPLICA
        && !database.readOnly()
        && !database.fenced();
  }

  /// Returns how many acknowledged writes a database holds.
  default long position(DatabaseFact database) {
    long own = database.curve().at(now());
    if (database.follows().isEmpty() || database.follows().get().since().isEmpty()) {
      return own;
    }
    DatabaseFact.Follows follows = database.follows().get();
    Instant seen = now().minus(follows.lag());
    if (seen.isBefore(follows.since().get())) {
      return own;
    }
    return database(follows.app(), database.called())
        .map(source -> Math.max(own, source.curve().at(seen)))
        .orElse(own);
  }

  /// Tells whether a database holds nothing, or nothing that another one does not hold as well.
  default boolean descendant(DatabaseFact database, DatabaseFact of) {
    if (database.role() == DatabaseFact.Role.EMPTY || database.lineage().generation() == 0) {
      return true;
    }
    return database.dataSet().equals(of.dataSet())
        && database.lineage().isPrefixOf(position(database), of.lineage(), position(of));
  }
}
