package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.platform.http.HttpAnswer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads migrations, and tells a migration that is not there from a tool that is not there.
final class MigrationReader {
  /// What is said where the platform no longer moves apps.
  static final String WITHDRAWN =
      "Scalingo withdrew its migration tool in April 2025, and for this app it does not answer any"
          + " more. Instead: copy the app to the other region with `paas_app_clone`, bring the data"
          + " over with the engine's own tools, and change the DNS records.";

  /// How servers and those before them say that they do not have a call, in whatever form.
  private static final Set<Integer> NOT_OFFERED = Set.of(403, 404, 405, 410, 501);

  private final ScalingoApi api;
  private final AppReader apps;

  MigrationReader(ScalingoApi api, AppReader apps) {
    this.api = api;
    this.apps = apps;
  }

  /// Reads all migrations of an app, newest first.
  ///
  /// @throws PlatformException of kind `REJECTED` when the app is there and the tool is not
  List<WireMigration> all(AppPlace app) {
    String path = app.path("/region_migrations");
    ReadMemory.Look look = api.look(app.region(), path);
    if (isRefused(look.answer()) && apps.find(app).isPresent()) {
      throw PlatformException.rejected(ScalingoPlatform.NAME, "GET " + path, WITHDRAWN);
    }
    return api.understood(app.region(), path, look, WireMigration::parseAll).stream()
        .sorted(Comparator.comparing(WireMigration::startedAt).reversed())
        .toList();
  }

  /// Where it is the tool that is gone, the form of the answer is nobody's promise: JSON, a page,
  /// or nothing.
  private static boolean isRefused(HttpAnswer answer) {
    return NOT_OFFERED.contains(answer.status());
  }

  /// Returns the migration that is wanted: one that can go on, else the last one that was finished,
  /// as long as the app is where it was brought to.
  Optional<WireMigration> matching(AppPlace app, MigrationSpec spec) {
    String name = spec.newName().orElse(app.name());
    List<WireMigration> same =
        all(app).stream()
            .filter(one -> one.destination().equals(spec.toRegion()))
            .filter(one -> one.target().name().equals(name))
            .toList();
    return same.stream()
        .filter(one -> !one.ended())
        .findFirst()
        .or(() ->
            same.stream()
                .filter(one -> one.status().equals("done"))
                .findFirst()
                .filter(one -> apps.find(one.target()).isPresent()));
  }

  /// Reads a migration; empty when it definitely does not exist.
  ///
  /// @throws PlatformException of kind `REJECTED` when the app is there and the tool is not
  Optional<WireMigration> find(MigrationId id) {
    String region = id.app().region();
    ReadMemory.Look look = api.look(region, id.path(""));
    if (isRefused(look.answer())) {
      boolean gone =
          apps.find(id.app()).isEmpty()
              || all(id.app()).stream().noneMatch(one -> one.id().equals(id.migration()));
      if (gone) {
        return Optional.empty();
      }
    }
    return Optional.of(api.understood(region, id.path(""), look, WireMigration::parse));
  }

  /// Reads a migration that must be there.
  WireMigration require(MigrationId id) {
    return find(id)
        .orElseThrow(() ->
            PlatformException.notFound(
                ScalingoPlatform.NAME, "GET " + id.path(""), "there is no migration " + id));
  }

  /// Tells whether the platform no longer moves this app, which exists.
  boolean isWithdrawn(AppPlace app) {
    try {
      all(app);
      return false;
    } catch (PlatformException failure) {
      if (isWithdrawal(failure)) {
        return true;
      }
      throw failure;
    }
  }

  /// Tells whether a failure says that the tool was withdrawn.
  static boolean isWithdrawal(PlatformException failure) {
    return failure.kind() == Kind.REJECTED && WITHDRAWN.equals(failure.getMessage());
  }
}
