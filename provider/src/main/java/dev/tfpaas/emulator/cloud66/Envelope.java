package dev.tfpaas.emulator.cloud66;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Wraps answers as the API does.
final class Envelope {
  static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Envelope() {}

  /// Wraps one object.
  static Reply one(JsonNode response) {
    ObjectNode body = JSON.objectNode();
    body.set("response", response);
    return Reply.json(200, body);
  }

  /// Answers a call that has no natural result.
  static Reply done(String message) {
    return one(JSON.objectNode().put("ok", true).put("message", message));
  }

  /// Wraps a list without pages.
  static Reply whole(List<? extends JsonNode> items) {
    ObjectNode body = JSON.objectNode();
    body.set("response", JSON.arrayNode().addAll(items));
    body.put("count", items.size());
    return Reply.json(200, body);
  }

  /// Wraps the page of a list that is asked for; beyond the last it is empty.
  static Reply paged(Request request, List<? extends JsonNode> items, int size) {
    int page = page(request);
    int pages = Math.max(1, (items.size() + size - 1) / size);
    int from = Math.min((page - 1) * size, items.size());
    List<? extends JsonNode> shown = items.subList(from, Math.min(from + size, items.size()));
    ObjectNode body = JSON.objectNode();
    body.set("response", JSON.arrayNode().addAll(shown));
    body.put("count", shown.size());
    ObjectNode pagination = body.putObject("pagination");
    number(pagination, "previous", page > 1 ? page - 1 : 0);
    number(pagination, "next", page < pages ? page + 1 : 0);
    pagination.put("current", page);
    pagination.put("per_page", size);
    pagination.put("count", items.size());
    pagination.put("pages", pages);
    return Reply.json(200, body);
  }

  private static void number(ObjectNode object, String field, int value) {
    if (value == 0) {
      object.putNull(field);
    } else {
      object.put(field, value);
    }
  }

  private static int page(Request request) {
    try {
      return Math.max(1, Integer.parseInt(request.query().getOrDefault("page", "1")));
    } catch (NumberFormatException _) {
      return 1;
    }
  }
}
