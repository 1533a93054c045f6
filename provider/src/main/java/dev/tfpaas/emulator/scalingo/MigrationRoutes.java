package dev.tfpaas.emulator.scalingo;

import dev.tfpaas.emulator.Reply;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Region migrations as the last client that knew them spoke: bare objects, a bare list, 204 for a
/// phase that was started.
///
/// The texts of refusals are our choice; which codes they have, too. They are 400 and 422 where a
/// user of the old client should see the text, because it hides those of 409.
final class MigrationRoutes {
  private static final Set<String> STEPS =
      Set.of("preflight", "prepare", "data", "finalize", "abort");

  private final Inventory estate;
  private final MigrationMachine machine;
  private int withdrawn;

  MigrationRoutes(Inventory estate, MigrationMachine machine) {
    this.estate = estate;
    this.machine = machine;
    this.withdrawn =
        switch (estate.dialect.position("migration-tool")) {
          case "withdrawn-not-found" -> 404;
          case "withdrawn-forbidden" -> 403;
          case "withdrawn-gone" -> 410;
          default -> 0;
        };
  }

  /// Withdraws the tool, or gives it back.
  ///
  /// @param status what is answered from now on: 403, 404 or 410; 0 to offer it again
  void withdraw(int status) {
    withdrawn = status;
  }

  Optional<Reply> handle(RegionCall call, EmulatedApp app) {
    if (call.rest().isEmpty() || !call.segment(0).equals("region_migrations")) {
      return Optional.empty();
    }
    Optional<Reply> formless = withdrawn == 0 ? formless() : Optional.empty();
    if (formless.isPresent()) {
      return formless;
    }
    if (withdrawn != 0) {
      return Optional.of(Errors.error(withdrawn, withdrawn == 403 ? "forbidden" : "not found"));
    }
    return migrations(call, app).map(this::spelled);
  }

  /// Refusals as the dialect has them.
  private Reply spelled(Reply reply) {
    String refusals = estate.dialect.position("migration-refusals");
    boolean refused = Set.of(400, 409, 422).contains(reply.status());
    return !refused || refusals.equals("by-kind")
        ? reply
        : new Reply(
            Integer.parseInt(refusals.substring("all-".length())), reply.headers(), reply.body());
  }

  private Optional<Reply> migrations(RegionCall call, EmulatedApp app) {
    return switch (call.route()) {
      case "GET/region_migrations" -> Optional.of(list(app));
      case "POST/region_migrations" -> Optional.of(create(call, app));
      case "GET/region_migrations/*" ->
          Optional.of(find(call, app).map(it -> shown(200, it)).orElseGet(this::noMigration));
      case "POST/region_migrations/*/run" ->
          Optional.of(find(call, app).map(it -> run(call, app, it)).orElseGet(this::noMigration));
      default -> Optional.empty();
    };
  }

  /// The answer of a tool that is gone where it has not the form of the API's errors.
  private Optional<Reply> formless() {
    return switch (estate.dialect.position("migration-tool")) {
      case "withdrawn-page" -> Optional.of(Reply.html(404));
      case "withdrawn-empty" -> Optional.of(Reply.empty(404));
      case "withdrawn-text" -> Optional.of(Reply.text(501, "Not Implemented"));
      case "withdrawn-forbidden-text" -> Optional.of(Reply.text(403, "Forbidden"));
      default -> Optional.empty();
    };
  }

  private static Optional<EmulatedMigration> find(RegionCall call, EmulatedApp app) {
    return app.migrations.stream().filter(it -> it.id.equals(call.segment(1))).findFirst();
  }

  private Reply noMigration() {
    return estate.dialect.is("migration-not-found", "resource")
        ? Errors.notFound("region_migration")
        : Errors.error(404, "not found");
  }

  private Reply list(EmulatedApp app) {
    ArrayNode list = Shapes.array();
    app.migrations.forEach(it -> list.add(shape(it)));
    return Reply.json(200, isWrapped() ? Shapes.object().set("region_migrations", list) : list);
  }

  private Reply shown(int status, EmulatedMigration migration) {
    ObjectNode shape = shape(migration);
    return Reply.json(status, isWrapped() ? Shapes.object().set("region_migration", shape) : shape);
  }

  private boolean isWrapped() {
    return estate.dialect.is("migration-root-key", "wrapped");
  }

  private ObjectNode shape(EmulatedMigration migration) {
    ObjectNode shape = Shapes.migration(migration);
    if (estate.dialect.is("migration-finished-at", "at-the-end") && !migration.isFinal()) {
      shape.putNull("finished_at");
    }
    migration.stale.ifPresent(before -> shape.put("status", before));
    migration.stale = Optional.empty();
    if (estate.dialect.is("migration-steps", "other-names")) {
      int number = 0;
      for (JsonNode step : shape.path("steps")) {
        ((ObjectNode) step).put("name", "Task " + ++number);
      }
    }
    return shape;
  }

  /// Whether the name is free in the destination is only looked at by the checks.
  private Reply create(RegionCall call, EmulatedApp app) {
    JsonNode wanted = call.body().path("migration");
    String destination = wanted.path("destination").asString("");
    String given = wanted.path("dst_app_name").asString("");
    String name = given.isEmpty() ? app.name : given;
    if (!estate.regions().containsKey(destination)) {
      return Errors.field("destination", "is not a known region");
    }
    if (destination.equals(app.region) && name.equals(app.name)) {
      return Errors.field("dst_app_name", "must differ in the same region");
    }
    if (app.migrations.stream().anyMatch(it -> !it.isFinal())) {
      return Errors.error(409, "A migration is already in progress for this application");
    }
    EmulatedMigration made =
        new EmulatedMigration(estate.uuid(), app, destination, name, estate.now());
    app.migrations.add(made);
    app.events.add(
        new EmulatedApp.TimelineEvent(
            estate.hexId(),
            estate.now(),
            "start_region_migration",
            Map.of(
                "migration_id", made.id,
                "source", made.source,
                "destination", made.destination,
                "dst_app_name", made.destinationApp)));
    return shown(201, made);
  }

  /// The status flips before the answer: the old client looks at once, and would take an old
  /// `error` for the end of an abort.
  private Reply run(RegionCall call, EmulatedApp app, EmulatedMigration migration) {
    String before = migration.status;
    Reply reply = started(call, app, migration);
    boolean late = estate.dialect.is("migration-status-flips-at-once", "a-moment-later");
    migration.stale = Optional.of(before).filter(_ -> late && reply.status() == 204);
    return reply;
  }

  private Reply started(RegionCall call, EmulatedApp app, EmulatedMigration migration) {
    String step = call.body().path("step").asString("");
    if (!STEPS.contains(step)) {
      return Errors.error(400, "unknown step '%s'".formatted(step));
    }
    if (migration.isFinal()) {
      return Errors.error(400, "the migration is over");
    }
    if (step.equals("abort")) {
      if (migration.status.equals("aborting")) {
        return Errors.error(400, "a step is already running");
      }
      machine.abort(app, migration);
      return Reply.empty(204);
    }
    if (migration.isRunning()) {
      return Errors.error(400, "a step is already running");
    }
    if (!mayRun(step, migration.status)) {
      return Errors.error(
          400, "step '%s' cannot be run from status '%s'".formatted(step, migration.status));
    }
    machine.run(app, migration, step);
    return Reply.empty(204);
  }

  private static boolean mayRun(String step, String status) {
    return switch (step) {
      case "preflight" -> status.equals("created");
      case "prepare" -> status.equals("preflight-success");
      case "data" -> status.equals("prepared");
      case "finalize" -> status.equals("prepared") || status.equals("data-migrated");
      default -> false;
    };
  }
}
