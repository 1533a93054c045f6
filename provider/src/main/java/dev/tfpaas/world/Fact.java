package dev.tfpaas.world;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// One stored thing of the world, immutable; everything else is derived from facts and the clock.
public sealed interface Fact {

  /// Returns the fact's place in the store, e.g. `app/shop`; unique.
  String key();

  /// What holds for the whole world.
  ///
  /// @param id tells this world from any other
  /// @param salt is mixed into every stored hash of a secret
  /// @param timings how long things take
  record Settings(String id, String salt, Timings timings) implements Fact {
    static final String KEY = "settings/";

    @Override
    public String key() {
      return KEY;
    }
  }

  /// A place where apps run.
  ///
  /// @param name e.g. `eu-west`
  /// @param displayName its name for people
  /// @param cloud the cloud it belongs to
  /// @param live whether apps can move in and out of it without a stop
  /// @param up whether it answers
  record Region(String name, String displayName, String cloud, boolean live, boolean up)
      implements Fact {
    static final String PREFIX = "region/";

    @Override
    public String key() {
      return PREFIX + name;
    }

    Region withUp(boolean nowUp) {
      return new Region(name, displayName, cloud, live, nowUp);
    }
  }

  /// An app.
  ///
  /// @param name unique, also its identifier
  /// @param environment e.g. `production`
  /// @param region where it runs
  /// @param size the size of its instances
  /// @param variables names and salted hashes of the values
  /// @param domains custom names that lead to it
  /// @param clonedFrom the app it is a copy of; empty when it is none
  /// @param state what it does
  /// @param maintenance whether it answers with a maintenance page
  /// @param wishedMaintenance what maintenance becomes once its region answers again
  record App(
      String name,
      String environment,
      String region,
      String size,
      Map<String, String> variables,
      List<String> domains,
      Optional<String> clonedFrom,
      AppState state,
      boolean maintenance,
      Optional<Boolean> wishedMaintenance)
      implements Fact {
    static final String PREFIX = "app/";

    /// Copies the collections.
    public App {
      variables = Map.copyOf(variables);
      domains = List.copyOf(domains);
    }

    @Override
    public String key() {
      return PREFIX + name;
    }

    /// Returns the host name the platform gives it.
    public String host() {
      return name + "." + region + ".paas.local";
    }

    App withMaintenance(boolean on) {
      return new App(
          name,
          environment,
          region,
          size,
          variables,
          domains,
          clonedFrom,
          state,
          on,
          Optional.empty());
    }

    App withWish(Optional<Boolean> wish) {
      return new App(
          name,
          environment,
          region,
          size,
          variables,
          domains,
          clonedFrom,
          state,
          maintenance,
          wish);
    }

    App withState(AppState newState) {
      return new App(
          name,
          environment,
          region,
          size,
          variables,
          domains,
          clonedFrom,
          newState,
          maintenance,
          wishedMaintenance);
    }

    App withPlace(String newName, String newRegion) {
      return new App(
          newName,
          environment,
          newRegion,
          size,
          variables,
          domains,
          clonedFrom,
          state,
          maintenance,
          wishedMaintenance);
    }

    App withSize(String newSize) {
      return new App(
          name,
          environment,
          region,
          newSize,
          variables,
          domains,
          clonedFrom,
          state,
          maintenance,
          wishedMaintenance);
    }

    App withVariables(Map<String, String> newVariables) {
      return new App(
          name,
          environment,
          region,
          size,
          newVariables,
          domains,
          clonedFrom,
          state,
          maintenance,
          wishedMaintenance);
    }

    App withSource(String source) {
      return new App(
          name,
          environment,
          region,
          size,
          variables,
          domains,
          Optional.of(source),
          state,
          maintenance,
          wishedMaintenance);
    }
  }

  /// What an app does.
  enum AppState {
    /// It answers.
    RUNNING,
    /// It was stopped.
    STOPPED,
    /// It is being made.
    CREATING,
    /// It is on its way to another region and does not answer.
    MOVING
  }

  /// A database of an app.
  ///
  /// @param app its app
  /// @param engine e.g. `postgresql`
  /// @param role what it is
  /// @param readOnly whether it was told to accept no writes
  /// @param fenced whether the platform keeps it from accepting writes because a newer generation
  ///   exists
  /// @param wishedReadOnly what readOnly becomes once its region answers again
  /// @param dataSet the data set it holds; empty while it holds nothing
  /// @param lineage where its data comes from
  /// @param curve its own position; a replica that follows is ahead of it
  /// @param follows whom it follows; empty when nobody
  record Database(
      String app,
      String engine,
      Role role,
      boolean readOnly,
      boolean fenced,
      Optional<Boolean> wishedReadOnly,
      String dataSet,
      Lineage lineage,
      Curve curve,
      Optional<Follows> follows)
      implements Fact {
    static final String PREFIX = "database/";

    static String key(String app, String engine) {
      return PREFIX + app + "/" + engine;
    }

    @Override
    public String key() {
      return key(app, engine);
    }

    /// Returns its name within the world, e.g. `shop/postgresql`.
    public String name() {
      return app + "/" + engine;
    }

    Database withApp(String newApp) {
      return new Database(
          newApp, engine, role, readOnly, fenced, wishedReadOnly, dataSet, lineage, curve, follows);
    }

    Database withReadOnly(boolean on) {
      return new Database(
          app, engine, role, on, fenced, Optional.empty(), dataSet, lineage, curve, follows);
    }

    Database withFenced(boolean on) {
      return new Database(
          app, engine, role, readOnly, on, wishedReadOnly, dataSet, lineage, curve, follows);
    }

    Database withWish(Optional<Boolean> wish) {
      return new Database(
          app, engine, role, readOnly, fenced, wish, dataSet, lineage, curve, follows);
    }

    Database withCurve(Curve newCurve) {
      return new Database(
          app, engine, role, readOnly, fenced, wishedReadOnly, dataSet, lineage, newCurve, follows);
    }

    Database withFollows(Optional<Follows> newFollows) {
      return new Database(
          app, engine, role, readOnly, fenced, wishedReadOnly, dataSet, lineage, curve, newFollows);
    }

    /// Returns it as a replica that holds nothing of its own yet or goes on with what it has.
    Database asReplica(String newDataSet, Lineage newLineage) {
      return new Database(
          app,
          engine,
          Role.REPLICA,
          false,
          false,
          Optional.empty(),
          newDataSet,
          newLineage,
          curve,
          follows);
    }

    /// Returns it as the writable holder of a generation.
    Database asPrimary(String newDataSet, Lineage newLineage) {
      return new Database(
          app,
          engine,
          Role.PRIMARY,
          false,
          false,
          Optional.empty(),
          newDataSet,
          newLineage,
          curve,
          Optional.empty());
    }
  }

  /// What a database is.
  enum Role {
    /// Holds nothing yet; the first write makes it a primary.
    EMPTY,
    /// Follows nobody.
    PRIMARY,
    /// Follows another database, or did until it was detached.
    REPLICA
  }

  /// Whom a replica follows.
  ///
  /// @param app the app whose database of the same engine is followed
  /// @param since since when data flows; empty while it does not because a region is down
  /// @param lag how far the replica is behind
  record Follows(String app, Optional<Instant> since, Duration lag) {}

  /// Data that was written in one place first, with all databases that hold some of it.
  ///
  /// @param id e.g. `shop/postgresql`
  /// @param generation the newest generation
  /// @param members names of the databases
  /// @param split whether two of them accept writes, which was recorded as a violation
  record DataSet(String id, long generation, List<String> members, boolean split) implements Fact {
    static final String PREFIX = "data-set/";

    /// Copies the members.
    public DataSet {
      members = List.copyOf(members);
    }

    @Override
    public String key() {
      return PREFIX + id;
    }
  }

  /// A database kept as a replica of another.
  ///
  /// @param id its identifier, the same in both directions
  /// @param source the app that is written to
  /// @param replica the app that follows
  /// @param engine e.g. `postgresql`
  /// @param mode what it is
  record Replication(String id, String source, String replica, String engine, Mode mode)
      implements Fact {
    static final String PREFIX = "replication/";

    @Override
    public String key() {
      return PREFIX + id;
    }

    Replication withMode(Mode newMode) {
      return new Replication(id, source, replica, engine, newMode);
    }
  }

  /// What a replication is.
  enum Mode {
    /// The replica is being filled.
    SEEDING,
    /// The replica follows.
    STREAMING,
    /// The replica no longer follows.
    DETACHED,
    /// The replica was made writable.
    PROMOTED
  }

  /// The backup schedule of a database.
  ///
  /// @param app its app
  /// @param engine its engine
  /// @param frequency the time between two backups
  /// @param keep how many are kept
  /// @param last the newest good backup when the schedule last began to run; empty before the first
  /// @param runs whether backups are being made
  record Backup(
      String app, String engine, Duration frequency, int keep, Optional<Instant> last, boolean runs)
      implements Fact {
    static final String PREFIX = "backup/";

    static String key(String app, String engine) {
      return PREFIX + app + "/" + engine;
    }

    @Override
    public String key() {
      return key(app, engine);
    }

    /// Returns when the newest good backup was made; empty when there is none.
    public Optional<Instant> newest(Instant now) {
      if (!runs || last.isEmpty() || now.isBefore(last.get())) {
        return last;
      }
      long made = Duration.between(last.get(), now).dividedBy(frequency);
      return last.map(first -> first.plus(frequency.multipliedBy(made)));
    }

    Backup running(boolean nowRuns, Instant now) {
      return new Backup(app, engine, frequency, keep, newest(now), nowRuns);
    }
  }

  /// Two apps behind one address.
  ///
  /// @param id its identifier, the name it was made with
  /// @param name its name
  /// @param primary the app in the first place
  /// @param secondary the app in the second place; empty when there is none
  /// @param domains custom names carried by the pair
  /// @param active which place gets the traffic
  /// @param busy whether traffic is being moved
  /// @param dnsPopulated whether the address can be resolved
  /// @param meter how long the address was not served
  /// @param switchBegun when the first call of a switch that is not finished was made; empty when
  ///   none is
  /// @param last the last switch; empty when there was none
  record Group(
      String id,
      String name,
      String primary,
      Optional<String> secondary,
      List<String> domains,
      Place active,
      boolean busy,
      boolean dnsPopulated,
      Meter meter,
      Optional<Begun> switchBegun,
      Optional<Switch> last)
      implements Fact {
    static final String PREFIX = "group/";

    /// Copies the domains.
    public Group {
      domains = List.copyOf(domains);
    }

    @Override
    public String key() {
      return PREFIX + id;
    }

    /// Returns the name that clients use.
    public String address() {
      return name + ".failover.local";
    }

    /// Returns the app in a place; empty when the place is.
    public Optional<String> app(Place place) {
      return place == Place.PRIMARY ? Optional.of(primary) : secondary;
    }

    /// Returns the app that the address leads to.
    public String answers() {
      return app(active).orElse(primary);
    }

    /// Tells whether an app has a place in it.
    public boolean has(String app) {
      return primary.equals(app) || secondary.equals(Optional.of(app));
    }

    Group withMembers(String newPrimary, Optional<String> newSecondary, Place newActive) {
      return new Group(
          id,
          name,
          newPrimary,
          newSecondary,
          domains,
          newActive,
          busy,
          dnsPopulated,
          meter,
          switchBegun,
          last);
    }

    Group withNames(String newName, List<String> newDomains) {
      return new Group(
          id,
          newName,
          primary,
          secondary,
          newDomains,
          active,
          busy,
          dnsPopulated,
          meter,
          switchBegun,
          last);
    }

    Group withDns(boolean nowBusy, boolean populated) {
      return new Group(
          id,
          name,
          primary,
          secondary,
          domains,
          active,
          nowBusy,
          populated,
          meter,
          switchBegun,
          last);
    }

    Group withMeter(Meter newMeter) {
      return new Group(
          id,
          name,
          primary,
          secondary,
          domains,
          active,
          busy,
          dnsPopulated,
          newMeter,
          switchBegun,
          last);
    }

    Group withBegun(Optional<Begun> begun) {
      return new Group(
          id, name, primary, secondary, domains, active, busy, dnsPopulated, meter, begun, last);
    }

    Group withSwitch(Place newActive, boolean nowBusy, Switch newLast) {
      return new Group(
          id,
          name,
          primary,
          secondary,
          domains,
          newActive,
          nowBusy,
          dnsPopulated,
          meter,
          switchBegun,
          Optional.of(newLast));
    }
  }

  /// The beginning of a switch.
  ///
  /// @param at when its first call was made
  /// @param downtime how long the address had not been served until then, outages that still last
  ///   left out
  record Begun(Instant at, Duration downtime) {}

  /// A place in a group.
  enum Place {
    /// The first place.
    PRIMARY,
    /// The second place.
    SECONDARY
  }

  /// What is known of a switch.
  ///
  /// @param from the place that was left
  /// @param to the place that was moved to
  /// @param mode `planned`, `emergency` or `outside`
  /// @param startedAt when it began
  /// @param finishedAt when the traffic had moved; empty while it moves
  /// @param downtime how long the address was not served; empty while it moves
  /// @param lostWrites writes the old side acknowledged and the new side does not have; empty while
  ///   it moves and when the two share no data
  record Switch(
      Place from,
      Place to,
      String mode,
      Instant startedAt,
      Optional<Instant> finishedAt,
      Optional<Duration> downtime,
      OptionalLong lostWrites) {}

  /// An app's way to another region.
  ///
  /// @param id its identifier
  /// @param app the app, by the name it had at first
  /// @param from the region it comes from
  /// @param to the region it goes to
  /// @param newName the name it gets; empty when it keeps its own
  /// @param live whether it moves without a stop
  /// @param status how far it is
  /// @param busy whether a phase is running
  /// @param redirectUntil until when the old address leads to the new one; empty before the end
  record Migration(
      String id,
      String app,
      String from,
      String to,
      Optional<String> newName,
      boolean live,
      MigrationStatus status,
      boolean busy,
      Optional<Instant> redirectUntil)
      implements Fact {
    static final String PREFIX = "migration/";

    @Override
    public String key() {
      return PREFIX + id;
    }

    /// Returns the app's name as it is now.
    public String appNow() {
      return status == MigrationStatus.FINALIZED ? newName.orElse(app) : app;
    }

    Migration withStatus(MigrationStatus newStatus, boolean nowBusy) {
      return new Migration(id, app, from, to, newName, live, newStatus, nowBusy, redirectUntil);
    }

    Migration withRedirect(Instant until) {
      return new Migration(id, app, from, to, newName, live, status, busy, Optional.of(until));
    }
  }

  /// How far a migration is.
  enum MigrationStatus {
    /// It was begun.
    CREATED,
    /// Its checks passed.
    CHECKED,
    /// The target exists.
    PREPARED,
    /// The data is there.
    DATA_MIGRATED,
    /// The app runs in the new region.
    FINALIZED,
    /// It was given up and reverted.
    ABORTED
  }

  /// Where a custom name leads.
  ///
  /// @param name the name
  /// @param target the host it leads to
  record Domain(String name, String target) implements Fact {
    static final String PREFIX = "domain/";

    @Override
    public String key() {
      return PREFIX + name;
    }
  }

  /// Clients that write.
  ///
  /// @param name its name
  /// @param follows the app they want
  /// @param byGroup whether they use the address of its failover group as soon as there is one
  /// @param rate requests a second
  /// @param served the app that serves them; empty while they are refused
  /// @param since when that began
  /// @param acknowledged requests that were served before that
  /// @param refused requests that were refused before that
  /// @param lost acknowledged writes that a switch left behind
  /// @param meter how long they were not served
  record Traffic(
      String name,
      String follows,
      boolean byGroup,
      long rate,
      Optional<String> served,
      Instant since,
      long acknowledged,
      long refused,
      long lost,
      Meter meter)
      implements Fact {
    static final String PREFIX = "traffic/";

    @Override
    public String key() {
      return PREFIX + name;
    }

    /// Returns how many requests were served.
    public long acknowledged(Instant now) {
      return acknowledged + (served.isPresent() ? Curve.written(rate, since, now) : 0);
    }

    /// Returns how many requests were refused.
    public long refused(Instant now) {
      return refused + (served.isPresent() ? 0 : Curve.written(rate, since, now));
    }

    Traffic settled(Optional<String> nowServed, Instant now) {
      return new Traffic(
          name,
          follows,
          byGroup,
          rate,
          nowServed,
          now,
          acknowledged(now),
          refused(now),
          lost,
          meter.changed(nowServed.isPresent(), now));
    }

    Traffic withLost(long more) {
      return new Traffic(
          name, follows, byGroup, rate, served, since, acknowledged, refused, lost + more, meter);
    }

    Traffic following(String target) {
      return new Traffic(
          name, target, byGroup, rate, served, since, acknowledged, refused, lost, meter);
    }
  }

  /// Something that will have happened at a known instant.
  ///
  /// @param due when
  /// @param order keeps two with the same instant apart
  /// @param effect what
  /// @param subject to what, e.g. `shop`
  /// @param value how, e.g. `true`
  /// @param call the call that began it
  record Pending(
      Instant due, String order, Effect effect, String subject, String value, String call)
      implements Fact {
    static final String PREFIX = "pending/";

    @Override
    public String key() {
      long micros = Math.addExact(due.getEpochSecond() * 1_000_000, due.getNano() / 1_000);
      return PREFIX + "%018d/%s".formatted(micros, order);
    }
  }

  /// What can be pending.
  enum Effect {
    /// Maintenance of an app becomes `true` or `false`.
    MAINTENANCE,
    /// Read-only of a database becomes `true` or `false`.
    READ_ONLY,
    /// An app was made and runs.
    CREATED,
    /// An app has got the size or region in `value`.
    CHANGED,
    /// A replica is filled.
    SEEDED,
    /// A replica no longer follows.
    DETACHED,
    /// A replica becomes writable; `force` when others are to be fenced.
    PROMOTED,
    /// A backup was made.
    BACKED_UP,
    /// A group's address can be resolved.
    RESOLVABLE,
    /// Traffic has moved; `value` is place and mode.
    MOVED,
    /// A migration has reached the status in `value`.
    PHASE,
    /// A switch should be over by now.
    OVERDUE
  }

  /// An invariant that was broken.
  ///
  /// @param order its place among all of them
  /// @param at when
  /// @param rule which
  /// @param detail what happened
  /// @param call the call that caused it
  record Violation(String order, Instant at, String rule, String detail, String call)
      implements Fact {
    static final String PREFIX = "violation/";

    @Override
    public String key() {
      return PREFIX + order;
    }
  }
}
