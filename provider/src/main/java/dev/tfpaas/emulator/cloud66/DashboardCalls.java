package dev.tfpaas.emulator.cloud66;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.Caller;
import dev.tfpaas.world.Databases;
import dev.tfpaas.world.Regions;
import dev.tfpaas.world.Replicating;
import dev.tfpaas.world.View;
import dev.tfpaas.world.fact.AppFact;
import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.GroupFact;
import dev.tfpaas.world.fact.ReplicationFact;
import dev.tfpaas.world.fact.TrafficFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/// What people do in the vendor's dashboard, on the operator's port below `/dashboard`:
///
/// | call | does |
/// |---|---|
/// | `GET /dashboard/stacks` | shows every stack with its uid |
/// | `POST /dashboard/stacks/{uid}/clone {name, environment?, region?}` | Clone, and deploy |
/// | `POST /dashboard/stacks/{uid}/databases {engine}` | Data Sources > Add |
/// | `POST /dashboard/stacks/{uid}/replication {engine, source}` | Configure Replication |
/// | `DELETE /dashboard/stacks/{uid}/replication/{engine}` | Disable replication |
/// | `POST /dashboard/stacks/{uid}/past {actions}` | it was deployed that often before |
/// | `POST /dashboard/stacks/{uid}/name {name}` | Settings > Rename |
/// | `POST /dashboard/stacks/{uid}/hide` | takes this token's right to see the stack away |
/// | `DELETE /dashboard/stacks/{uid}` | Delete |
/// | `GET /dashboard/groups` | shows every failover group |
/// | `POST /dashboard/groups {primary_stack_uid?, …}` | somebody else makes a failover group |
/// | `POST /dashboard/tokens {token, scopes}` | Access Tokens |
/// | `POST /dashboard/failures {action, message}` | the next action of that name fails |
/// | `POST /dashboard/regions/{name} {up}` | a region fails, or comes back |
/// | `GET /dashboard/world` | what the world counted: positions, lost writes, violations |
final class DashboardCalls {
  private final Model model;
  private final StackCalls stacks;
  private final GroupCalls groups;

  DashboardCalls(Model model, StackCalls stacks, GroupCalls groups) {
    this.model = model;
    this.stacks = stacks;
    this.groups = groups;
  }

  Reply handle(Request request) {
    List<String> path = request.segments();
    Body body = Body.of(request);
    String place = path.size() > 1 ? path.get(1) : "";
    return switch (request.method() + " " + place) {
      case "GET stacks" -> Envelope.whole(model.stacks().stream().map(stacks::json).toList());
      case "POST stacks", "DELETE stacks" -> stack(request.method(), path, body);
      case "GET groups" -> groups.list();
      case "POST groups" -> groups.create(body);
      case "POST tokens" -> token(body);
      case "POST failures" -> {
        model.failures.put(body.need("action"), body.text("message").orElse("It failed"));
        yield Envelope.done("The next one fails");
      }
      case "POST regions" -> region(path, body);
      case "GET world" -> Envelope.one(world());
      default -> throw ApiError.notFound();
    };
  }

  private Reply stack(String method, List<String> path, Body body) {
    StackState stack = model.stack(path.size() > 2 ? path.get(2) : "");
    String act = path.size() > 3 ? path.get(3) : "";
    return switch (method + " " + act) {
      case "POST clone" -> clone(stack, body);
      case "POST databases" -> {
        String engine = body.need("engine");
        model.change(
            Caller.DASHBOARD,
            "add database",
            draft -> AppOperations.addDatabase(draft, stack.app, engine));
        yield Envelope.done("Database added");
      }
      case "POST replication" -> replicate(stack, body);
      case "DELETE replication" -> {
        String engine = path.size() > 4 ? path.get(4) : "";
        model.change(
            Caller.DASHBOARD,
            "disable replication",
            draft -> Databases.promote(draft, stack.app, engine, Databases.Promotion.UNGUARDED));
        yield Envelope.done("Replication disabled");
      }
      case "POST past" -> {
        int count = Integer.parseInt(body.need("actions"));
        for (int i = 0; i < count; i++) {
          model.record(stack, "application_deployment", "", Duration.ZERO, "");
        }
        yield Envelope.done("Deployed");
      }
      case "POST name" -> {
        stack.name = body.need("name");
        yield Envelope.done("Application renamed");
      }
      case "POST hide" -> {
        model.hidden.add(stack.uid);
        yield Envelope.done("Hidden");
      }
      case "DELETE " -> {
        model.change(
            Caller.DASHBOARD,
            "delete " + stack.app,
            draft -> {
              groups.leaves(draft, stack.uid);
              AppOperations.destroy(draft, stack.app);
            });
        groups.left(stack.uid);
        yield Envelope.done("Application deleted");
      }
      default -> throw ApiError.notFound();
    };
  }

  /// Copies servers, services, variables and configuration; no data, no replication.
  private Reply clone(StackState source, Body body) {
    String name = body.need("name");
    String environment = body.text("environment").orElse(model.app(source).environment());
    String app = stacks.free(name, environment);
    model.change(
        Caller.DASHBOARD,
        "clone " + source.app,
        draft ->
            AppOperations.copy(
                draft,
                new AppOperations.Copy(
                    source.app,
                    app,
                    Optional.of(environment),
                    body.text("region"),
                    body.text("size"),
                    Map.of(),
                    Optional.empty(),
                    false)));
    StackState made =
        new StackState(app, model.life(app), name, source.containers, model.now(), Instant.MIN);
    source.variables.forEach((key, variable) -> model.set(made, key, variable.value()));
    made.services.addAll(source.services);
    made.manifests.addAll(source.manifests);
    model.add(made);
    return Envelope.one(stacks.json(made));
  }

  private Reply replicate(StackState replica, Body body) {
    String engine = body.need("engine");
    StackState source = model.stack(body.need("source"));
    String id = String.join(":", new TreeSet<>(Set.of(source.app, replica.app))) + ":" + engine;
    ReplicationFact wanted =
        new ReplicationFact(id, source.app, replica.app, engine, ReplicationFact.Mode.SEEDING);
    model.change(
        Caller.DASHBOARD,
        "configure replication " + id,
        draft -> Replicating.start(draft, wanted, true));
    return Envelope.done("Replication is being configured");
  }

  private Reply token(Body body) {
    Set<String> scopes = Set.of(body.text("scopes").orElse("public").split("[ ,]+", -1));
    model.tokens.put(body.need("token"), scopes);
    return Envelope.done("Token created");
  }

  private Reply region(List<String> path, Body body) {
    String name = path.size() > 2 ? path.get(2) : "";
    boolean up = body.need("up").equals("true");
    model.change(
        Caller.DASHBOARD,
        (up ? "heal " : "fail ") + name,
        draft -> {
          if (up) {
            Regions.heal(draft, name);
          } else {
            Regions.fail(draft, name);
          }
        });
    return Envelope.done("Region %s is %s".formatted(name, up ? "up" : "down"));
  }

  private ObjectNode world() {
    ObjectNode json = Envelope.JSON.objectNode();
    model.look(view -> {
      databases(view, json);
      return json;
    });
    return json;
  }

  private static void databases(View view, ObjectNode json) {
    for (AppFact app : view.apps()) {
      for (DatabaseFact database : view.databases(app.name())) {
        json.withArray("databases")
            .addObject()
            .put("name", database.name())
            .put("role", database.role().name())
            .put("writable", view.writable(database))
            .put("position", view.position(database));
      }
    }
    for (TrafficFact traffic : view.traffic()) {
      json.withArray("traffic")
          .addObject()
          .put("name", traffic.name())
          .put("served", traffic.served().orElse(""))
          .put("acknowledged", traffic.acknowledged(view.now()))
          .put("lost", traffic.lost());
    }
    for (GroupFact group : view.groups()) {
      ObjectNode one = json.withArray("groups").addObject().put("id", group.id());
      group
          .last()
          .ifPresent(last -> {
            one.put("to", last.to().name());
            last.lostWrites().ifPresent(lost -> one.put("lost_writes", lost));
            last.downtime().ifPresent(time -> one.put("downtime_ms", time.toMillis()));
          });
    }
    view.violations()
        .forEach(it ->
            json.withArray("violations")
                .addObject()
                .put("rule", it.rule())
                .put("detail", it.detail()));
  }
}
