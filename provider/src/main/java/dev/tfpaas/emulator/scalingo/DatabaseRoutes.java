package dev.tfpaas.emulator.scalingo;

import dev.tfpaas.emulator.Reply;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The database API of a region; its tokens are each for one add-on.
final class DatabaseRoutes {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

  private final Inventory estate;
  private final Tokens tokens;
  private final Shelf shelf;

  DatabaseRoutes(Inventory estate, Tokens tokens, Shelf shelf) {
    this.estate = estate;
    this.tokens = tokens;
    this.shelf = shelf;
  }

  /// Answers a call below `/api`.
  Reply handle(RegionCall call) {
    if (isDownload(call)) {
      return Reply.text(200, "");
    }
    Optional<String> audience = call.request().header("Authorization").flatMap(tokens::audience);
    if (audience.isEmpty()) {
      return Errors.error(401, "Unauthorized");
    }
    for (EmulatedApp app : call.region().apps.values()) {
      Optional<EmulatedApp.Addon> addon = app.addon(audience.get());
      if (addon.isPresent()) {
        return handle(call, app, addon.get());
      }
    }
    return Errors.error(401, "Unauthorized");
  }

  /// The address of an archive is good for itself, for who has no token.
  private static boolean isDownload(RegionCall call) {
    return call.route().equals("GET/databases/*/backups/*/download")
        && call.request().query().containsKey("token");
  }

  private Reply handle(RegionCall call, EmulatedApp app, EmulatedApp.Addon addon) {
    String route = call.route();
    if (route.equals("GET/backups/*")) {
      return backup(addon, call.segment(1));
    }
    Optional<Reply> beside = Nothing.besideDatabases(call);
    if (beside.isPresent()) {
      return beside.get();
    }
    boolean own = call.rest().size() > 1 && call.segment(1).equals(addon.id);
    if (!own) {
      return Errors.notFound("database");
    }
    return switch (route) {
      case "GET/databases/*" -> database(app, addon);
      case "PATCH/databases/*" -> change(call, app, addon);
      case "GET/databases/*/backups" -> backups(addon);
      case "POST/databases/*/backups" -> makeBackup(addon);
      case "GET/databases/*/backups/*" -> backup(addon, call.segment(3));
      case "GET/databases/*/backups/*/archive" -> archive(call, addon);
      case "GET/databases/*/pitr/*" -> window(call);
      case "POST/databases/*/pitr/*" -> restore(call);
      case "POST/databases/*/features" -> feature(call);
      case "DELETE/databases/*/features" ->
          Reply.json(200, Shapes.object().put("message", "The feature is being disabled"));
      case "GET/databases/*/maintenance" -> Pages.of(call.request(), "maintenance", List.of());
      case "GET/databases/*/instances_status" -> instances(addon);
      default ->
          shelf
              .handle(
                  call.request(),
                  new Shelf.Owner("database", addon.id),
                  call.rest().subList(2, call.rest().size()))
              .or(() -> Nothing.inDatabase(call, app))
              .orElseGet(() -> Errors.error(404, "not found"));
    };
  }

  private static Reply database(EmulatedApp app, EmulatedApp.Addon addon) {
    ObjectNode body = Shapes.object();
    body.set("database", Shapes.database(app, addon));
    return Reply.json(200, body);
  }

  private static Reply feature(RegionCall call) {
    String name = call.body().path("feature").path("name").asString("");
    return name.isEmpty()
        ? Errors.field("name", "can't be blank")
        : Reply.json(
            200,
            Shapes.object()
                .put("name", name)
                .put("status", "PENDING")
                .put("message", "The feature is being enabled"));
  }

  /// The hour is one number in the request and a list in the answer.
  private static Reply change(RegionCall call, EmulatedApp app, EmulatedApp.Addon addon) {
    JsonNode wanted = call.body().path("database");
    addon.periodicBackups =
        wanted.path("periodic_backups_enabled").asBoolean(addon.periodicBackups);
    addon.backupHour = wanted.path("periodic_backups_scheduled_at").asInt(addon.backupHour);
    JsonNode window = wanted.path("maintenance_window");
    addon.maintenanceDay = window.path("weekday_utc").asInt(addon.maintenanceDay);
    addon.maintenanceHour = window.path("starting_hour_utc").asInt(addon.maintenanceHour);
    return database(app, addon);
  }

  private static Reply backups(EmulatedApp.Addon addon) {
    ObjectNode body = Shapes.object();
    ArrayNode list = body.putArray("database_backups");
    addon.backups.reversed().forEach(one -> list.add(Shapes.backup(addon, one)));
    return Reply.json(200, body);
  }

  private Reply makeBackup(EmulatedApp.Addon addon) {
    String name = "%s_%s".formatted(STAMP.format(estate.now()), addon.resourceId);
    EmulatedApp.Backup made = new EmulatedApp.Backup(estate.hexId(), name, estate.now());
    addon.backups.add(made);
    estate.later(
        1,
        () -> {
          made.status = "running";
          made.startedAt = Optional.of(estate.now());
        });
    estate.later(2, () -> made.status = "done");
    return shown(201, addon, made);
  }

  private static Reply shown(int status, EmulatedApp.Addon addon, EmulatedApp.Backup one) {
    ObjectNode body = Shapes.object();
    body.set("database_backup", Shapes.backup(addon, one));
    return Reply.json(status, body);
  }

  private static Reply backup(EmulatedApp.Addon addon, String id) {
    return addon.backups.stream()
        .filter(one -> one.id.equals(id))
        .findFirst()
        .map(one -> shown(200, addon, one))
        .orElseGet(() -> Errors.notFound("backup"));
  }

  private static Reply archive(RegionCall call, EmulatedApp.Addon addon) {
    boolean there =
        addon.backups.stream()
            .anyMatch(one -> one.id.equals(call.segment(3)) && one.status.equals("done"));
    if (!there) {
      return Errors.notFound("backup");
    }
    String link =
        "%s/api/databases/%s/backups/%s/download?token=t"
            .formatted(call.address(), addon.id, call.segment(3));
    return Reply.json(200, Shapes.object().put("download_url", link));
  }

  private Reply window(RegionCall call) {
    if (!call.rest().getLast().equals("recovery_window")) {
      return Errors.error(404, "not found");
    }
    ObjectNode body = Shapes.object();
    body.putObject("recovery_window")
        .put("earliest_recoverable_at", Shapes.date(estate.now().minus(Duration.ofDays(7))))
        .put("latest_recoverable_at", Shapes.date(estate.now().minus(Duration.ofMinutes(2))));
    return Reply.json(200, body);
  }

  private Reply restore(RegionCall call) {
    if (!call.rest().getLast().equals("restore")) {
      return Errors.error(404, "not found");
    }
    if (call.body().path("restore_time").asString("").isEmpty()) {
      return Errors.field("restore_time", "can't be blank");
    }
    ObjectNode body = Shapes.object();
    String id = estate.hexId();
    // Clients of different ages read one or the other.
    body.put("operation_id", id).putObject("operation").put("id", id).put("status", "pending");
    return Reply.json(201, body);
  }

  /// A bare array, two nodes for plans that have a standby.
  private static Reply instances(EmulatedApp.Addon addon) {
    ArrayNode list = Shapes.array();
    boolean cluster = addon.plan.contains("-business-");
    list.add(node("a541dfb5", cluster ? "leader" : ""));
    if (cluster) {
      list.add(node("9597fb2e", "follower"));
    }
    return Reply.json(200, list);
  }

  private static ObjectNode node(String id, String role) {
    return Shapes.object()
        .put("id", id)
        .put("type", "db-node")
        .put("status", "running")
        .put("role", role);
  }
}
