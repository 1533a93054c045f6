package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.http.HttpCall;
import java.util.Optional;

/// The identifier of a migration: `region/app/migration`, because it is read under its app.
///
/// @param app the app in the region it leaves
/// @param migration the platform's identifier
record MigrationId(AppPlace app, String migration) {

  /// Parses an identifier; empty when it is none.
  static Optional<MigrationId> parse(String id) {
    String[] parts = id.split("/", -1);
    boolean complete =
        parts.length == 3 && !parts[0].isEmpty() && !parts[1].isEmpty() && !parts[2].isEmpty();
    return complete
        ? Optional.of(new MigrationId(new AppPlace(parts[0], parts[1]), parts[2]))
        : Optional.empty();
  }

  /// Returns the identifier.
  @Override
  public String toString() {
    return app.region() + "/" + app.name() + "/" + migration;
  }

  /// Returns the path of the migration in its region's API.
  String path(String more) {
    return app.path("/region_migrations/" + HttpCall.encoded(migration) + more);
  }
}
