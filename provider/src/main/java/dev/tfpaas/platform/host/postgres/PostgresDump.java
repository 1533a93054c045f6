package dev.tfpaas.platform.host.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What a database begins with. That it was loaded is noted in the database itself, in the same
/// transaction.
///
/// @param file SQL, as `pg_dump` writes it
record PostgresDump(Path file) {
  private static final String LOADED = "The dump of the estate was loaded.";
  private static final String IS_LOADED =
      "SELECT 1 FROM pg_database WHERE datname = 'app' AND shobj_description(oid, 'pg_database') = '%s'"
          .formatted(LOADED);
  private static final Duration LONGEST = Duration.ofHours(6);

  /// Reads it into the app's database, all of it or nothing, unless that was done.
  ///
  /// @param owner asks the server
  /// @param port where the server listens
  /// @param pass the file of passwords for its programs
  /// @param tools its programs
  void load(PostgresConnection owner, int port, Path pass, PostgresTools tools) {
    if (!owner.query(IS_LOADED).isEmpty()) {
      return;
    }
    tools.feed(
        file,
        "psql",
        List.of(
            "-h",
            "127.0.0.1",
            "-p",
            Integer.toString(port),
            "-U",
            PostgresServer.USER,
            "-w",
            "-d",
            PostgresServer.USER,
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
            "--single-transaction",
            "-f",
            "-",
            "-c",
            "COMMENT ON DATABASE app IS '" + LOADED + "'"),
        Map.of("PGPASSFILE", pass.toString()),
        LONGEST);
  }
}
