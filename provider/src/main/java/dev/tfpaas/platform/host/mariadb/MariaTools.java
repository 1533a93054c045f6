package dev.tfpaas.platform.host.mariadb;

import dev.tfpaas.platform.host.process.HostFailure;
import dev.tfpaas.platform.host.process.OwnFiles;
import dev.tfpaas.platform.host.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The server's programs, wherever this machine has them.
///
/// A server that is started as root works as the user `mysql`, whom the package of every
/// distribution makes.
///
/// @param server the server's program, an absolute path
/// @param client what reads SQL
/// @param dump what writes it
/// @param install what makes an empty data set
public record MariaTools(Path server, Path client, Path dump, Path install) {
  private static final List<String> PLACES =
      List.of(
          "/usr/sbin",
          "/usr/libexec",
          "/usr/local/sbin",
          "/opt/homebrew/opt/mariadb/bin",
          "/usr/local/opt/mariadb/bin");
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.\\d+)?-MariaDB");
  private static final int OLDEST = 10;
  private static final int OLDEST_MINOR = 5;

  /// The user that the server works as where this is root.
  static final String USER = "mysql";

  /// Returns them; empty when this machine lacks one.
  public static Optional<MariaTools> find() {
    List<Path> found =
        Stream.of("mariadbd", "mariadb", "mariadb-dump", "mariadb-install-db")
            .flatMap(it -> find(it).stream())
            .toList();
    return found.size() < 4
        ? Optional.empty()
        : Optional.of(new MariaTools(found.get(0), found.get(1), found.get(2), found.get(3)));
  }

  /// The server's program is not for everybody's `PATH`.
  private static Optional<Path> find(String program) {
    return Programs.onPath(program)
        .or(() ->
            PLACES.stream()
                .map(it -> Path.of(it).resolve(program))
                .filter(Files::isExecutable)
                .findFirst());
  }

  /// Returns them.
  ///
  /// @throws HostFailure when this machine lacks one
  public static MariaTools require() {
    return find()
        .orElseThrow(() ->
            new HostFailure(
                "MariaDB's programs (mariadbd, mariadb, mariadb-dump, mariadb-install-db) are not"
                    + " on this machine. Debian and Ubuntu: apt-get install mariadb-server. macOS:"
                    + " brew install mariadb."));
  }

  /// Which releases can work with one another's files.
  ///
  /// @param major e.g. 10
  /// @param minor e.g. 11
  record Version(int major, int minor) implements Comparable<Version> {
    @Override
    public int compareTo(Version other) {
      return major == other.major
          ? Integer.compare(minor, other.minor)
          : Integer.compare(major, other.major);
    }

    /// Reads what a program or a server says of itself; empty when that is no MariaDB.
    static Optional<Version> parse(String said) {
      Matcher found = VERSION.matcher(said);
      return found.find()
          ? Optional.of(
              new Version(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))))
          : Optional.empty();
    }

    @Override
    public String toString() {
      return major + "." + minor;
    }
  }

  /// Returns what the server's program is.
  ///
  /// @throws HostFailure when it is too old, or does not say
  Version version() {
    String said =
        Programs.run(List.of(server.toString(), "--version"), Map.of(), Duration.ofSeconds(10));
    return Version.parse(said)
        .filter(it -> it.compareTo(new Version(OLDEST, OLDEST_MINOR)) >= 0)
        .orElseThrow(() ->
            new HostFailure(
                "%s is too old, or no MariaDB: 10.5 or later is needed. It says: %s"
                    .formatted(server, said)));
  }

  /// The words that make a server work as somebody else where this is root.
  static List<String> asUser() {
    return OwnFiles.isRoot() ? List.of("--user=" + USER) : List.of();
  }

  /// Runs one of the programs.
  ///
  /// @param arguments never with a secret
  /// @param input what it reads
  /// @throws HostFailure when it fails
  void run(Path program, List<String> arguments, Path input, Duration limit) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(arguments);
    Programs.run(command, Map.of(), limit, input);
  }

  /// Makes a directory for what a server only needs while it runs. Where several share one, each
  /// that starts deletes what the others have in it.
  static Path temporary(Path home, String name) {
    Path directory = home.resolve(name);
    OwnFiles.deleteAll(directory);
    OwnFiles.closed(directory);
    handOver(directory);
    return directory;
  }

  /// Gives a directory to the user that the server works as.
  static void handOver(Path directory) {
    if (!OwnFiles.isRoot()) {
      return;
    }
    try {
      UserPrincipal user =
          directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER);
      Files.getFileAttributeView(directory, PosixFileAttributeView.class).setOwner(user);
    } catch (IOException failure) {
      throw new HostFailure(
          "MariaDB does not run as root, and this machine has no user %s to run it as."
              .formatted(USER),
          failure);
    }
  }
}
