package dev.tfpaas.platform.host.redis;

import dev.tfpaas.platform.host.engine.DatabaseServer;
import dev.tfpaas.platform.host.process.Daemon;
import dev.tfpaas.platform.host.process.HostFailure;
import dev.tfpaas.platform.host.process.OwnFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// One server with its directory.
///
/// What closes it is that it is a replica: the app's user may neither write to one nor make it a
/// primary. It stays one through every start, since its file says so before it is told. Each write
/// is on disk before it is acknowledged (`appendfsync always`). A start from that log forgets by
/// which name and position others know the data; so what is closed saves both, and starts from
/// there.
///
/// @param home holds its data, its settings, its log and its number
/// @param port where it listens, on loopback only
/// @param password of the users [#OWNER] and [#USER]
/// @param tools the server's program
public record RedisServer(Path home, int port, String password, RedisTools tools)
    implements DatabaseServer {
  /// The engine's name.
  public static final String ENGINE = "redis";

  /// The user that may do everything.
  public static final String OWNER = "paas";

  /// The user of the app.
  public static final String USER = "app";

  /// The port of a source that nobody is: no server is given one that low.
  static final String NOBODY = "1";

  private static final Duration ANSWER = Duration.ofSeconds(3);
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Duration COPY = Duration.ofHours(6);
  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final long LOOK_NANOS = 10_000_000L;

  @Override
  public String toString() {
    return home.toString();
  }

  private RedisFiles files() {
    return new RedisFiles(home, port, password);
  }

  private Daemon daemon() {
    return new Daemon(home.resolve("pid"));
  }

  @Override
  public String variable() {
    return "REDIS_URL";
  }

  @Override
  public String url() {
    return "redis://%s:%s@127.0.0.1:%d".formatted(USER, password, port);
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
    return files().source().isPresent();
  }

  @Override
  public void make() {
    if (!exists()) {
      tools.requireVersion();
      OwnFiles.closed(files().data());
      files().configure(Optional.empty(), RedisFiles.Start.LOG);
    }
    start();
  }

  @Override
  public void start() {
    Optional<Long> running = pid();
    if (running.isPresent()) {
      daemon().note(running.get());
      return;
    }
    daemon()
        .start(
            List.of(tools.program().toString(), files().settings().toString()),
            files().data(),
            Map.of(),
            files().log());
    await(
        LONG,
        () -> {
          if (!runs()) {
            throw new HostFailure(
                "%s in %s does not start. Its log ends with: %s"
                    .formatted(tools.program().getFileName(), home, files().lastLines()));
          }
          try (RedisConnection owner = open(ANSWER)) {
            return owner.value("PING").equals("PONG");
          } catch (RedisException failure) {
            if (failure.isPassing()) {
              return false;
            }
            throw failure;
          }
        });
  }

  @Override
  public void stop() {
    pid().ifPresent(daemon()::note);
    daemon().stop();
  }

  @Override
  public void kill() {
    pid().ifPresent(daemon()::note);
    daemon().kill();
  }

  @Override
  public void fence() {
    if (!runs()) {
      fenceStopped();
      start();
    }
    detach();
  }

  @Override
  public void fenceStopped() {
    if (runs()) {
      throw new IllegalStateException(home + " runs");
    }
    if (!startsAsStandby()) {
      files().configure(Optional.of(NOBODY), RedisFiles.Start.LOG);
    }
  }

  @Override
  public void detach() {
    try (RedisConnection owner = open(LONG)) {
      // However this ends, it must not come up as a primary.
      if (!files().startsFromSaved()) {
        files().configure(Optional.of(NOBODY), RedisFiles.Start.LOG);
      }
      owner.ask("REPLICAOF", "127.0.0.1", NOBODY);
      RedisFacts now = RedisFacts.read(owner);
      if (!now.isStandby() || now.follows()) {
        throw new HostFailure(
            "Redis in %s still accepts writes. Stop it by hand, and try again.".formatted(home));
      }
      save(owner);
    }
  }

  /// Where it cannot be saved now, as somebody is being given a copy, it starts from its log.
  private void save(RedisConnection owner) {
    try {
      owner.ask("SAVE");
    } catch (RedisException failure) {
      if (failure.isAnswer()) {
        return;
      }
      throw failure;
    }
    files().configure(Optional.of(NOBODY), RedisFiles.Start.SAVED);
  }

  @Override
  public void promote() {
    try (RedisConnection owner = open(LONG)) {
      keepLog(owner);
      // Until it has been told it must not come up as a primary; once it was, it must not come up
      // as
      // the replica of a server that lacks what it wrote since.
      files().configure(Optional.of(NOBODY), RedisFiles.Start.LOG);
      owner.ask("REPLICAOF", "NO", "ONE");
      files().configure(Optional.empty(), RedisFiles.Start.LOG);
    }
  }

  /// Lets it log again what it does, where it was started from what was saved.
  private static void keepLog(RedisConnection owner) {
    if (!RedisFacts.read(owner).logs()) {
      owner.ask("CONFIG", "SET", "appendonly", "yes");
      await(LONG, () -> RedisFacts.read(owner).logs());
    }
  }

  /// Redis itself sends what is missing where it knows both, and else a copy.
  @Override
  public void follow(int gate, String slot) {
    if (!runs()) {
      fenceStopped();
      start();
    }
    try (RedisConnection owner = open(LONG)) {
      keepLog(owner);
      files().configure(Optional.of(Integer.toString(gate)), RedisFiles.Start.LOG);
      owner.ask("REPLICAOF", "127.0.0.1", Integer.toString(gate));
      // The copy is in place of what it held when it is whole, and its log begins with it.
      long[] heard = {System.nanoTime()};
      await(
          COPY,
          () -> {
            RedisFacts now = RedisFacts.read(owner);
            if (!now.streams()) {
              requireSource(gate, heard);
            }
            return now.streams() && now.logs();
          });
    }
  }

  /// Redis itself asks a source that is gone for ever.
  ///
  /// @param heard when it was last there, by the clock for durations; changed when it is
  private void requireSource(int gate, long[] heard) {
    long now = System.nanoTime();
    if (now - heard[0] < SILENCE.toNanos() / 2) {
      return;
    }
    try (RedisConnection source =
        RedisConnection.open(new RedisConnection.Login(gate, OWNER, password), ANSWER)) {
      source.ask("PING");
      heard[0] = System.nanoTime();
    } catch (RedisException failure) {
      if (failure.isAnswer()) {
        heard[0] = now;
      } else if (now - heard[0] > SILENCE.toNanos()) {
        throw new HostFailure(
            "The source of %s does not answer any more: %s. Bring it back (paas host heal), and apply again."
                .formatted(home, failure.getMessage()));
      }
    }
  }

  @Override
  public void rewind(int gate, String slot) {
    follow(gate, slot);
  }

  /// What does not come up is no longer needed.
  @Override
  public void copy(int gate, String slot) {
    if (!runs()) {
      OwnFiles.deleteAll(files().data());
      OwnFiles.closed(files().data());
      files().configure(Optional.of(NOBODY), RedisFiles.Start.LOG);
    }
    follow(gate, slot);
  }

  /// It keeps its log for whoever comes; what it is asked is whether it can be read here.
  @Override
  public void keepLog(int gate, String slot) {
    // What does not come up is copied anew, by the same program.
    String mine = runs() ? facts(port).version() : tools.version();
    String source = facts(gate).version();
    RedisTools.cannotRead(mine, source)
        .ifPresent(why -> {
          throw new HostFailure(
              "The server in %s is %s, and cannot follow %s: %s. Install the same version for both, and start them again: paas host down, paas host up."
                  .formatted(home, mine, source, why));
        });
  }

  /// There are none.
  @Override
  public void dropSlots() {}

  @Override
  public RedisFacts facts(int gate) {
    try (RedisConnection owner =
        RedisConnection.open(new RedisConnection.Login(gate, OWNER, password), ANSWER)) {
      // Until all is read it counts only what it has read, and would pass for empty.
      if (owner.value("INFO", "persistence").contains("\nloading:1")) {
        throw RedisException.answered("LOADING what is on its disk");
      }
      return RedisFacts.read(owner);
    }
  }

  @Override
  public void load(Path dump) {
    throw new HostFailure("%s is read into PostgreSQL, and into no %s.".formatted(dump, ENGINE));
  }

  private RedisConnection open(Duration limit) {
    return RedisConnection.open(new RedisConnection.Login(port, OWNER, password), limit);
  }

  private static void await(Duration limit, BooleanSupplier isThere) {
    long until = System.nanoTime() + limit.toNanos();
    while (!isThere.getAsBoolean()) {
      if (System.nanoTime() > until || Thread.currentThread().isInterrupted()) {
        throw new HostFailure(
            "Redis did not do within %d s what it was told.".formatted(limit.toSeconds()));
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
