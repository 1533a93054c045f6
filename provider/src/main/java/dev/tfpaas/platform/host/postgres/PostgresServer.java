package dev.tfpaas.platform.host.postgres;

import dev.tfpaas.platform.host.engine.DatabaseServer;
import dev.tfpaas.platform.host.process.Daemon;
import dev.tfpaas.platform.host.process.HostFailure;
import dev.tfpaas.platform.host.process.OwnFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One server with its directory. Its methods change what is on this machine; who may call them
/// when is another's affair.
///
/// @param home holds its data, its log and its number
/// @param port where it listens, on loopback only
/// @param password of the roles [#OWNER] and [#USER]
/// @param tools the server's programs
public record PostgresServer(Path home, int port, String password, PostgresTools tools)
    implements DatabaseServer {
  /// The engine's name.
  public static final String ENGINE = "postgresql";

  /// The role that may do everything.
  public static final String OWNER = "paas";

  /// The role of the app, and its database.
  public static final String USER = "app";

  private static final Duration ANSWER = Duration.ofSeconds(3);
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Duration COPY = Duration.ofHours(6);
  private static final String NONE = "";
  private static final int OLDEST = 13;

  @Override
  public String toString() {
    return home.toString();
  }

  private PostgresFiles files() {
    return new PostgresFiles(home, port, password, tools);
  }

  private Daemon daemon() {
    return new Daemon(home.resolve("pid"));
  }

  @Override
  public boolean exists() {
    return Files.exists(files().data().resolve("PG_VERSION"));
  }

  /// Tells whether it will come up as a standby, which no session can make accept a write.
  @Override
  public boolean startsAsStandby() {
    return Files.exists(files().signal());
  }

  /// Makes an empty data set with a database for the app, unless there is one, and starts it.
  @Override
  public void make() {
    files().restore();
    if (!exists()) {
      if (Integer.parseInt(tools.major()) < OLDEST) {
        throw new HostFailure(
            "PostgreSQL %s in %s is too old: %d or later is needed, which follows another server without being restarted."
                .formatted(tools.major(), tools.programs(), OLDEST));
      }
      OwnFiles.deleteAll(files().fresh());
      files().directory(files().fresh());
      Path secret = files().secret("password", password);
      tools.run(
          "initdb",
          List.of(
              "-D",
              files().fresh().toString(),
              "-U",
              OWNER,
              "--pwfile=" + secret,
              "--auth=scram-sha-256",
              "-E",
              "UTF8",
              "--no-locale",
              "--no-sync"),
          Map.of(),
          LONG);
      OwnFiles.delete(secret);
      PostgresFiles.move(files().fresh(), files().data());
      files().configure(NONE, NONE);
    }
    start();
    try (PostgresConnection owner = open(ANSWER)) {
      if (isWritable(owner)
          && owner.query("SELECT 1 FROM pg_roles WHERE rolname = 'app'").isEmpty()) {
        // In one transaction there is no role without its password; a database needs its own.
        owner.query("CREATE ROLE app LOGIN PASSWORD '" + password + "'");
      }
      if (isWritable(owner)
          && owner.query("SELECT 1 FROM pg_database WHERE datname = 'app'").isEmpty()) {
        owner.query("CREATE DATABASE app OWNER app");
      }
    }
  }

  private static boolean isWritable(PostgresConnection it) {
    return it.value("SELECT pg_is_in_recovery()").equals("f");
  }

  /// Starts it, unless it runs.
  ///
  /// @throws HostFailure when it does not start: its log says why
  @Override
  public void start() {
    Optional<Long> running = pid();
    if (running.isPresent()) {
      daemon().note(running.get());
      return;
    }
    String made = PostgresFiles.read(files().data().resolve("PG_VERSION")).strip();
    if (!made.equals(tools.major())) {
      throw new HostFailure(
          "%s was made by PostgreSQL %s, and %s is PostgreSQL %s. Install that version again, or take the data over with pg_upgrade."
              .formatted(files().data(), made, tools.programs(), tools.major()));
    }
    // Of a killed server whose number nobody, or somebody else, has by now.
    OwnFiles.delete(files().lock());
    try {
      tools.run(
          "pg_ctl",
          List.of(
              "-D",
              files().data().toString(),
              "-l",
              files().log().toString(),
              "-w",
              "-t",
              "60",
              "start"),
          Map.of(),
          LONG);
    } catch (HostFailure failure) {
      throw new HostFailure(
          "PostgreSQL in %s does not start. Its log ends with: %s"
              .formatted(home, files().lastLines()),
          failure);
    }
    daemon().note(files().locker().orElse(0L));
  }

  /// Stops it in order: everything that it acknowledged is on disk, and with the standbys that
  /// listen.
  @Override
  public void stop() {
    if (runs()) {
      tools.run(
          "pg_ctl",
          List.of("-D", files().data().toString(), "-m", "fast", "-w", "-t", "60", "stop"),
          Map.of(),
          LONG);
    }
    daemon().stop();
  }

  /// Kills it with its processes (SIGKILL).
  @Override
  public void kill() {
    pid().ifPresent(daemon()::note);
    daemon().kill();
  }

  /// Sees to it that it cannot accept a write: it comes up again as a standby of nobody, in which
  /// no session can turn writing on. Nothing that it acknowledged is lost.
  ///
  /// @throws HostFailure when it says that it accepts writes all the same
  @Override
  public void fence() {
    stop();
    files().configure(NONE, NONE);
    files().asStandby();
    start();
    try (PostgresConnection owner = open(LONG)) {
      if (isWritable(owner)) {
        throw new HostFailure(
            "PostgreSQL in %s still accepts writes. Stop it by hand (pg_ctl -D %s stop), and try again."
                .formatted(home, files().data()));
      }
    }
  }

  /// Sees to it that it comes up as a standby of nobody, whenever it starts next.
  ///
  /// @throws IllegalStateException while it runs
  @Override
  public void fenceStopped() {
    if (runs()) {
      throw new IllegalStateException(home + " runs");
    }
    // One that was taken back only in part has the settings of the server that it was to follow.
    if (!startsAsStandby() || !files().hasOwnSettings()) {
      files().configure(NONE, NONE);
      files().asStandby();
    }
  }

  /// Makes a standby writable; returns when it is.
  @Override
  public void promote() {
    try (PostgresConnection owner = open(LONG)) {
      if (!isWritable(owner)) {
        owner.query("SELECT pg_promote(true, 60)");
      }
      owner.query("ALTER SYSTEM SET primary_conninfo = ''");
      owner.query("SELECT pg_reload_conf()");
    }
  }

  /// Lets a standby follow nobody any more.
  @Override
  public void detach() {
    try (PostgresConnection owner = open(ANSWER)) {
      owner.query("ALTER SYSTEM SET primary_conninfo = ''");
      owner.query("ALTER SYSTEM SET primary_slot_name = ''");
      owner.query("SELECT pg_reload_conf()");
    }
  }

  /// Lets it follow a server that includes all it holds, without a new copy.
  ///
  /// @param gate the port by which that one is reached
  /// @param slot what keeps that one's log until it was received; [#keepLog] has made it
  @Override
  public void follow(int gate, String slot) {
    if (runs() && startsAsStandby()) {
      try (PostgresConnection owner = open(ANSWER)) {
        owner.query(
            "ALTER SYSTEM SET primary_conninfo = "
                + PostgresFiles.quoted(files().connection(gate)));
        owner.query("ALTER SYSTEM SET primary_slot_name = '" + slot + "'");
        owner.query("SELECT pg_reload_conf()");
      }
      return;
    }
    stop();
    files().configure(files().connection(gate), slot);
    files().asStandby();
    start();
  }

  /// Takes back what it alone holds, and lets it follow a server of the same data set.
  ///
  /// @param gate the port by which that one is reached
  /// @param slot what keeps that one's log until it was received; [#keepLog] has made it
  @Override
  public void rewind(int gate, String slot) {
    // Without one the other server's file still names the timeline that it had before.
    try (PostgresConnection source = PostgresConnection.open(login(gate, "postgres"), LONG)) {
      source.query("CHECKPOINT");
    }
    stop();
    if (startsAsStandby()) {
      // It is rewound as what it was before it was fenced.
      OwnFiles.delete(files().signal());
    }
    try {
      tools.run(
          "pg_rewind",
          List.of(
              "-D",
              files().data().toString(),
              "--no-sync",
              "--source-server=" + files().connection(gate)),
          Map.of("PGPASSFILE", files().pass().toString()),
          COPY);
    } finally {
      // Whatever came of it, it must not come up as a primary.
      files().asStandby();
    }
    files().configure(files().connection(gate), slot);
    start();
  }

  /// Puts a copy of another server in place of what it holds, and follows that one.
  ///
  /// @param gate the port by which that one is reached
  /// @param slot what keeps that one's log until it was received; [#keepLog] has made it
  @Override
  public void copy(int gate, String slot) {
    OwnFiles.deleteAll(files().fresh());
    files().directory(files().fresh());
    tools.run(
        "pg_basebackup",
        List.of(
            "-D",
            files().fresh().toString(),
            "-h",
            "127.0.0.1",
            "-p",
            Integer.toString(gate),
            "-U",
            OWNER,
            "-w",
            "-X",
            "stream",
            "-S",
            slot,
            "-c",
            "fast",
            "--no-sync"),
        Map.of("PGPASSFILE", files().pass().toString()),
        COPY);
    stop();
    OwnFiles.deleteAll(files().old());
    if (exists()) {
      PostgresFiles.move(files().data(), files().old());
    }
    PostgresFiles.move(files().fresh(), files().data());
    files().configure(files().connection(gate), slot);
    files().asStandby();
    start();
    OwnFiles.deleteAll(files().old());
  }

  /// Lets another server keep its log until this one has received it; changes nothing here.
  ///
  /// @param gate the port by which that one is reached
  /// @param slot what keeps it
  @Override
  public void keepLog(int gate, String slot) {
    try (PostgresConnection source = PostgresConnection.open(login(gate, "postgres"), ANSWER)) {
      source.query(
          "SELECT pg_create_physical_replication_slot('%1$s', true) WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = '%1$s')"
              .formatted(slot));
    }
  }

  /// Lets it keep no log for servers that do not follow it any more.
  @Override
  public void dropSlots() {
    try (PostgresConnection owner = open(ANSWER)) {
      owner.query(
          "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE NOT active");
    }
  }

  /// Asks it what it is.
  ///
  /// @param gate the port by which it is reached
  /// @throws PostgresException when it does not answer
  @Override
  public PostgresFacts facts(int gate) {
    try (PostgresConnection owner = PostgresConnection.open(login(gate, USER), ANSWER)) {
      return PostgresFacts.read(owner);
    }
  }

  /// Reads a dump into the app's database, all of it or nothing, and only once.
  ///
  /// @param dump SQL, as `pg_dump` writes it; this process reads it, as the server's user may not
  @Override
  public void load(Path dump) {
    try (PostgresConnection owner = open(ANSWER)) {
      new PostgresDump(dump).load(owner, port, files().pass(), tools);
    }
  }

  @Override
  public String variable() {
    return "DATABASE_URL";
  }

  @Override
  public String url() {
    return "postgres://%s:%s@127.0.0.1:%d/%s".formatted(USER, password, port, USER);
  }

  private PostgresConnection open(Duration limit) {
    return PostgresConnection.open(login(port, "postgres"), limit);
  }

  private PostgresConnection.Login login(int gate, String database) {
    return new PostgresConnection.Login(gate, OWNER, database, password);
  }

  @Override
  public Optional<Long> pid() {
    return daemon().pid().or(files()::holder);
  }
}
