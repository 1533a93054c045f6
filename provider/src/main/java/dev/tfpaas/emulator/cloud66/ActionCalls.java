package dev.tfpaas.emulator.cloud66;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import dev.tfpaas.world.Databases;
import dev.tfpaas.world.fact.ReplicationFact;
import dev.tfpaas.world.fact.Timings.Timing;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// `/stacks/{uid}/actions`: what is being done, and commands.
final class ActionCalls {
  private final Model model;
  private final SettingCalls settings;
  private final ServerCalls servers;

  ActionCalls(Model model, SettingCalls settings, ServerCalls servers) {
    this.model = model;
    this.settings = settings;
    this.servers = servers;
  }

  static Reply reply(Model model, ActionState action) {
    return Envelope.one(json(model, action));
  }

  private static ObjectNode json(Model model, ActionState action) {
    boolean finished = !model.now().isBefore(action.finishedAt());
    ObjectNode json = Envelope.JSON.objectNode();
    json.put("id", action.id());
    json.put("user", model.options.user());
    json.put("resource_type", "stack");
    json.put("action", action.name());
    // A text although it is a number; clients depend on it.
    json.put("resource_id", Integer.toString(Ids.number("resource:" + action.stack())));
    json.put("started_via", "api");
    json.put("started_at", action.startedAt().toString());
    if (finished) {
      json.put("finished_at", action.finishedAt().toString());
      json.put("finished_success", action.success());
      json.put("finished_message", action.message());
      json.putObject("finished_result");
    } else {
      json.putNull("finished_at");
      json.putNull("finished_success");
      json.putNull("finished_message");
      json.putNull("finished_result");
    }
    ObjectNode metadata = json.putObject("metadata");
    if (!action.reference().isEmpty()) {
      metadata.put("user_reference", action.reference());
    }
    return json;
  }

  Reply list(Request request, String uid) {
    model.stack(uid);
    String reference = request.query().getOrDefault("user_reference", "");
    List<ObjectNode> shown =
        model.actions.stream()
            .filter(it -> it.stack().equals(uid))
            .filter(it -> reference.isEmpty() || it.reference().equals(reference))
            .sorted(
                model.options.dialect().is("action-order", "newest-first")
                    ? Comparator.comparingLong(ActionState::id).reversed()
                    : Comparator.comparingLong(ActionState::id))
            .map(it -> json(model, it))
            .toList();
    return Envelope.paged(request, shown, model.options.pageSize());
  }

  Reply read(String uid, String id) {
    return model.actions.stream()
        .filter(it -> it.stack().equals(uid) && Long.toString(it.id()).equals(id))
        .findFirst()
        .map(it -> reply(model, it))
        .orElseThrow(ApiError::notFound);
  }

  Reply command(String uid, Body body) {
    StackState stack = model.stack(uid);
    String command = body.need("command");
    return reply(
        model,
        switch (command) {
          case "maintenance_mode" -> settings.maintenance(stack, command, body.need("value"));
          case "promote_slave_db", "disable_replication_slave_db", "resync_slave_db" ->
              database(stack, command, body);
          case "clear_caches",
              "restart",
              "container_restart",
              "service_restart",
              "service_pause",
              "service_resume",
              "process_restart",
              "process_pause",
              "process_resume" ->
              model.record(stack, command, reference(body), model.timing(Timing.CONFIGURE), "");
          default -> throw ApiError.bad("Unknown command " + command);
        });
  }

  private String reference(Body body) {
    return model.options.dialect().is("action-user-reference", "kept")
        ? body.text("user_reference").orElse("")
        : "";
  }

  private ActionState database(StackState stack, String command, Body body) {
    String engine = servers.engine(stack, body.need("server_uid"), body.text("db_type"));
    String reference = reference(body);
    Optional<ReplicationFact> replication = replicationTo(stack, engine);
    if (replication.isEmpty()) {
      return model.record(
          stack, command, reference, model.timing(Timing.DETACH), "Server is not a replica");
    }
    if (command.equals("resync_slave_db")) {
      return model.record(stack, command, reference, model.timing(Timing.SEED), "");
    }
    boolean blind = model.options.dialect().is("disable-of-dead-source", "refused");
    if (blind && command.equals("disable_replication_slave_db") && isDead(replication.get())) {
      return model.record(
          stack, command, reference, model.timing(Timing.DETACH), "The source does not answer");
    }
    // Off or promoted, the replica becomes a primary that accepts writes; nobody looks at the
    // source.
    return model.begin(
        stack,
        command,
        reference,
        model.timing(Timing.PROMOTE),
        draft -> Databases.promote(draft, stack.app, engine, Databases.Promotion.UNGUARDED));
  }

  private boolean isDead(ReplicationFact replication) {
    return model.look(
        view -> view.app(replication.source()).filter(it -> !view.reachable(it)).isPresent());
  }

  /// Returns the replication that a stack's engine follows by.
  private Optional<ReplicationFact> replicationTo(StackState stack, String engine) {
    return model.look(view -> view.replications()).stream()
        .filter(it -> it.replica().equals(stack.app) && it.engine().equals(engine))
        .filter(it ->
            it.mode() == ReplicationFact.Mode.SEEDING
                || it.mode() == ReplicationFact.Mode.STREAMING)
        .findFirst();
  }
}
