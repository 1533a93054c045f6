package dev.tfpaas.emulator.jelastic;

import dev.tfpaas.emulator.Reply;
import dev.tfpaas.json.JsonTree;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The form of every answer: status 200, and success or failure in `result`.
final class Envelope {
  static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /// The Java client of the vendor makes objects of this class; a wrong one breaks it.
  private static final String PERSISTENCE = "com.hivext.api.server.system.persistence.";

  private Envelope() {}

  /// Makes a success without anything else.
  static ObjectNode ok() {
    return JSON.objectNode().put("result", 0);
  }

  /// Makes a list of the persistence layer.
  static ObjectNode array(String className, List<? extends JsonNode> items) {
    ObjectNode body = ok().put("className", PERSISTENCE + className);
    body.set("array", JSON.arrayNode().addAll(items));
    return body;
  }

  /// Makes the answer of a method that the platform implements as a script: an envelope in another.
  static ObjectNode nested(ObjectNode inner) {
    ObjectNode body = ok();
    body.set("response", inner);
    return body;
  }

  static ObjectNode refused(Refused refused) {
    return JSON.objectNode()
        .put("result", refused.code())
        .put("error", String.valueOf(refused.getMessage()))
        .put("source", refused.source());
  }

  static Reply reply(ObjectNode body) {
    return new Reply(
        200, Map.of("Content-Type", "application/json;charset=UTF-8"), JsonTree.text(body));
  }

  /// Makes the error of a hoster's gateway, whose `error` is an object.
  static Reply gateway(int status, String message) {
    ObjectNode body = JSON.objectNode().put("source", "gateway");
    body.putObject("error").put("code", status).put("message", message);
    return Reply.json(status, body);
  }
}
