package dev.tfpaas.emulator.cloud66;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import dev.tfpaas.world.fact.Timings.Timing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// `/stacks/{uid}/configuration`: files of any type that clients upload, e.g. that of a web server.
/// They are kept; nothing here looks at them.
final class ConfigurationCalls {
  private final Model model;

  /// By the uid of the stack, then by the type.
  private final Map<String, Map<String, ObjectNode>> files = new HashMap<>();

  ConfigurationCalls(Model model) {
    this.model = model;
  }

  /// Answers what is about such files; empty when a call is about something else.
  ///
  /// @param path below `/api/3`
  Optional<Reply> handle(Request request, List<String> path) {
    if (path.size() < 3
        || !path.getFirst().equals("stacks")
        || !path.get(2).equals("configuration")) {
      return Optional.empty();
    }
    StackState stack = model.stack(path.get(1));
    Map<String, ObjectNode> all = files.computeIfAbsent(stack.uid, _ -> new TreeMap<>());
    String last = path.size() == 5 ? path.getLast() : "";
    return switch (request.method() + " " + path.size() + last) {
      case "GET 3" ->
          Optional.of(
              Envelope.paged(request, new ArrayList<>(all.values()), model.options.pageSize()));
      case "GET 5show" ->
          Optional.of(
              Envelope.one(
                  Optional.ofNullable(all.get(path.get(3))).orElseThrow(ApiError::notFound)));
      case "POST 5update" -> {
        take(all, path.get(3), Body.of(request));
        yield Optional.of(action(stack));
      }
      case "POST 5apply" -> Optional.of(action(stack));
      default -> Optional.empty();
    };
  }

  private void take(Map<String, ObjectNode> all, String type, Body body) {
    String now = model.now().toString();
    ObjectNode file =
        all.computeIfAbsent(
            type,
            _ ->
                Envelope.JSON
                    .objectNode()
                    .put("name", type)
                    .put("type", type)
                    .put("can_apply", true)
                    .put("created_at", now));
    file.put("body", body.field("body").orElse(""));
    file.put("comments", body.field("commit_message").orElse(""));
    file.put("changed_by", model.options.user()).put("updated_at", now);
  }

  private Reply action(StackState stack) {
    return ActionCalls.reply(
        model, model.record(stack, "configuration", "", model.timing(Timing.CONFIGURE), ""));
  }
}
