package dev.tfpaas.json;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NumericNode;

/// Writes trees of JSON.
///
/// The library's own way from a tree to a text, `toString` included, goes by the serializers of any
/// Java object: 400 classes at the first text, and among them those that need the module
/// `java.xml`, a tenth of the package with a runtime.
public final class JsonTree {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonTree() {}

  /// Returns a tree in one line without blanks; what is missing is no text.
  public static String text(JsonNode tree) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      write(tree, out);
    }
    return text.toString();
  }

  /// Writes a tree, in JSON or in what else the generator writes; nothing where it is missing.
  ///
  /// @throws IllegalArgumentException when a node holds what is not of JSON
  public static void write(JsonNode tree, JsonGenerator out) {
    switch (tree.getNodeType()) {
      case OBJECT -> {
        out.writeStartObject();
        tree.forEachEntry((name, value) -> {
          out.writeName(name);
          write(value, out);
        });
        out.writeEndObject();
      }
      case ARRAY -> {
        out.writeStartArray();
        tree.forEach(item -> write(item, out));
        out.writeEndArray();
      }
      case STRING -> out.writeString(tree.asString());
      case NUMBER -> number(tree, out);
      case BOOLEAN -> out.writeBoolean(tree.asBoolean());
      case NULL -> out.writeNull();
      case MISSING -> {}
      case BINARY, POJO ->
          throw new IllegalArgumentException("%s is not of JSON".formatted(tree.getNodeType()));
    }
  }

  /// Writes one too large for a number of its kind as its name, as the library does.
  private static void number(JsonNode tree, JsonGenerator out) {
    if (tree instanceof NumericNode number && number.isNaN()) {
      out.writeString(tree.asString());
    } else {
      out.writeNumber(tree.asString());
    }
  }
}
