package dev.tfpaas.platform.host.mariadb;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What a database begins with. Making a table commits; so what has become of a dump is noted on
/// the database, and one that was read in part is read anew into an empty one.
///
/// @param file SQL, as `mariadb-dump` writes it for one database
record MariaDump(Path file) {
  private static final String BEGUN = "The dump of the estate is being loaded.";
  private static final String LOADED = "The dump of the estate was loaded.";
  private static final Duration LONGEST = Duration.ofHours(6);

  /// Reads it into the app's database, all of it or nothing, unless that was done.
  ///
  /// @param owner asks the server
  /// @param port where the server listens
  /// @param login the file with the password for its programs
  /// @param tools its programs
  void load(MariaConnection owner, int port, Path login, MariaTools tools) {
    String noted =
        owner
            .query(
                "SELECT schema_comment FROM information_schema.schemata WHERE schema_name = 'app'")
            .stream()
            .map(List::getFirst)
            .findFirst()
            .orElse("");
    if (noted.equals(LOADED)) {
      return;
    }
    if (noted.equals(BEGUN)) {
      owner.query("DROP DATABASE app");
    }
    owner.query("CREATE DATABASE IF NOT EXISTS app");
    owner.query("ALTER DATABASE app COMMENT '" + BEGUN + "'");
    tools.run(
        tools.client(),
        List.of(
            "--defaults-file=" + login,
            "--host=127.0.0.1",
            "--port=" + port,
            "--user=" + MariaServer.USER,
            "--database=" + MariaServer.USER),
        file,
        LONGEST);
    owner.query("ALTER DATABASE app COMMENT '" + LOADED + "'");
  }
}
