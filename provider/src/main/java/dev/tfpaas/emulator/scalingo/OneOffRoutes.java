package dev.tfpaas.emulator.scalingo;

import dev.tfpaas.emulator.Reply;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// Single containers: one-off ones, which nothing here runs, and signals to those that there are.
final class OneOffRoutes {
  /// How the list of running containers names one: the app, the type, its number.
  private static final Pattern RUNNING = Pattern.compile("(.+)-([a-z0-9]+)-([0-9]+)");

  private final Inventory estate;

  OneOffRoutes(Inventory estate) {
    this.estate = estate;
  }

  /// Answers what is about such containers; empty when a call is about something else.
  Optional<Reply> handle(RegionCall call, EmulatedApp app) {
    return switch (call.route()) {
      case "POST/run" -> Optional.of(run(call, app));
      case "POST/containers/*/stop" -> Optional.of(there(app, call.segment(1), Reply.empty(202)));
      case "POST/containers/*/kill" ->
          Optional.of(
              call.body().path("signal").asString("").isEmpty()
                  ? Errors.field("signal", "can't be blank")
                  : there(app, call.segment(1), Reply.empty(204)));
      case "GET/private_network_domain_names" -> Optional.of(names(call));
      default -> Optional.empty();
    };
  }

  /// Starts a container that has ended before anybody can look.
  private Reply run(RegionCall call, EmulatedApp app) {
    String command = call.body().path("command").asString("");
    if (!app.wasDeployed()) {
      return Errors.error(400, "the application has not been deployed");
    }
    if (command.isBlank()) {
      return Errors.field("command", "can't be blank");
    }
    EmulatedApp.Operation operation =
        new EmulatedApp.Operation(estate.hexId(), "start-one-off", estate.now());
    operation.status = "done";
    operation.finishedAt = Optional.of(estate.now());
    app.operations.add(operation);
    ObjectNode body = Shapes.object();
    ObjectNode container = body.putObject("container");
    container.put("id", estate.hexId()).put("app_id", app.id).put("type", "one-off");
    container.put("type_index", app.operations.size()).put("state", "starting");
    container.put("label", "one-off-" + app.operations.size()).put("command", command);
    container.put("created_at", Shapes.date(estate.now())).putNull("deleted_at").putNull("app");
    String size = call.body().path("size").asString("");
    container.set("container_size", RegionRoutes.size(size.isEmpty() ? "M" : size));
    body.put("attach_url", call.address() + "/one-offs/" + operation.id);
    body.put(
        "operation_url",
        "%s/v1/apps/%s/operations/%s".formatted(call.address(), app.name, operation.id));
    return Reply.json(200, body);
  }

  private static Reply there(EmulatedApp app, String container, Reply done) {
    Matcher named = RUNNING.matcher(container);
    boolean runs =
        named.matches()
            && app.atRest().equals("running")
            && app.containers.stream()
                .anyMatch(it ->
                    it.name.equals(named.group(2))
                        && Integer.parseInt(named.group(3)) <= it.amount);
    return runs ? done : Errors.notFound("container");
  }

  /// No app here is in a private network.
  private static Reply names(RegionCall call) {
    return Reply.json(
        200, Shapes.object().set("domain_names", Pages.page(call.request(), "data", List.of())));
  }
}
