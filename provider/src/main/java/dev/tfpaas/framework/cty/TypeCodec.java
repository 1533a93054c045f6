package dev.tfpaas.framework.cty;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Types as JSON, e.g. `["list",["object",{"name":"string"}]]`: in schemas and in dynamic values.
///
/// @see <a href="https://github.com/zclconf/go-cty/blob/main/cty/json.go">the host's reader and
///   writer</a>
public final class TypeCodec {
  private TypeCodec() {}

  /// The type that the JSON text `bytes` describes.
  ///
  /// @throws CtyException if it describes none, or is malformed. Objects with optional attributes
  ///   are refused: they have no meaning in the plugin protocol
  public static Type parse(byte[] bytes) {
    return parse(bytes, Path.root());
  }

  /// The JSON text of `type`, without white space, attribute names sorted.
  public static byte[] encode(Type type) {
    return write(type, new StringBuilder()).toString().getBytes(StandardCharsets.UTF_8);
  }

  /// [#parse(byte[])] for bytes inside the value at `path`.
  static Type parse(byte[] bytes, Path path) {
    char[] text = Text.utf8(bytes, path).toCharArray();
    return JsonText.reading(
        text, () -> path, json -> JsonText.toTheEnd(json, read(json, path), path));
  }

  /// The type whose first token is the current one.
  static Type read(JsonParser json, Path path) {
    return read(json, path, 0);
  }

  private static Type read(JsonParser json, Path path, int depth) {
    if (depth > Limits.DEPTH) {
      throw new CtyException(path, "a type nested more than " + Limits.DEPTH + " levels deep");
    }
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return simple(json.getString(), path);
    }
    JsonText.require(json, JsonToken.START_ARRAY, "a type", path);
    json.nextToken();
    JsonText.require(json, JsonToken.VALUE_STRING, "a kind of type", path);
    String kind = json.getString();
    json.nextToken();
    Type type =
        switch (kind) {
          case "list" -> Type.list(read(json, path, depth + 1));
          case "set" -> Type.set(read(json, path, depth + 1));
          case "map" -> Type.map(read(json, path, depth + 1));
          case "object" -> Type.object(attributes(json, path, depth + 1));
          case "tuple" -> Type.tuple(elements(json, path, depth + 1));
          default -> throw new CtyException(path, "unknown kind of type");
        };
    json.nextToken();
    JsonText.require(json, JsonToken.END_ARRAY, "the end of a type", path);
    return type;
  }

  private static Type simple(String name, Path path) {
    return switch (name) {
      case "string" -> Type.STRING;
      case "number" -> Type.NUMBER;
      case "bool" -> Type.BOOL;
      case "dynamic" -> Type.DYNAMIC;
      default -> throw new CtyException(path, "unknown type");
    };
  }

  private static SortedMap<String, Type> attributes(JsonParser json, Path path, int depth) {
    JsonText.require(json, JsonToken.START_OBJECT, "the attributes of an object type", path);
    SortedMap<String, Type> attributes = new TreeMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = JsonText.name(json, path);
      json.nextToken();
      if (attributes.put(name, read(json, path, depth)) != null) {
        throw new CtyException(path, "an object type has an attribute twice");
      }
    }
    return attributes;
  }

  private static List<Type> elements(JsonParser json, Path path, int depth) {
    JsonText.require(json, JsonToken.START_ARRAY, "the elements of a tuple type", path);
    List<Type> elements = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      elements.add(read(json, path, depth));
    }
    return elements;
  }

  private static StringBuilder write(Type type, StringBuilder to) {
    if (type instanceof Type.ListOf(Type element)) {
      return write(element, to.append("[\"list\",")).append(']');
    }
    if (type instanceof Type.SetOf(Type element)) {
      return write(element, to.append("[\"set\",")).append(']');
    }
    if (type instanceof Type.MapOf(Type element)) {
      return write(element, to.append("[\"map\",")).append(']');
    }
    if (type instanceof Type.ObjectOf(SortedMap<String, Type> attributes)) {
      return writeObject(attributes, to);
    }
    if (type instanceof Type.TupleOf(List<Type> elements)) {
      return writeTuple(elements, to);
    }
    return to.append('"').append(type).append('"');
  }

  private static StringBuilder writeObject(SortedMap<String, Type> attributes, StringBuilder to) {
    to.append("[\"object\",{");
    String separator = "";
    for (Map.Entry<String, Type> attribute : attributes.entrySet()) {
      Text.quote(attribute.getKey(), to.append(separator)).append(':');
      write(attribute.getValue(), to);
      separator = ",";
    }
    return to.append("}]");
  }

  private static StringBuilder writeTuple(List<Type> elements, StringBuilder to) {
    to.append("[\"tuple\",[");
    String separator = "";
    for (Type element : elements) {
      write(element, to.append(separator));
      separator = ",";
    }
    return to.append("]]");
  }
}
