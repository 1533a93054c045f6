package dev.tfpaas.platform.cloud66;

import dev.tfpaas.json.JsonTree;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads fields leniently: what is absent, null or empty is absent.
final class JsonFields {
  private JsonFields() {}

  static Optional<String> text(JsonNode object, String field) {
    JsonNode node = object.path(field);
    if (node.isNumber()) {
      return Optional.of(node.decimalValue().stripTrailingZeros().toPlainString());
    }
    if (node.isBoolean()) {
      return Optional.of(JsonTree.text(node));
    }
    return node.isString()
        ? Optional.of(node.asString()).filter(it -> !it.isEmpty())
        : Optional.empty();
  }

  static String need(JsonNode object, String field) {
    return text(object, field).orElse("");
  }

  static boolean flag(JsonNode object, String field) {
    return object.path(field).asBoolean(false);
  }

  static int number(JsonNode object, String field, int absent) {
    return object.path(field).asInt(absent);
  }

  /// Reads a time; empty when it is none, because a time is never worth a failure.
  static Optional<Instant> time(JsonNode object, String field) {
    try {
      return text(object, field).map(it -> OffsetDateTime.parse(it).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  static List<String> texts(JsonNode object, String field) {
    List<String> texts = new ArrayList<>();
    object.path(field).forEach(item -> texts.add(item.asString("")));
    return List.copyOf(texts);
  }
}
