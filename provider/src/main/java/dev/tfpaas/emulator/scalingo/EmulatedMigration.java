package dev.tfpaas.emulator.scalingo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A migration; owned by its app.
final class EmulatedMigration {
  final String id;
  final String source;
  final String sourceApp;
  final String appId;
  final String destination;
  final String destinationApp;
  final Instant startedAt;
  final List<MigrationStep> steps = new ArrayList<>();
  String status = "created";
  String newAppId = "";
  Optional<Instant> finishedAt = Optional.empty();

  /// What the next look shows instead of what is.
  Optional<String> stale = Optional.empty();

  EmulatedMigration(
      String id, EmulatedApp app, String destination, String destinationApp, Instant now) {
    this.id = id;
    this.source = app.region;
    this.sourceApp = app.name;
    this.appId = app.id;
    this.destination = destination;
    this.destinationApp = destinationApp;
    this.startedAt = now;
  }

  boolean isFinal() {
    return Set.of("preflight-error", "aborted", "done").contains(status);
  }

  boolean isRunning() {
    return Set.of("running", "aborting").contains(status);
  }

  /// A step of a phase; `logs` is empty for null.
  static final class MigrationStep {
    final String id;
    final String name;
    String status = "running";
    String logs = "";

    MigrationStep(String id, String name) {
      this.id = id;
      this.name = name;
    }
  }
}
