package dev.tfpaas.platform.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tfpaas.platform.App;
import dev.tfpaas.platform.AppClones;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.FailoverGroups;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.platform.host.engine.DatabaseException;
import dev.tfpaas.platform.host.engine.DatabaseServer;
import dev.tfpaas.platform.host.ground.Cloud;
import dev.tfpaas.platform.host.ground.Ground;
import dev.tfpaas.platform.host.ground.HostEstate;
import dev.tfpaas.platform.host.ground.Records.AppRecord;
import dev.tfpaas.platform.host.ground.Records.DatabaseRecord;
import dev.tfpaas.platform.host.ground.Records.Program;
import dev.tfpaas.platform.host.mariadb.MariaConnection;
import dev.tfpaas.platform.host.mariadb.MariaTools;
import dev.tfpaas.platform.host.postgres.PostgresConnection;
import dev.tfpaas.platform.host.postgres.PostgresServer;
import dev.tfpaas.platform.host.postgres.PostgresTools;
import dev.tfpaas.platform.host.process.OwnFiles;
import dev.tfpaas.platform.host.redis.RedisConnection;
import dev.tfpaas.platform.host.redis.RedisTools;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Runner;
import dev.tfpaas.runbook.Sleeper;
import dev.tfpaas.runbook.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A platform of real processes in a directory of its own, with the app `shop`; stops them when it
/// is closed.
final class HostStage implements AutoCloseable {
  static final GroupSpec PAIR =
      new GroupSpec(Optional.of("shop"), "shop", Optional.of("shop-dr"), Set.of());
  static final ReplicationSpec ORDERS =
      new ReplicationSpec("shop", "shop-dr", "postgresql", false, Optional.empty());
  static final ReplicationSpec BACK =
      new ReplicationSpec("shop-dr", "shop", "postgresql", false, Optional.empty());

  /// Each process that the build runs tests in has 1,000 ports of its own, below those that systems
  /// give out by themselves; one that is not the build's goes by its number.
  private static final AtomicInteger NEXT =
      new AtomicInteger(
          18_000
              + 1_000
                  * (int)
                      (Long.getLong("surefire.forkNumber", ProcessHandle.current().pid()) % 13));

  private static final Duration ANSWER = Duration.ofSeconds(2);

  final List<String> log = Collections.synchronizedList(new ArrayList<>());
  final Path directory;
  final Machines machines;
  final HostPlatform platform;

  final String engine;

  HostStage() {
    this("postgresql");
  }

  /// Makes one whose apps have one database each, of that engine.
  HostStage(String engine) {
    this.engine = engine;
    if (isMysql()) {
      assumeTrue(
          MariaTools.find().isPresent(),
          "MariaDB's programs are not on this machine: apt-get install mariadb-server");
    } else if (isRedis()) {
      assumeTrue(
          RedisTools.find().isPresent(),
          "Redis is not on this machine: apt-get install redis-server");
    } else {
      assumeTrue(
          PostgresTools.find().isPresent(),
          "PostgreSQL's server programs are not on this machine: apt-get install postgresql");
    }
    try {
      directory = Files.createTempDirectory("paas-host-test-");
      // Where this is root the servers run as somebody else.
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
    Path home = directory.resolve(".paas-host");
    machines = new Machines(new Ground(home));
    platform = HostPlatform.open(home, Clock.systemUTC());
  }

  /// Starts the app `shop` in `eu-west`, and others beside it that have nothing to do with it.
  HostStage up(String... others) {
    return up(Optional.empty(), others);
  }

  /// Starts the app `shop` in `eu-west` and others, each with what a file holds.
  HostStage up(Optional<Path> dump, String... others) {
    machines.up(
        new HostEstate(
            List.of("eu-central", "eu-west"),
            NEXT.getAndAdd(40),
            Stream.concat(Stream.of("shop"), Stream.of(others))
                .map(name ->
                    new HostEstate.Member(
                        name,
                        "eu-west",
                        new Program(List.of(), directory.toString(), "/"),
                        Map.of("LOG_LEVEL", "info"),
                        List.of(engine),
                        dump))
                .toList()));
    machines.awaitApp(app("shop"));
    return this;
  }

  private boolean isRedis() {
    return engine.equals("redis");
  }

  private boolean isMysql() {
    return engine.equals("mysql");
  }

  /// What is asked for from `shop` to `shop-dr`, or back.
  ReplicationSpec flow(String source, boolean overwrites, Replication.Direction direction) {
    return new ReplicationSpec(
        source,
        source.equals("shop") ? "shop-dr" : "shop",
        engine,
        overwrites,
        Optional.empty(),
        direction);
  }

  Cloud cloud() {
    return machines.ground().read();
  }

  AppRecord app(String name) {
    return cloud().requireApp(name);
  }

  PostgresServer server(String app) {
    return (PostgresServer) database(app);
  }

  DatabaseServer database(String app) {
    return machines.server(app(app), app(app).databases().getFirst());
  }

  AppClones clones() {
    return platform.appClones().get().orElseThrow();
  }

  Replications replications() {
    return platform.replications().get().orElseThrow();
  }

  FailoverGroups groups() {
    return platform.failoverGroups().get().orElseThrow();
  }

  App seen(String app) {
    return platform.apps().find(app).orElseThrow();
  }

  Replication replication() {
    return replications().find("shop:shop-dr:" + engine).orElseThrow();
  }

  FailoverGroup group() {
    return groups().find("shop").orElseThrow();
  }

  static CloneSpec clone(String name) {
    return new CloneSpec(
        "shop",
        name,
        Optional.empty(),
        Optional.of("eu-central"),
        Optional.empty(),
        Optional.empty(),
        false,
        Map.of(),
        Optional.empty(),
        true,
        Optional.empty());
  }

  Outcome run(Runbook runbook) {
    return new Runner(Clock.systemUTC(), Sleeper.THREAD, log::add).run(runbook, StopSignal.NEVER);
  }

  void done(Runbook runbook) {
    assertThat(run(runbook))
        .as("%s%n%s", runbook.lines(), log)
        .isInstanceOf(Outcome.Completed.class);
  }

  /// Makes the copy, the replica and the group.
  HostStage formed() {
    done(clones().create(clone("shop-dr")));
    done(replications().create(flow("shop", false, Replication.Direction.FIXED)));
    done(groups().create(PAIR, Side.PRIMARY));
    return this;
  }

  Runbook switchTo(Side to, SwitchSpec.Mode mode) {
    return groups().switchOver(group(), new SwitchSpec(to, mode, true, List.of(replication())));
  }

  /// Returns the requests that an app's own database has, read by its own port.
  List<String> rows(String app) {
    if (isRedis()) {
      try (RedisConnection connection = RedisConnection.open(redis(app), ANSWER)) {
        return connection.ask("HKEYS", "paas_requests");
      }
    }
    return rows(app, "SELECT id FROM paas_requests");
  }

  /// Asks an app's own database by its own port.
  ///
  /// @return the first column
  List<String> rows(String app, String query) {
    if (isMysql()) {
      try (MariaConnection connection = MariaConnection.open(maria(app, "app"), ANSWER)) {
        return connection.query(query).stream().map(List::getFirst).toList();
      }
    }
    try (PostgresConnection connection = PostgresConnection.open(login(app), ANSWER)) {
      return connection.query(query).stream().map(List::getFirst).toList();
    }
  }

  MariaConnection.Login maria(String app, String user) {
    DatabaseRecord database = app(app).databases().getFirst();
    return new MariaConnection.Login(database.port(), user, "app", database.password());
  }

  private RedisConnection.Login redis(String app) {
    DatabaseRecord database = app(app).databases().getFirst();
    return new RedisConnection.Login(database.port(), "app", database.password());
  }

  private PostgresConnection.Login login(String app) {
    DatabaseRecord database = app(app).databases().getFirst();
    return new PostgresConnection.Login(database.port(), "app", "app", database.password());
  }

  /// Writes to an app's database by its own port, past every gate.
  ///
  /// @return whether it was acknowledged
  boolean writes(String app, String statement) {
    if (isRedis()) {
      return tells(app, statement.split(" ", -1));
    }
    if (isMysql()) {
      return does(maria(app, "app"), statement);
    }
    try (PostgresConnection connection = PostgresConnection.open(login(app), ANSWER)) {
      connection.query("SET default_transaction_read_only = off; " + statement);
      return true;
    } catch (DatabaseException _) {
      return false;
    }
  }

  /// Says something to a MariaDB.
  ///
  /// @return whether it was acknowledged
  static boolean does(MariaConnection.Login login, String statement) {
    try (MariaConnection connection = MariaConnection.open(login, ANSWER)) {
      connection.query(statement);
      return true;
    } catch (DatabaseException _) {
      return false;
    }
  }

  /// Gives a command to an app's Redis by its own port, as the app may.
  ///
  /// @return whether it was acknowledged
  private boolean tells(String app, String... words) {
    try (RedisConnection connection = RedisConnection.open(redis(app), ANSWER)) {
      connection.ask(words);
      return true;
    } catch (DatabaseException _) {
      return false;
    }
  }

  List<String> changes() {
    Path file = directory.resolve(".paas-host").resolve("calls.log");
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /// Takes away what a test has made, so that the next one finds `shop` as it was; starting all of
  /// it anew would take seconds.
  void reset() {
    machines.change(cloud -> {
      cloud.groups().clear();
      cloud.pairs().clear();
      cloud.marks().clear();
    });
    for (AppRecord app : cloud().apps().values()) {
      if (!app.name().equals("shop")) {
        machines.remove(app);
      }
    }
    machines.change(cloud -> {
      cloud.apps().keySet().removeIf(name -> !name.equals("shop"));
      cloud.apps().computeIfPresent("shop", (_, it) -> it.closed(Optional.empty()));
      cloud.reopen("shop", engine);
    });
    List.of("eu-central", "eu-west").forEach(machines::heal);
    database("shop").promote();
    database("shop").dropSlots();
    OwnFiles.delete(directory.resolve(".paas-host").resolve("calls.log"));
    log.clear();
  }

  @Override
  public void close() {
    machines.down();
    OwnFiles.deleteAll(directory);
  }
}
