package dev.tfpaas.json;

import java.io.StringWriter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads and writes trees of JSON.
///
/// The library's own ways between a tree and a text, `toString` included, are made for any Java
/// object: 400 classes at the first text, a tenth of the package's jar, and the module `java.xml`,
/// which is a tenth of the package with a runtime.
public final class JsonTree {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonTree() {}

  /// Reads a tree; missing when there is none in the text.
  ///
  /// @throws JacksonException when the text is not JSON, or more follows
  public static JsonNode read(String text) throws JacksonException {
    try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      return read(in);
    }
  }

  /// Reads the one tree of a parser, of JSON or of what else it reads; missing when there is none.
  ///
  /// @throws JacksonException when that cannot be read, or more follows
  public static JsonNode read(JsonParser in) throws JacksonException {
    JsonToken first = in.nextToken();
    if (first == null) {
      return MissingNode.getInstance();
    }
    JsonNode tree = value(first, in);
    if (in.nextToken() != null) {
      throw new StreamReadException(in, "there is more after the value");
    }
    return tree;
  }

  private static JsonNode value(JsonToken token, JsonParser in) {
    return switch (token) {
      case START_OBJECT -> object(in);
      case START_ARRAY -> array(in);
      case VALUE_STRING -> NODES.stringNode(in.getString());
      case VALUE_NUMBER_INT -> whole(in);
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(in.getDoubleValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new StreamReadException(in, "there is %s instead of a value".formatted(token));
    };
  }

  private static ObjectNode object(JsonParser in) {
    ObjectNode object = NODES.objectNode();
    for (String name = in.nextName(); name != null; name = in.nextName()) {
      object.set(name, value(in.nextToken(), in));
    }
    return object;
  }

  private static ArrayNode array(JsonParser in) {
    ArrayNode array = NODES.arrayNode();
    for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
      array.add(value(token, in));
    }
    return array;
  }

  private static JsonNode whole(JsonParser in) {
    return switch (in.getNumberType()) {
      case INT -> NODES.numberNode(in.getIntValue());
      case LONG -> NODES.numberNode(in.getLongValue());
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(in.getBigIntegerValue());
    };
  }

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
