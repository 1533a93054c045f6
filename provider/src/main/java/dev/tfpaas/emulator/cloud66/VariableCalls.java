package dev.tfpaas.emulator.cloud66;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import dev.tfpaas.json.JsonTree;
import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.ReplicationFact;
import dev.tfpaas.world.fact.Timings.Timing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `/stacks/{uid}/environments`: the user's own variables and those that Cloud 66 makes.
///
/// A replication shows on both of its sides, as variables that list the replica's addresses.
final class VariableCalls {

  private final Model model;

  VariableCalls(Model model) {
    this.model = model;
  }

  Reply list(Request request, String uid) {
    StackState stack = model.stack(uid);
    String format = request.query().getOrDefault("environments_format", "");
    if (!format.isEmpty()) {
      return formatted(stack, format, request.query().getOrDefault("requested_types", "all"));
    }
    return Envelope.paged(request, all(stack), model.options.pageSize());
  }

  private List<ObjectNode> all(StackState stack) {
    List<ObjectNode> shown = new ArrayList<>();
    generated(stack)
        .forEach((key, value) ->
            shown.add(
                json(
                    key,
                    new StackState.VariableState(
                        Ids.number("variable:" + stack.app + key),
                        value,
                        stack.createdAt,
                        stack.createdAt,
                        List.of()),
                    true)));
    stack.variables.forEach((key, variable) -> shown.add(json(key, variable, false)));
    return shown;
  }

  private static ObjectNode json(String key, StackState.VariableState variable, boolean generated) {
    ObjectNode json = Envelope.JSON.objectNode();
    json.put("id", variable.id());
    json.put("key", key);
    json.put("value", variable.value());
    json.put("readonly", generated);
    json.put("created_at", variable.createdAt().toString());
    json.put("updated_at", variable.updatedAt().toString());
    json.put("created_at_iso", variable.createdAt().toString());
    json.put("updated_at_iso", variable.updatedAt().toString());
    json.put("is_password", false);
    json.put("is_generated", generated);
    int number = 0;
    for (String old : variable.history()) {
      json.withArray("history")
          .addObject()
          .put("key", ++number)
          .put("value", old)
          .put("created_at", variable.createdAt().toString())
          .put("updated_at", variable.updatedAt().toString())
          .put("created_at_iso", variable.createdAt().toString())
          .put("updated_at_iso", variable.updatedAt().toString());
    }
    json.withArray("history");
    return json;
  }

  /// Returns what Cloud 66 makes itself.
  private Map<String, String> generated(StackState stack) {
    Map<String, String> generated = new TreeMap<>();
    generated.put("FAILOVER_STATUS", failoverStatus(stack));
    for (DatabaseFact database : model.look(view -> view.databases(stack.app))) {
      String engine = database.engine().toUpperCase(Locale.ROOT);
      generated.put(engine + "_ADDRESS_INT", ServerCalls.internal(stack, database.engine()));
      generated.put(engine + "_ADDRESS_EXT", ServerCalls.external(stack, database.engine()));
    }
    for (ReplicationFact it : model.look(view -> view.replications())) {
      boolean on =
          it.mode() == ReplicationFact.Mode.SEEDING || it.mode() == ReplicationFact.Mode.STREAMING;
      boolean shows =
          switch (model.options.dialect().position("replica-listed-by")) {
            case "source" -> it.source().equals(stack.app);
            case "replica" -> it.replica().equals(stack.app);
            default -> it.source().equals(stack.app) || it.replica().equals(stack.app);
          };
      if (on && shows) {
        String engine = it.engine().toUpperCase(Locale.ROOT);
        model.stacks().stream()
            .filter(other -> other.app.equals(it.replica()))
            .forEach(other -> {
              generated.put(
                  engine + "_SLAVE_ADDRESSES_INT", ServerCalls.internal(other, it.engine()));
              generated.put(
                  engine + "_SLAVE_ADDRESSES_EXT", ServerCalls.external(other, it.engine()));
            });
      }
    }
    return generated;
  }

  private String failoverStatus(StackState stack) {
    List<GroupState> in = model.groups.values().stream().filter(it -> it.has(stack.uid)).toList();
    if (in.isEmpty()) {
      return "none";
    }
    return in.stream().anyMatch(it -> it.active().equals(stack.uid)) ? "online" : "offline";
  }

  private Reply formatted(StackState stack, String format, String types) {
    Map<String, String> shown = new TreeMap<>();
    if (types.contains("all") || types.contains("generated") || types.contains("locked")) {
      shown.putAll(generated(stack));
    }
    if (types.contains("all") || types.contains("user")) {
      stack.variables.forEach((key, variable) -> shown.put(key, variable.value()));
    }
    ObjectNode json = Envelope.JSON.objectNode();
    StringBuilder lines = new StringBuilder();
    shown.forEach((key, value) -> {
      json.put(key, value);
      lines.append(key).append('=').append(value).append('\n');
    });
    String contents = format.equals("json") ? JsonTree.text(json) : lines.toString();
    return Envelope.one(Envelope.JSON.objectNode().put("contents", contents));
  }

  Reply read(String uid, String id) {
    return all(model.stack(uid)).stream()
        .filter(json -> Integer.toString(json.path("id").asInt()).equals(id))
        .findFirst()
        .map(Envelope::one)
        .orElseThrow(ApiError::notFound);
  }

  Reply add(String uid, Body body) {
    StackState stack = model.stack(uid);
    String key = body.need("key");
    if (stack.variables.containsKey(key) || generated(stack).containsKey(key)) {
      throw ApiError.bad("Environment variable " + key + " exists already");
    }
    model.set(stack, key, body.field("value").orElse(""));
    return written(stack, "env-var-new", key);
  }

  Reply change(String uid, String key, Body body) {
    StackState stack = model.stack(uid);
    own(stack, key);
    model.set(stack, key, body.field("value").orElse(""));
    return written(stack, "env-var-update", key);
  }

  Reply remove(String uid, String key) {
    StackState stack = model.stack(uid);
    own(stack, key);
    stack.variables.remove(key);
    return model.options.dialect().is("variable-deletion-answer", "action")
        ? started(stack, "env-var-update")
        : Envelope.done("Environment variable deleted");
  }

  private void own(StackState stack, String key) {
    if (generated(stack).containsKey(key)) {
      throw ApiError.bad("Environment variable " + key + " is readonly");
    }
    if (!stack.variables.containsKey(key)) {
      throw ApiError.notFound();
    }
  }

  /// Sets many at once.
  ///
  /// @param complete whether variables that are not given are removed
  Reply many(String uid, Body body, boolean complete) {
    StackState stack = model.stack(uid);
    if (body.need("environments_format").equals("json")
        && model.options.dialect().is("variable-bulk-json", "refused")) {
      throw ApiError.bad("environments_format must be dotenv");
    }
    Map<String, String> given =
        contents(body.need("environments_format"), body.field("contents").orElse(""));
    Set<String> made = generated(stack).keySet();
    if (complete) {
      new HashSet<>(stack.variables.keySet())
          .stream().filter(key -> !given.containsKey(key)).forEach(stack.variables::remove);
    }
    given.forEach((key, value) -> {
      if (!made.contains(key)) {
        model.set(stack, key, value);
      }
    });
    return started(stack, "env-var-update");
  }

  static Map<String, String> contents(String format, String contents) {
    Map<String, String> given = new TreeMap<>();
    if (format.equals("json")) {
      try {
        for (Map.Entry<String, JsonNode> field : JsonTree.read(contents).properties()) {
          given.put(field.getKey(), field.getValue().asString(""));
        }
      } catch (JacksonException _) {
        throw ApiError.bad("contents is not JSON");
      }
      return given;
    }
    contents
        .lines()
        .filter(line -> line.contains("=") && !line.startsWith("#"))
        .forEach(line -> {
          int equals = line.indexOf('=');
          given.put(line.substring(0, equals).strip(), line.substring(equals + 1));
        });
    return given;
  }

  /// Answers what was asked for with what documents and clients differ in.
  private Reply written(StackState stack, String name, String key) {
    Reply action = started(stack, name);
    return model.options.dialect().is("variable-answer", "action")
        ? action
        : Envelope.one(json(key, Objects.requireNonNull(stack.variables.get(key)), false));
  }

  private Reply started(StackState stack, String name) {
    return ActionCalls.reply(
        model, model.record(stack, name, "", model.timing(Timing.CONFIGURE), ""));
  }
}
