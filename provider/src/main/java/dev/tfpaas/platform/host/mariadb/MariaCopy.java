package dev.tfpaas.platform.host.mariadb;

import dev.tfpaas.platform.host.process.Daemon;
import dev.tfpaas.platform.host.process.HostFailure;
import dev.tfpaas.platform.host.process.OwnFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Makes data sets beside the one that there is: an empty one, or a copy of another server's. What
/// was not finished is begun anew, and nobody has seen it.
///
/// @param files where they are made
/// @param tools the server's programs
record MariaCopy(MariaFiles files, MariaTools tools) {
  private static final Duration STARTING = Duration.ofMinutes(5);
  private static final Duration COPYING = Duration.ofHours(6);

  /// The server that a copy is read into before it is in its place.
  Daemon filling() {
    return new Daemon(files().home().resolve("filling.pid"));
  }

  /// Makes an empty data set with the users, unreachable from anywhere.
  void install(long domain, boolean isClosed) {
    String release = tools.version().toString();
    filling().kill();
    OwnFiles.deleteAll(files.fresh());
    MariaBlank blank = new MariaBlank(files.home(), tools, release);
    blank.copy(blank.first(files.password()), files.fresh());
    files.make(domain, isClosed, release);
  }

  /// Makes a copy of what another server holds, which will follow it.
  ///
  /// @param gate the port by which that one is reached
  void take(int gate) {
    Path dump = files.home().resolve("copy.sql");
    OwnFiles.delete(dump);
    OwnFiles.append(dump);
    try {
      MariaFacts before;
      try (MariaConnection source = MariaConnection.open(login(gate), MariaServer.LONG)) {
        before = MariaFacts.read(source);
        write(gate, databases(source), dump);
      }
      install(before.domain(), true);
      read(gate, dump, before);
    } finally {
      OwnFiles.delete(dump);
    }
  }

  private static List<String> databases(MariaConnection source) {
    return source
        .query(
            "SELECT schema_name FROM information_schema.schemata WHERE schema_name NOT IN ('mysql',"
                + " 'sys', 'information_schema', 'performance_schema')")
        .stream()
        .map(List::getFirst)
        .toList();
  }

  private void write(int gate, List<String> databases, Path dump) {
    List<String> words = new ArrayList<>(client(gate));
    words.addAll(
        List.of(
            "--single-transaction",
            "--quick",
            "--hex-blob",
            "--routines",
            "--events",
            "--triggers",
            "--master-data=1",
            "--gtid",
            "--system=users",
            "--insert-ignore",
            "--result-file=" + dump,
            "--databases"));
    words.addAll(databases);
    tools.run(tools.dump(), words, Path.of("/dev/null"), COPYING);
  }

  private List<String> client(int port) {
    return List.of(
        "--defaults-file=" + files.login(),
        "--host=127.0.0.1",
        "--port=" + port,
        "--user=" + MariaServer.OWNER);
  }

  private MariaConnection.Login login(int port) {
    return new MariaConnection.Login(port, MariaServer.OWNER, "mysql", files.password());
  }

  /// Reads a copy into a server at a port of its own, whose users nobody knows.
  private void read(int gate, Path dump, MariaFacts before) {
    int port = freePort();
    List<String> words = new ArrayList<>();
    words.add(tools.server().toString());
    words.add("--defaults-file=" + MariaFiles.settings(files.fresh()));
    words.add("--datadir=" + files.fresh());
    words.add("--pid-file=" + files.fresh().resolve("paas.pid"));
    words.add("--port=" + port);
    words.add("--tmpdir=" + MariaTools.temporary(files.home(), "tmp.new"));
    words.add("--skip-slave-start");
    words.addAll(MariaTools.asUser());
    filling().start(words, files.fresh(), Map.of(), files.log());
    try {
      MariaServer.await(
          STARTING,
          () -> {
            if (!filling().runs()) {
              throw new HostFailure(
                  "MariaDB in %s does not start. Its log ends with: %s"
                      .formatted(files.fresh(), files.lastLines()));
            }
            return MariaServer.answers(login(port));
          });
      List<String> client = new ArrayList<>(client(port));
      client.add("--init-command=SET SESSION sql_log_bin = 0");
      tools.run(tools.client(), client, dump, COPYING);
      try (MariaConnection owner = MariaConnection.open(login(port), MariaServer.LONG)) {
        begin(owner, before);
        owner.query(MariaServer.source(gate, files.password()));
        owner.query("SHUTDOWN");
      }
      MariaServer.await(MariaServer.LONG, () -> !filling().runs());
    } finally {
      filling().stop();
    }
    OwnFiles.delete(files.fresh().resolve("paas.pid"));
  }

  /// Lets it know who has written what it holds, as the source does.
  private static void begin(MariaConnection owner, MariaFacts before) {
    String position = owner.query("SELECT @@global.gtid_slave_pos").getFirst().getFirst();
    MariaFacts.Gtid last = MariaFacts.last(before.domain(), position);
    owner.query("RESET MASTER");
    if (last.number() > 0) {
      String state =
          before.held().entrySet().stream()
              .filter(it -> it.getKey() != 0 && it.getKey() != last.server())
              .map(it -> before.domain() + "-" + it.getKey() + "-" + it.getValue() + ",")
              .collect(Collectors.joining());
      owner.query(
          "SET GLOBAL gtid_binlog_state = '%s%d-%d-%d'"
              .formatted(state, before.domain(), last.server(), last.number()));
    }
    owner.query("SET GLOBAL gtid_slave_pos = '" + position + "'");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw HostFailure.of("No port is free for a copy", failure);
    }
  }
}
