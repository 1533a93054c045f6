package dev.tfpaas.terraform;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A real PostgreSQL on the loopback, in a directory of its own, that ends with the test.
final class PostgresServer implements AutoCloseable {
  private static final String PASSWORD = "kept-apart";

  private final Path home;
  private final int port;
  private final Process server;

  private PostgresServer(Path home, int port, Process server) {
    this.home = home;
    this.port = port;
    this.server = server;
  }

  /// Tells whether its programs are on this machine.
  static boolean isInstalled() {
    return programs().isPresent();
  }

  private static Optional<Path> programs() {
    List<Path> places = new ArrayList<>();
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      versions.sorted(Comparator.reverseOrder()).forEach(it -> places.add(it.resolve("bin")));
    } catch (IOException _) {
      // Not a Debian with PostgreSQL; PATH may have it.
    }
    for (String place : System.getenv("PATH").split(File.pathSeparator, -1)) {
      places.add(Path.of(place));
    }
    return places.stream()
        .filter(it -> Files.isExecutable(it.resolve("initdb")))
        .filter(it -> Files.isExecutable(it.resolve("postgres")))
        .findFirst();
  }

  /// Makes a server and waits until it answers.
  static PostgresServer start() throws IOException {
    Path programs = programs().orElseThrow();
    Path home = Files.createTempDirectory("paas-postgres");
    Path data = home.resolve("data");
    Path password = Files.writeString(home.resolve("password"), PASSWORD);
    if (isRoot()) {
      run(List.of("chown", "-R", "postgres", home.toString()));
    }
    List<String> init =
        List.of("--auth=scram-sha-256", "--username=tf", "--pwfile=" + password, "-D", data + "");
    run(asOwner(programs.resolve("initdb"), init));
    int port = freePort();
    Path log = home.resolve("log");
    Process server =
        new ProcessBuilder(
                asOwner(
                    programs.resolve("postgres"),
                    List.of("-D", data + "", "-h", "127.0.0.1", "-p", port + "", "-k", home + "")))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Files.readString(log).contains("ready to accept connections"));
    return new PostgresServer(home, port, server);
  }

  /// What `PG_CONN_STR` says.
  String connection() {
    return "postgres://tf:%s@127.0.0.1:%d/postgres?sslmode=disable".formatted(PASSWORD, port);
  }

  /// PostgreSQL does not run as root.
  private static List<String> asOwner(Path program, List<String> arguments) {
    List<String> words = new ArrayList<>();
    if (isRoot()) {
      words.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    words.add(program.toString());
    words.addAll(arguments);
    return words;
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static void run(List<String> words) throws IOException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IllegalStateException(words.getFirst() + " failed: " + said);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    server.destroy();
    server.onExit().join();
    run(List.of("rm", "-rf", home.toString()));
  }
}
