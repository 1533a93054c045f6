package dev.tfpaas.platform.jelastic;

import dev.tfpaas.json.JsonTree;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Reads what the sources spell in several ways: a number or its text, an object or its JSON as
/// text, one field under several names.
final class Spellings {
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}");

  private Spellings() {}

  /// Returns the first field that is there and not null; a missing one when none is.
  static JsonNode field(JsonNode object, String... names) {
    for (String name : names) {
      if (object.hasNonNull(name)) {
        return object.get(name);
      }
    }
    return MissingNode.getInstance();
  }

  /// Reads a whole number; empty when it is none.
  static Optional<Integer> number(JsonNode node) {
    if (node.isIntegralNumber() && node.canConvertToInt()) {
      return Optional.of(node.asInt());
    }
    return node.isString() && NUMBER.matcher(node.asString().strip()).matches()
        ? Optional.of(Integer.valueOf(node.asString().strip()))
        : Optional.empty();
  }

  /// Reads an object; empty when it is none.
  static Optional<JsonNode> object(JsonNode node) {
    if (!node.isString()) {
      return Optional.of(node).filter(JsonNode::isObject);
    }
    try {
      return Optional.of(JsonTree.read(node.asString())).filter(JsonNode::isObject);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  /// Reads an object as texts by name; empty when it is none.
  static Optional<Map<String, String>> texts(JsonNode node) {
    return object(node)
        .map(object -> {
          Map<String, String> texts = new TreeMap<>();
          object.properties().forEach(one -> texts.put(one.getKey(), text(one.getValue())));
          return texts;
        });
  }

  /// Reads a text; of an object or a list that stands where a text should, its JSON.
  static String text(JsonNode node) {
    return node.isContainer() ? JsonTree.text(node) : node.asString("");
  }
}
