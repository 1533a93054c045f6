package dev.tfpaas.emulator.scalingo;

import dev.tfpaas.emulator.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Apps, their containers and operations.
final class AppRoutes {
  private static final Pattern NAME = Pattern.compile("(?=.{6,48}$)[a-z0-9]+(-[a-z0-9]+)*");

  private final Inventory estate;

  AppRoutes(Inventory estate) {
    this.estate = estate;
  }

  Reply list(RegionCall call) {
    ObjectNode body = Shapes.object();
    ArrayNode list = body.putArray("apps");
    call.region().apps.values().forEach(app -> list.add(Shapes.app(app)));
    return Reply.json(200, body);
  }

  /// Creates an app, or with `X-Dry-Run: true` only says whether it could be.
  Reply create(RegionCall call, Optional<EmulatedApp> parent) {
    JsonNode wanted = call.body().path("app");
    String name = wanted.path("name").asString("");
    if (!NAME.matcher(name).matches()) {
      return Errors.field("name", "should contain only lowercap letters, digits and hyphens");
    }
    if (isTaken(call.region(), name)) {
      return estate.dialect.is("name-taken", "field")
          ? Errors.field("name", "has already been taken")
          : Errors.error(409, "the name has already been taken");
    }
    String stack = wanted.path("stack_id").asString("");
    if (isNoStack(stack)) {
      return Errors.field("stack_id", "is invalid");
    }
    EmulatedApp app = new EmulatedApp(estate.hexId(), call.region().name, name, estate.now());
    parent.ifPresent(it -> {
      app.parentId = it.id;
      app.parentName = it.name;
    });
    app.stackId = stack.isEmpty() ? parent.map(it -> it.stackId).orElse(app.stackId) : stack;
    boolean dry = call.request().header("X-Dry-Run").filter("true"::equals).isPresent();
    if (dry && estate.dialect.is("dry-run", "nothing")) {
      return Reply.json(200, Shapes.object());
    }
    if (!dry) {
      call.region().apps.put(app.id, app);
    }
    return one(201, app);
  }

  private boolean isTaken(Inventory.Region region, String name) {
    return estate.dialect.is("names-are-of-a-region", "of-all")
        ? estate.regions().values().stream().anyMatch(it -> it.find(name).isPresent())
        : region.find(name).isPresent();
  }

  private static boolean isNoStack(String stack) {
    return !stack.isEmpty() && !stack.equals(EmulatedApp.STACK);
  }

  private static Reply one(int status, EmulatedApp app) {
    ObjectNode body = Shapes.object();
    body.set("app", Shapes.app(app));
    return Reply.json(status, body);
  }

  Optional<Reply> handle(RegionCall call, EmulatedApp app) {
    return switch (call.route()) {
      case "GET" -> Optional.of(one(200, app));
      case "PUT", "PATCH" -> Optional.of(change(call, app));
      case "DELETE" -> Optional.of(delete(call, app));
      case "POST/rename" -> Optional.of(rename(call, app));
      case "GET/containers" -> Optional.of(containers(200, app));
      case "GET/ps" -> Optional.of(running(app));
      case "POST/scale" -> Optional.of(scale(call, app));
      case "POST/restart" -> Optional.of(restart(call, app));
      case "GET/operations/*" -> Optional.of(operation(call, app));
      case "POST/child_apps" -> Optional.of(create(call, Optional.of(app)));
      case "GET/child_apps" -> Optional.of(children(call, app));
      case "GET/events" -> Optional.of(events(call, app));
      default -> Optional.empty();
    };
  }

  private static Reply children(RegionCall call, EmulatedApp app) {
    ObjectNode body = Shapes.object();
    ArrayNode list = body.putArray("child_apps");
    call.region().apps.values().stream()
        .filter(child -> child.parentId.equals(app.id))
        .forEach(child -> list.add(Shapes.app(child)));
    return Reply.json(200, body);
  }

  private static Reply events(RegionCall call, EmulatedApp app) {
    List<ObjectNode> newestFirst =
        app.events.reversed().stream().map(event -> Shapes.event(app, event)).toList();
    return Pages.of(call.request(), "events", newestFirst);
  }

  /// The clients send the fields flat, the manual wraps them.
  private Reply change(RegionCall call, EmulatedApp app) {
    JsonNode fields = call.body().has("app") ? call.body().path("app") : call.body();
    if (isNoStack(fields.path("stack_id").asString(""))) {
      return Errors.field("stack_id", "is invalid");
    }
    app.forceHttps = fields.path("force_https").asBoolean(app.forceHttps);
    app.stickySession = fields.path("sticky_session").asBoolean(app.stickySession);
    app.routerLogs = fields.path("router_logs").asBoolean(app.routerLogs);
    app.stackId = fields.path("stack_id").asString(app.stackId);
    app.updatedAt = estate.now();
    return one(200, app);
  }

  private static Reply delete(RegionCall call, EmulatedApp app) {
    String current = call.request().query().getOrDefault("current_name", "");
    if (!current.equals(app.name)) {
      return Errors.field("current_name", "does not match");
    }
    call.region().apps.remove(app.id);
    return Reply.empty(204);
  }

  private Reply rename(RegionCall call, EmulatedApp app) {
    String name = call.body().path("new_name").asString("");
    if (!call.body().path("current_name").asString("").equals(app.name)) {
      return Errors.field("current_name", "does not match");
    }
    if (!NAME.matcher(name).matches()) {
      return Errors.field("name", "should contain only lowercap letters, digits and hyphens");
    }
    if (isTaken(call.region(), name)) {
      return Errors.field("name", "has already been taken");
    }
    app.name = name;
    return one(200, app);
  }

  private static Reply containers(int status, EmulatedApp app) {
    ObjectNode body = Shapes.object();
    ArrayNode list = body.putArray("containers");
    app.containers.forEach(container -> list.add(Shapes.container(app, container)));
    return Reply.json(status, body);
  }

  private static Reply running(EmulatedApp app) {
    ObjectNode body = Shapes.object();
    ArrayNode list = body.putArray("containers");
    if (app.status.equals("stopped") || app.status.equals("new")) {
      return Reply.json(200, body);
    }
    for (EmulatedApp.Container type : app.containers) {
      for (int index = 1; index <= type.amount; index++) {
        ObjectNode one = list.addObject();
        one.put("id", "%s-%s-%d".formatted(app.id, type.name, index)).put("app_id", app.id);
        one.put("type", type.name).put("type_index", index);
        one.put("label", "%s-%d".formatted(type.name, index)).put("state", "running");
        one.put("command", "bin/" + type.name).put("created_at", Shapes.date(app.updatedAt));
        one.putNull("deleted_at").putNull("app");
        one.set("container_size", RegionRoutes.size(type.size));
      }
    }
    return Reply.json(200, body);
  }

  private Reply scale(RegionCall call, EmulatedApp app) {
    if (app.busy()) {
      return Errors.error(400, "the application is " + app.status + ", please wait");
    }
    List<EmulatedApp.Container> wanted = new ArrayList<>();
    for (JsonNode one : call.body().path("containers")) {
      int amount = one.path("amount").asInt(0);
      if (amount < 0 || amount > 10) {
        return Errors.field("amount", "must be between 0 and 10");
      }
      String name = one.path("name").asString("");
      wanted.add(new EmulatedApp.Container(name, amount, size(app, name, one)));
    }
    if (wanted.isEmpty()) {
      return Errors.field("containers", "can't be blank");
    }
    wanted.forEach(one -> app.containers.removeIf(old -> old.name.equals(one.name)));
    app.containers.addAll(wanted);
    if (!app.wasDeployed()) {
      return containers(200, app);
    }
    app.status = "scaling";
    return started(call, app, "scale", containers(202, app));
  }

  /// An empty size means: as it is.
  private static String size(EmulatedApp app, String type, JsonNode wanted) {
    String size = wanted.path("size").asString("");
    return size.isEmpty()
        ? app.containers.stream()
            .filter(one -> one.name.equals(type))
            .map(one -> one.size)
            .findFirst()
            .orElse("M")
        : size;
  }

  private Reply restart(RegionCall call, EmulatedApp app) {
    if (app.busy()) {
      return Errors.error(400, "the application is " + app.status + ", please wait");
    }
    for (JsonNode scope : call.body().path("scope")) {
      if (app.containers.stream().noneMatch(one -> one.name.equals(scope.asString("")))) {
        return Errors.field("scope", "is invalid");
      }
    }
    app.status = "restarting";
    return started(call, app, "restart", Reply.empty(202));
  }

  private Reply started(RegionCall call, EmulatedApp app, String type, Reply reply) {
    EmulatedApp.Operation operation = new EmulatedApp.Operation(estate.hexId(), type, estate.now());
    operation.status = "running";
    app.operations.add(operation);
    estate.later(
        1,
        () -> {
          operation.status = "done";
          operation.finishedAt = Optional.of(estate.now());
          if (app.busy()) {
            app.status = app.atRest();
          }
        });
    return reply.with(
        "Location",
        "%s/v1/apps/%s/operations/%s".formatted(call.address(), app.name, operation.id));
  }

  private Reply operation(RegionCall call, EmulatedApp app) {
    return app.operations.stream()
        .filter(operation -> operation.id.equals(call.segment(1)))
        .findFirst()
        .map(operation -> {
          ObjectNode body = Shapes.object();
          ObjectNode shape = Shapes.operation(app, operation);
          if (estate.dialect.is("operation-failure-reason", "message")) {
            shape.set("message", shape.remove("error"));
          }
          body.set("operation", shape);
          return Reply.json(200, body);
        })
        .orElseGet(() -> Errors.notFound("operation"));
  }
}
