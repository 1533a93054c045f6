package dev.tfpaas.platform.host.postgres;

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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The server's programs, wherever this machine has them.
///
/// A server refuses to run as root; there the programs run as the user `postgres`, whom the package
/// of every distribution makes.
///
/// @param programs the directory that holds them
/// @param asOther the words before each command, none unless this is root
public record PostgresTools(Path programs, List<String> asOther) {
  private static final List<String> NEEDED =
      List.of("initdb", "pg_ctl", "postgres", "pg_basebackup", "pg_rewind", "pg_controldata");
  private static final List<String> PLACES =
      List.of("/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt", "/usr/local/opt");
  private static final String USER = "postgres";

  /// Returns the newest; empty when this machine has none.
  public static Optional<PostgresTools> find() {
    return Stream.concat(
            PLACES.stream()
                .flatMap(PostgresTools::below)
                .sorted(Comparator.comparingInt(PostgresTools::version).reversed()),
            Programs.onPath("pg_ctl").map(Path::getParent).stream())
        .filter(PostgresTools::isWhole)
        .findFirst()
        .map(it -> new PostgresTools(it, OwnFiles.isRoot() ? SWITCH_USER : List.of()));
  }

  private static final List<String> SWITCH_USER =
      List.of("/usr/bin/setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups");

  /// Returns them.
  ///
  /// @throws HostFailure when this machine has none
  public static PostgresTools require() {
    return find()
        .orElseThrow(() ->
            new HostFailure(
                "PostgreSQL's server programs (%s) are not on this machine. Debian and Ubuntu: apt-get install postgresql. macOS: brew install postgresql@17."
                    .formatted(String.join(", ", NEEDED))));
  }

  private static Stream<Path> below(String place) {
    Path parent = Path.of(place);
    if (!Files.isDirectory(parent)) {
      return Stream.empty();
    }
    try (Stream<Path> all = Files.list(parent)) {
      return all.map(it -> it.resolve("bin")).filter(PostgresTools::isWhole).toList().stream();
    } catch (IOException failure) {
      throw HostFailure.of("%s cannot be listed".formatted(parent), failure);
    }
  }

  private static boolean isWhole(Path directory) {
    return NEEDED.stream().allMatch(it -> Files.isExecutable(directory.resolve(it)));
  }

  private static int version(Path programs) {
    String digits = String.valueOf(programs.getParent()).replaceAll("\\D", "");
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }

  /// Runs one of the programs.
  ///
  /// @param program its name
  /// @param arguments never with a secret
  /// @throws HostFailure when it fails
  public String run(
      String program, List<String> arguments, Map<String, String> variables, Duration limit) {
    return Programs.run(command(program, arguments), variables, limit);
  }

  /// Runs one of the programs on a file that this process can read, and maybe the program cannot.
  ///
  /// @param input what the program reads
  /// @param program its name
  /// @param arguments never with a secret
  /// @throws HostFailure when it fails
  void feed(
      Path input,
      String program,
      List<String> arguments,
      Map<String, String> variables,
      Duration limit) {
    Programs.run(command(program, arguments), variables, limit, input);
  }

  private List<String> command(String program, List<String> arguments) {
    List<String> command = new ArrayList<>(asOther);
    command.add(programs.resolve(program).toString());
    command.addAll(arguments);
    return command;
  }

  /// Gives a file or directory to the user that the programs run as.
  void handOver(Path file) {
    if (asOther.isEmpty()) {
      return;
    }
    try {
      UserPrincipal user =
          file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER);
      Files.getFileAttributeView(file, PosixFileAttributeView.class).setOwner(user);
    } catch (IOException failure) {
      throw new HostFailure(
          "PostgreSQL does not run as root, and this machine has no user %s to run it as."
              .formatted(USER),
          failure);
    }
  }

  /// Returns the major version, e.g. `15`.
  String major() {
    String text = run("postgres", List.of("--version"), Map.of(), Duration.ofSeconds(10));
    return text.replaceFirst("\\D*(\\d+).*", "$1");
  }
}
