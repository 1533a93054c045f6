package dev.tfpaas.emulator.cloud66;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.Databases;
import dev.tfpaas.world.Draft;
import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.Timings.Timing;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// `/stacks/{uid}/settings`. Containers have no `maintenance.mode`.
///
/// An app in maintenance writes nothing. In the world somebody could still write to its databases,
/// so that they are made read-only with it: the world's monitors then judge what an app does, not
/// what it could do.
final class SettingCalls {
  private static final String MAINTENANCE = "maintenance.mode";
  private static final List<String> READ_ONLY = List.of("stack.name");

  private final Model model;

  SettingCalls(Model model) {
    this.model = model;
  }

  private Map<String, Object> settings(StackState stack) {
    Map<String, Object> settings = new TreeMap<>();
    settings.put("allowed.web.source", "");
    settings.put("continuous.deploy", "false");
    settings.put("db.check.backup.size", "true");
    settings.put("git.branch", "main");
    settings.put("git.repository", "git@example.com:acme/%s.git".formatted(stack.name));
    settings.put("reconfigure.nginx", "false");
    settings.put("stack.name", stack.name);
    if (!stack.containers) {
      settings.put("asset.prefix", "");
      settings.put("run.deploy.command", "true");
    }
    settings.putAll(stack.settings);
    if (!stack.containers) {
      settings.put(MAINTENANCE, model.app(stack).maintenance());
    }
    return settings;
  }

  Reply list(Request request, String uid) {
    List<ObjectNode> shown =
        settings(model.stack(uid)).entrySet().stream()
            .map(it -> {
              ObjectNode json =
                  value(it.getKey(), it.getValue()).put("id", it.getKey().replace('.', '-'));
              return json.put("readonly", READ_ONLY.contains(it.getKey()))
                  .put("warning_text", "")
                  .put("hidden", false);
            })
            .toList();
    return Envelope.paged(request, shown, model.options.pageSize());
  }

  Reply read(String uid, String id) {
    StackState stack = model.stack(uid);
    String key = key(stack, id);
    return Envelope.one(value(key, settings(stack).getOrDefault(key, "")));
  }

  private static ObjectNode value(String key, Object value) {
    ObjectNode json = Envelope.JSON.objectNode().put("key", key);
    if (value instanceof Boolean flag) {
      return json.put("value", flag.booleanValue());
    }
    String text = value.toString();
    return text.isEmpty() ? json.putNull("value") : json.put("value", text);
  }

  private String key(StackState stack, String id) {
    return settings(stack).keySet().stream()
        .filter(key -> key.replace('.', '-').equals(id) || key.equals(id))
        .findFirst()
        .orElseThrow(ApiError::notFound);
  }

  Reply change(String uid, String id, Body body) {
    StackState stack = model.stack(uid);
    String key = key(stack, id);
    if (READ_ONLY.contains(key)) {
      throw ApiError.bad("Setting " + key + " is readonly");
    }
    String value = body.field("value").orElseThrow(() -> ApiError.bad("value is missing"));
    String name = "stack-set: " + key;
    if (key.equals(MAINTENANCE)) {
      return ActionCalls.reply(model, maintenance(stack, name, value));
    }
    stack.settings.put(key, value);
    return ActionCalls.reply(
        model, model.record(stack, name, "", model.timing(Timing.CONFIGURE), ""));
  }

  /// Puts a stack into maintenance, or takes it out.
  ActionState maintenance(StackState stack, String name, String value) {
    if (stack.containers) {
      throw ApiError.bad("Maintenance mode is not available for containerised applications");
    }
    boolean on =
        switch (value.toLowerCase(Locale.ROOT)) {
          case "1", "true", "on", "enable" -> true;
          case "0", "false", "off", "disable" -> false;
          default -> throw ApiError.bad("value must be true or false");
        };
    return model.begin(
        stack, name, model.timing(Timing.MAINTENANCE), draft -> close(draft, stack.app, on));
  }

  private static void close(Draft draft, String app, boolean on) {
    AppOperations.maintenance(draft, app, on);
    for (DatabaseFact database : draft.databases(app)) {
      if (database.role() == DatabaseFact.Role.REPLICA || database.readOnly() == on) {
        continue;
      }
      if (on) {
        Databases.readOnly(draft, app, database.engine(), true);
      } else {
        // The vendor does not know who else holds the data.
        Databases.writable(draft, app, database.engine());
      }
    }
  }
}
