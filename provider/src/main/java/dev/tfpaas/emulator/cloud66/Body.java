package dev.tfpaas.emulator.cloud66;

import dev.tfpaas.emulator.Request;
import dev.tfpaas.json.JsonTree;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// The fields of a body, which may be JSON or a form. Null is absent; an empty text is not.
///
/// @param fields by name
record Body(Map<String, String> fields) {

  static Body of(Request request) {
    Optional<JsonNode> json = request.json().filter(JsonNode::isObject);
    Map<String, String> fields = new TreeMap<>();
    if (json.isPresent()) {
      for (Map.Entry<String, JsonNode> field : json.get().properties()) {
        if (!field.getValue().isNull()) {
          fields.put(
              field.getKey(),
              field.getValue().isString()
                  ? field.getValue().asString()
                  : JsonTree.text(field.getValue()));
        }
      }
    } else if (!request.body().isBlank()) {
      fields.putAll(request.form());
    }
    return new Body(fields);
  }

  /// Returns a field that is there.
  Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /// Returns a field that is there and not empty.
  Optional<String> text(String name) {
    return field(name).filter(text -> !text.isEmpty());
  }

  String need(String name) {
    return text(name).orElseThrow(() -> ApiError.bad(name + " is missing"));
  }
}
