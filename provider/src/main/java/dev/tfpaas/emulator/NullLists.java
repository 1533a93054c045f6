package dev.tfpaas.emulator;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes lists of none as services in Go do that never made one: as null. A body that is nothing
/// but a list stays one.
public final class NullLists {
  private static final ObjectMapper JSON = new ObjectMapper();

  private NullLists() {}

  /// Returns an answer with null in place of each list of none, and everything else as it is.
  public static Reply in(Reply reply) {
    String type = reply.headers().getOrDefault("Content-Type", "");
    return type.equals("application/json")
        ? new Reply(reply.status(), reply.headers(), told(JSON.readTree(reply.body())).toString())
        : reply;
  }

  private static JsonNode told(JsonNode body) {
    return body.isArray() && body.isEmpty() ? body : nulled(body);
  }

  private static JsonNode nulled(JsonNode node) {
    if (node.isArray() && node.isEmpty()) {
      return JsonNodeFactory.instance.nullNode();
    }
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        field.setValue(nulled(field.getValue()));
      }
    } else if (node.isArray()) {
      node.forEach(NullLists::nulled);
    }
    return node;
  }
}
