package dev.tfpaas.platform.host.mariadb;

import dev.tfpaas.platform.host.engine.DatabaseServer;
import dev.tfpaas.platform.host.process.Daemon;
import dev.tfpaas.platform.host.process.HostFailure;
import dev.tfpaas.platform.host.process.OwnFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// One server with its directory.
///
/// What closes it is `read_only` with nobody left who may write all the same, see [MariaFence]. Its
/// settings say so before it is told, and say that it is open only after it is. A commit is on disk
/// before it is acknowledged.
///
/// @param home holds its data, its log and its number
/// @param port where it listens, on loopback only
/// @param password of the users [#OWNER] and [#USER]
/// @param tools the server's programs
public record MariaServer(Path home, int port, String password, MariaTools tools)
    implements DatabaseServer {
  /// The engine's name, as on every platform.
  public static final String ENGINE = "mysql";

  /// The user that may do everything.
  public static final String OWNER = "paas";

  /// The user of the app, and its database.
  public static final String USER = "app";

  static final Duration LONG = Duration.ofMinutes(2);
  private static final Duration ANSWER = Duration.ofSeconds(3);
  private static final long LOOK_NANOS = 10_000_000L;

  @Override
  public String toString() {
    return home.toString();
  }

  private MariaFiles files() {
    return new MariaFiles(home, port, password);
  }

  private MariaCopy copies() {
    return new MariaCopy(files(), tools);
  }

  private Daemon daemon() {
    return new Daemon(home.resolve("pid"));
  }

  @Override
  public String variable() {
    return "MYSQL_URL";
  }

  @Override
  public String url() {
    return "mysql://%s:%s@127.0.0.1:%d/%s".formatted(USER, password, port, USER);
  }

  @Override
  public boolean exists() {
    return files().exists();
  }

  @Override
  public Optional<Long> pid() {
    return daemon().pid().or(files()::holder);
  }

  @Override
  public boolean startsAsStandby() {
    return files().isClosed();
  }

  @Override
  public void make() {
    files().restore();
    if (!exists()) {
      copies().install(MariaFiles.number(), false);
      files().replace();
    }
    start();
    if (!startsAsStandby()) {
      try (MariaConnection owner = open(LONG)) {
        // Said to the log as well, so that there is a position to begin from.
        if (owner.query("SHOW DATABASES LIKE '" + USER + "'").isEmpty()) {
          owner.query("CREATE DATABASE " + USER);
        }
      }
    }
  }

  @Override
  public void start() {
    Optional<Long> running = pid();
    if (running.isPresent()) {
      daemon().note(running.get());
      return;
    }
    requireVersion();
    List<String> words = new ArrayList<>();
    words.add(tools.server().toString());
    words.add("--defaults-file=" + MariaFiles.settings(files().data()));
    words.add("--tmpdir=" + MariaTools.temporary(home, "tmp"));
    words.addAll(MariaTools.asUser());
    // Of a killed server whose number nobody, or somebody else, has by now.
    OwnFiles.delete(files().data().resolve("paas.pid"));
    daemon().start(words, files().data(), Map.of(), files().log());
    await(
        LONG,
        () -> {
          if (!runs()) {
            throw new HostFailure(
                "MariaDB in %s does not start. Its log ends with: %s"
                    .formatted(home, files().lastLines()));
          }
          return answers(login(port));
        });
  }

  /// What another release has made is neither read nor changed by accident.
  private void requireVersion() {
    String made = files().madeBy();
    String mine = tools.version().toString();
    if (!made.equals(mine)) {
      throw new HostFailure(
          "%s was made by MariaDB %s, and %s is MariaDB %s. Install that version again, or take the data over with mariadb-upgrade and write the new version into %s."
              .formatted(files().data(), made, tools.server(), mine, files().version()));
    }
  }

  static boolean answers(MariaConnection.Login login) {
    try (MariaConnection owner = MariaConnection.open(login, ANSWER)) {
      return !owner.query("SELECT 1").isEmpty();
    } catch (MariaException failure) {
      if (failure.isPassing()) {
        return false;
      }
      throw failure;
    }
  }

  @Override
  public void stop() {
    copies().filling().kill();
    pid().ifPresent(daemon()::note);
    if (runs()) {
      try (MariaConnection owner = open(ANSWER)) {
        owner.query("SHUTDOWN");
        await(LONG, () -> !runs());
      } catch (MariaException _) {
        // It is told in the other way.
      }
    }
    daemon().stop();
  }

  @Override
  public void kill() {
    copies().filling().kill();
    pid().ifPresent(daemon()::note);
    daemon().kill();
  }

  @Override
  public void fence() {
    if (!runs()) {
      fenceStopped();
      start();
    }
    files().close(true);
    try (MariaConnection owner = open(LONG)) {
      fence(owner).close();
      fence(owner).leave();
    }
  }

  private MariaFence fence(MariaConnection owner) {
    return new MariaFence(owner, files().locked());
  }

  @Override
  public void fenceStopped() {
    if (runs()) {
      throw new IllegalStateException(home + " runs");
    }
    files().close(true);
  }

  @Override
  public void promote() {
    try (MariaConnection owner = open(LONG)) {
      fence(owner).leave();
      fence(owner).open();
    }
    files().close(false);
  }

  @Override
  public void detach() {
    try (MariaConnection owner = open(LONG)) {
      fence(owner).leave();
      fence(owner).close();
    }
  }

  @Override
  public void follow(int gate, String slot) {
    fence();
    try (MariaConnection owner = open(LONG)) {
      // Of what it wrote itself it knows only by its log.
      owner.query("SET GLOBAL gtid_slave_pos = @@global.gtid_binlog_pos");
      owner.query(source(gate, password));
      owner.query("START SLAVE");
    }
  }

  /// Says whom to follow.
  static String source(int gate, String password) {
    return "CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = %d, MASTER_USER = '%s', MASTER_PASSWORD = '%s', MASTER_USE_GTID = slave_pos, MASTER_CONNECT_RETRY = 1, MASTER_HEARTBEAT_PERIOD = 1"
        .formatted(gate, OWNER, password);
  }

  /// MariaDB takes nothing back that it has committed.
  @Override
  public void rewind(int gate, String slot) {
    copy(gate, slot);
  }

  @Override
  public void copy(int gate, String slot) {
    copies().take(gate);
    stop();
    files().replace();
    start();
    try (MariaConnection owner = open(LONG)) {
      fence(owner).close();
    }
    OwnFiles.deleteAll(files().old());
  }

  /// It keeps its log for whoever comes; what it is asked is whether it can be read here.
  @Override
  public void keepLog(int gate, String slot) {
    MariaTools.Version mine = tools.version();
    String said = facts(gate).version();
    MariaTools.Version source = MariaTools.Version.parse(said).orElse(mine);
    if (mine.compareTo(source) < 0) {
      throw new HostFailure(
          "%s is MariaDB %s, and cannot follow MariaDB %s: it is older. Install the same version for both, and start them again: paas host down, paas host up."
              .formatted(tools.server(), mine, source));
    }
  }

  /// There are none.
  @Override
  public void dropSlots() {}

  @Override
  public MariaFacts facts(int gate) {
    try (MariaConnection owner = MariaConnection.open(login(gate), ANSWER)) {
      return MariaFacts.read(owner);
    }
  }

  @Override
  public void load(Path dump) {
    try (MariaConnection owner = open(LONG)) {
      new MariaDump(dump).load(owner, port, files().login(), tools);
    }
  }

  private MariaConnection.Login login(int at) {
    return new MariaConnection.Login(at, OWNER, "mysql", password);
  }

  private MariaConnection open(Duration limit) {
    return MariaConnection.open(login(port), limit);
  }

  static void await(Duration limit, BooleanSupplier isThere) {
    long until = System.nanoTime() + limit.toNanos();
    while (!isThere.getAsBoolean()) {
      if (System.nanoTime() > until || Thread.currentThread().isInterrupted()) {
        throw new HostFailure(
            "MariaDB did not do within %d s what it was told.".formatted(limit.toSeconds()));
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
