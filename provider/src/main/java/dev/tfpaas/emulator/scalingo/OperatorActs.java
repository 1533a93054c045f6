package dev.tfpaas.emulator.scalingo;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Acts of the operator's port below `/dashboard`: what happens to an account without its asking.
///
/// - `GET state`: the apps of all regions
/// - `POST apps {region, name}`: an app that runs appears
/// - `POST regions {region, down}`: a region stops answering, or answers again
/// - `POST migrations {withdrawn}`: the tool answers 403, 404 or 410 from now on; 0 gives it back
/// - `POST failures {app, step, logs}`: a step of the app's next migration phase fails
/// - `POST deployments`: the next deployment fails
/// - `POST status {region, app, status}`: an app is in another status, e.g. `crashed`
final class OperatorActs {
  private final Inventory estate;
  private final DeploymentRoutes deployments;
  private final MigrationRoutes migrations;
  private final MigrationMachine machine;

  OperatorActs(
      Inventory estate,
      DeploymentRoutes deployments,
      MigrationRoutes migrations,
      MigrationMachine machine) {
    this.estate = estate;
    this.deployments = deployments;
    this.migrations = migrations;
    this.machine = machine;
  }

  Reply handle(Request request) {
    List<String> path = request.segments();
    String act = request.method() + " " + (path.size() == 2 ? path.get(1) : "");
    JsonNode body = request.json().orElseGet(Shapes::object);
    return switch (act) {
      case "GET state" -> state();
      case "POST apps" -> app(body);
      case "POST regions" -> region(body);
      case "POST migrations" -> {
        migrations.withdraw(body.path("withdrawn").asInt(0));
        yield ok();
      }
      case "POST failures" -> {
        machine.fail(
            body.path("app").asString(""),
            body.path("step").asString(""),
            body.path("logs").asString(""));
        yield ok();
      }
      case "POST deployments" -> {
        deployments.failNext();
        yield ok();
      }
      case "POST status" -> status(body);
      default -> Errors.error(404, "no such act: " + act);
    };
  }

  private static Reply ok() {
    return Reply.json(200, Shapes.object().put("ok", true));
  }

  private Reply state() {
    ObjectNode body = Shapes.object();
    for (Inventory.Region region : estate.regions().values()) {
      ArrayNode apps = body.putArray(region.name);
      region.apps.values().forEach(app -> apps.add(Shapes.app(app)));
    }
    return Reply.json(200, body);
  }

  private Optional<Inventory.Region> named(JsonNode body) {
    return Optional.ofNullable(estate.regions().get(body.path("region").asString("osc-fr1")));
  }

  private Reply app(JsonNode body) {
    Optional<Inventory.Region> region = named(body);
    String name = body.path("name").asString("");
    if (region.isEmpty() || name.isEmpty()) {
      return Errors.error(400, "expected region and name");
    }
    Demo.runningApp(estate, region.get(), name);
    return ok();
  }

  private Reply region(JsonNode body) {
    Optional<Inventory.Region> region = named(body);
    region.ifPresent(it -> it.down = body.path("down").asBoolean(true));
    return region.isPresent() ? ok() : Errors.error(400, "unknown region");
  }

  private Reply status(JsonNode body) {
    Optional<EmulatedApp> app =
        named(body).flatMap(region -> region.find(body.path("app").asString("")));
    app.ifPresent(it -> it.status = body.path("status").asString("crashed"));
    return app.isPresent() ? ok() : Errors.notFound("app");
  }
}
