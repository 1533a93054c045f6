package dev.tfpaas.emulator.scalingo;

import dev.tfpaas.emulator.Reply;

/// Scalingo's error answers.
final class Errors {
  private Errors() {}

  /// Makes `{"resource":…,"error":"not found"}`.
  static Reply notFound(String resource) {
    return Reply.json(404, Shapes.object().put("resource", resource).put("error", "not found"));
  }

  /// Makes `{"error":…}`.
  static Reply error(int status, String text) {
    return Reply.json(status, Shapes.object().put("error", text));
  }

  /// Makes `{"errors":{field:[…]}}`.
  static Reply field(String field, String text) {
    tools.jackson.databind.node.ObjectNode body = Shapes.object();
    body.putObject("errors").putArray(field).add(text);
    return Reply.json(422, body);
  }
}
