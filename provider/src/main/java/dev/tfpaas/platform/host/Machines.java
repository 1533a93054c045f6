package dev.tfpaas.platform.host;

import dev.tfpaas.platform.host.engine.DatabaseServer;
import dev.tfpaas.platform.host.ground.Cloud;
import dev.tfpaas.platform.host.ground.Ground;
import dev.tfpaas.platform.host.ground.HostEstate;
import dev.tfpaas.platform.host.ground.Records.AppRecord;
import dev.tfpaas.platform.host.ground.Records.DatabaseRecord;
import dev.tfpaas.platform.host.ground.Records.PairRecord;
import dev.tfpaas.platform.host.ground.Records.RegionRecord;
import dev.tfpaas.platform.host.network.NetworkLine;
import dev.tfpaas.platform.host.network.NetworkProcess;
import dev.tfpaas.platform.host.process.Daemon;
import dev.tfpaas.platform.host.process.HostFailure;
import dev.tfpaas.platform.host.process.OwnFiles;
import dev.tfpaas.platform.host.sample.SampleApp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Starts and stops what the platform is made of. A database that must not accept a write never
/// starts as one that does: the network is asked first where the addresses lead.
///
/// @param ground where it all is
public record Machines(Ground ground) {
  private static final Duration COMING_UP = Duration.ofSeconds(20);
  private static final long LOOK_NANOS = 20_000_000L;

  /// Returns where the network is asked.
  public NetworkLine network() {
    return new NetworkLine(ground);
  }

  private Path home(String app) {
    return ground.directory().resolve("apps").resolve(app);
  }

  private Daemon networkProcess() {
    return new Daemon(ground.directory().resolve("network.pid"));
  }

  /// Returns the process of an app.
  public Daemon process(AppRecord app) {
    return new Daemon(home(app.name()).resolve("pid"));
  }

  /// Returns the server of an app's database.
  public DatabaseServer server(AppRecord app, DatabaseRecord database) {
    return Engine.require(database.engine())
        .server(home(app.name()).resolve(database.engine()), database);
  }

  /// Changes what is asked for, and lets the network take it over.
  ///
  /// @throws HostFailure when the network does not answer; nothing is changed then
  public Cloud change(Consumer<Cloud> change) {
    requireNetwork();
    Cloud changed = ground.change(change);
    try {
      network().reload(changed);
    } catch (IOException failure) {
      throw silent(failure);
    }
    return changed;
  }

  /// Asks the network where the addresses lead.
  ///
  /// @throws HostFailure when it does not answer
  public NetworkLine.State requireNetwork() {
    return network().state().orElseThrow(() -> silent(new IOException("no answer")));
  }

  private static HostFailure silent(IOException failure) {
    return new HostFailure(
        "The network of the platform does not answer. `paas host up` starts what is not running.",
        failure);
  }

  /// Starts the network, unless it runs; returns when it answers.
  public void startNetwork() {
    networkProcess()
        .start(
            OwnJava.command(NetworkProcess.class, ground.directory().toString()),
            ground.directory(),
            Map.of(),
            ground.directory().resolve("network.log"));
    await("the network", () -> network().state().isPresent());
  }

  /// Sees to it that there is what an estate says, and that it runs.
  public void up(HostEstate estate) {
    estate.apps().stream()
        .flatMap(it -> it.engines().stream())
        .distinct()
        .forEach(it -> Engine.require(it).requirePrograms());
    ground.make(estate.firstPort());
    startNetwork();
    change(cloud -> {
      estate
          .regions()
          .forEach(it -> cloud.regions().putIfAbsent(it, new RegionRecord(it, true, false)));
      estate.apps().forEach(it -> add(cloud, it));
    });
    start();
  }

  /// Adds an app, unless there is one of its name. Which file is to be loaded may be mended until
  /// it is.
  private static void add(Cloud cloud, HostEstate.Member member) {
    Optional<String> dump = member.dump().map(Path::toAbsolutePath).map(Path::toString);
    if (cloud.app(member.name()).isPresent()) {
      cloud.apps().computeIfPresent(member.name(), (_, it) -> it.mending(dump));
      return;
    }
    List<Integer> ports = Ground.freePorts(cloud, 2 + 2 * member.engines().size());
    List<DatabaseRecord> databases = new ArrayList<>();
    String password = password(cloud);
    for (String engine : member.engines()) {
      int at = 2 + 2 * databases.size();
      databases.add(new DatabaseRecord(engine, ports.get(at), ports.get(at + 1), password));
    }
    Optional<String> dumped = dump.flatMap(_ -> HostEstate.dumped(member.engines()));
    databases.replaceAll(
        it -> dumped.filter(it.engine()::equals).isPresent() ? it.loading(dump) : it);
    cloud
        .apps()
        .put(
            member.name(),
            new AppRecord(
                member.name(),
                member.region(),
                Ground.secret(),
                Optional.empty(),
                member.program(),
                member.variables(),
                Optional.empty(),
                ports.get(0),
                ports.get(1),
                databases));
  }

  /// Roles and their passwords are part of what a replica gets, and any database may become the
  /// replica of any other: all have the same.
  private static String password(Cloud cloud) {
    return cloud.apps().values().stream()
        .flatMap(it -> it.databases().stream())
        .map(DatabaseRecord::password)
        .findFirst()
        .orElseGet(Ground::secret);
  }

  /// Starts everything that is to run and does not.
  public void start() {
    startNetwork();
    Cloud cloud = ground.read();
    cloud.regions().values().stream()
        .filter(RegionRecord::power)
        .forEach(region -> start(cloud, region.name()));
  }

  private void start(Cloud cloud, String region) {
    requireNetwork();
    List<AppRecord> apps = in(cloud, region);
    apps.forEach(app -> startDatabases(cloud, app));
    apps.forEach(this::startApp);
  }

  private static List<AppRecord> in(Cloud cloud, String region) {
    return cloud.apps().values().stream().filter(it -> it.region().equals(region)).toList();
  }

  private void startDatabases(Cloud cloud, AppRecord app) {
    for (DatabaseRecord database : app.databases()) {
      DatabaseServer server = server(app, database);
      if (!server.exists()) {
        makeDatabase(app, database);
      } else if (!server.runs()) {
        if (cloud.isLeft(app.name(), database.engine())) {
          server.fenceStopped();
        }
        server.start();
        giveBack(cloud, app, database);
      }
      load(cloud, app, database);
    }
  }

  /// Loads what is still to be loaded, before the app runs. Nothing is loaded into what another
  /// database follows, or follows itself.
  private void load(Cloud cloud, AppRecord app, DatabaseRecord database) {
    if (database.dump().isEmpty()
        || cloud.pairs().values().stream()
            .anyMatch(it -> it.has(app.name()) && it.engine().equals(database.engine()))) {
      return;
    }
    DatabaseServer server = server(app, database);
    // Making it may have been interrupted too.
    server.make();
    server.load(Path.of(database.dump().get()));
    change(it -> it.apps().computeIfPresent(app.name(), (_, one) -> one.mending(Optional.empty())));
  }

  /// A source that was closed by a switch which was given up is opened again: nobody else has
  /// written since, as its replica still cannot.
  private void giveBack(Cloud cloud, AppRecord app, DatabaseRecord database) {
    DatabaseServer server = server(app, database);
    if (server.startsAsStandby()
        && cloud.pairs().values().stream()
            .filter(it -> it.engine().equals(database.engine()) && it.closed().isEmpty())
            .anyMatch(it -> it.source().equals(app.name()) && isStandby(cloud, it))) {
      server.promote();
    }
  }

  private boolean isStandby(Cloud cloud, PairRecord pair) {
    AppRecord replica = cloud.requireApp(pair.replica());
    DatabaseServer server = server(replica, replica.database(pair.engine()).orElseThrow());
    return server.exists() && server.startsAsStandby();
  }

  /// Makes the databases of an app, each empty, unless they are there; and starts them.
  public void makeDatabases(AppRecord app) {
    app.databases().forEach(it -> makeDatabase(app, it));
  }

  private void makeDatabase(AppRecord app, DatabaseRecord database) {
    OwnFiles.passable(ground.directory().resolve("apps"));
    OwnFiles.passable(home(app.name()));
    OwnFiles.passable(home(app.name()).resolve(database.engine()));
    server(app, database).make();
  }

  /// Starts an app, unless it runs. It may take a while until it answers.
  public void startApp(AppRecord app) {
    OwnFiles.passable(ground.directory().resolve("apps"));
    OwnFiles.passable(home(app.name()));
    List<String> command =
        app.program().command().isEmpty()
            ? OwnJava.command(SampleApp.class)
            : app.program().command();
    process(app)
        .start(
            command,
            Path.of(app.program().directory()),
            AppVariables.of(app, app.databases().stream().map(it -> server(app, it)).toList()),
            home(app.name()).resolve("app.log"));
  }

  /// Stops an app, its databases and all, and deletes what it had.
  public void remove(AppRecord app) {
    process(app).stop();
    for (DatabaseRecord database : app.databases()) {
      server(app, database).stop();
    }
    OwnFiles.deleteAll(home(app.name()));
  }

  /// Stops everything, in order. What there is stays, for the next start.
  public void down() {
    if (!ground.exists()) {
      return;
    }
    Cloud cloud = ground.read();
    cloud.apps().values().forEach(app -> process(app).stop());
    for (AppRecord app : cloud.apps().values()) {
      app.databases().forEach(it -> server(app, it).stop());
    }
    networkProcess().stop();
  }

  /// Kills all that runs in a region, at once, and keeps it from starting.
  public void fail(String region) {
    requireRegion(region);
    Cloud cloud = change(it -> it.regions().put(region, new RegionRecord(region, false, false)));
    for (AppRecord app : in(cloud, region)) {
      process(app).kill();
      app.databases().forEach(it -> server(app, it).kill());
    }
  }

  /// Lets nothing through to a region any more, while what is in it goes on.
  public void cut(String region) {
    requireRegion(region);
    change(it -> it.regions().put(region, new RegionRecord(region, true, true)));
  }

  private void requireRegion(String region) {
    if (!ground.read().regions().containsKey(region)) {
      throw new HostFailure(
          "There is no region %s; there are %s."
              .formatted(region, String.join(", ", ground.read().regions().keySet())));
    }
  }

  /// Brings a region back: what was left meanwhile is closed to writes first.
  public void heal(String region) {
    requireRegion(region);
    requireNetwork();
    Cloud cloud = ground.read();
    for (AppRecord app : in(cloud, region)) {
      for (DatabaseRecord database : app.databases()) {
        DatabaseServer server = server(app, database);
        if (cloud.isLeft(app.name(), database.engine())
            && server.runs()
            && !server.startsAsStandby()) {
          server.fence();
        }
      }
    }
    Cloud healed = change(it -> it.regions().put(region, new RegionRecord(region, true, false)));
    start(healed, region);
  }

  /// Returns what runs, by what it is: the numbers of the processes.
  public Map<String, Long> running() {
    Map<String, Long> pids = new TreeMap<>();
    networkProcess().pid().ifPresent(it -> pids.put("network", it));
    for (AppRecord app : ground.read().apps().values()) {
      process(app).pid().ifPresent(it -> pids.put(app.name(), it));
      for (DatabaseRecord database : app.databases()) {
        server(app, database)
            .pid()
            .ifPresent(it -> pids.put(app.name() + " " + database.engine(), it));
      }
    }
    return pids;
  }

  /// Waits until an app answers, whatever it answers, if it is to.
  public void awaitApp(AppRecord app) {
    await(
        app.name(),
        () -> {
          try {
            return network().health(ground.read(), app.name()) > 0;
          } catch (IOException _) {
            return false;
          }
        });
  }

  private static void await(String what, BooleanSupplier isThere) {
    long until = System.nanoTime() + COMING_UP.toNanos();
    while (!isThere.getAsBoolean()) {
      if (System.nanoTime() > until || Thread.currentThread().isInterrupted()) {
        throw new HostFailure(
            "%s did not answer within %d s. Its log is in the platform's directory."
                .formatted(what, COMING_UP.toSeconds()));
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
