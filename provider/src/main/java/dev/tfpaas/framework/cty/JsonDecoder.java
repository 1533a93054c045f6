package dev.tfpaas.framework.cty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads one value from JSON; owned by one call. The path travels along.
final class JsonDecoder {
  /// What becomes of an attribute that the object type does not have.
  enum Extra {
    REFUSED,
    DROPPED
  }

  private final char[] text;
  private final Extra extra;

  /// Where the parser was called last, for the failures it reports.
  private Path at;

  /// Reads `text`, which stands at `path`.
  private JsonDecoder(char[] text, Extra extra, Path path) {
    this.text = text;
    this.extra = extra;
    at = path;
  }

  static Value decode(byte[] bytes, Type type, Extra extra) {
    char[] text = Text.utf8(bytes, Path.root()).toCharArray();
    return new JsonDecoder(text, extra, Path.root()).whole(type);
  }

  /// The one value in the text.
  private Value whole(Type type) {
    Path path = at;
    return JsonText.reading(
        text, () -> at, json -> JsonText.toTheEnd(json, value(json, type, path), path));
  }

  /// The value whose first token is the current one.
  private Value value(JsonParser json, Type type, Path path) {
    at = path;
    if (path.depth() > Limits.DEPTH) {
      throw new CtyException(path, "nested more than " + Limits.DEPTH + " levels deep");
    }
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return Value.nullOf(type);
    }
    if (type instanceof Type.Primitive primitive) {
      return primitive(json, primitive, path);
    }
    if (type instanceof Type.ObjectOf(SortedMap<String, Type> attributes)) {
      return object(json, attributes, path);
    }
    if (type instanceof Type.ListOf(Type element)) {
      List<Value> elements = elements(json, element, path);
      return checked(path, () -> Value.list(element, elements));
    }
    if (type instanceof Type.SetOf(Type element)) {
      List<Value> elements = elements(json, element, path);
      return checked(path, () -> Value.set(element, elements));
    }
    if (type instanceof Type.MapOf(Type element)) {
      return map(json, element, path);
    }
    return type instanceof Type.TupleOf(List<Type> types)
        ? tuple(json, types, path)
        : dynamic(json, path);
  }

  private static Value primitive(JsonParser json, Type.Primitive type, Path path) {
    return switch (type) {
      case STRING -> string(json, path);
      case NUMBER -> number(json, path);
      case BOOL -> bool(json, path);
    };
  }

  private static Value string(JsonParser json, Path path) {
    JsonText.require(json, JsonToken.VALUE_STRING, "a string", path);
    return Value.string(JsonText.nfc(json.getString(), path));
  }

  private static Value number(JsonParser json, Path path) {
    return switch (json.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_STRING ->
          Value.number(Numbers.parse(json.getString(), path));
      case null, default -> throw JsonText.unexpected(json, "a number", path);
    };
  }

  private static Value bool(JsonParser json, Path path) {
    return switch (json.currentToken()) {
      case VALUE_TRUE -> Value.bool(true);
      case VALUE_FALSE -> Value.bool(false);
      case null, default -> throw JsonText.unexpected(json, "a bool", path);
    };
  }

  private List<Value> elements(JsonParser json, Type element, Path path) {
    JsonText.require(json, JsonToken.START_ARRAY, "an array", path);
    List<Value> elements = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(json, element, path.index(elements.size())));
    }
    return elements;
  }

  private Value tuple(JsonParser json, List<Type> types, Path path) {
    JsonText.require(json, JsonToken.START_ARRAY, "an array", path);
    List<Value> elements = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (elements.size() == types.size()) {
        throw tupleSize(types, "more", path);
      }
      elements.add(value(json, types.get(elements.size()), path.index(elements.size())));
    }
    if (elements.size() < types.size()) {
      throw tupleSize(types, Integer.toString(elements.size()), path);
    }
    return Value.tuple(elements);
  }

  private static CtyException tupleSize(List<Type> types, String given, Path path) {
    return new CtyException(
        path, "a tuple of " + types.size() + " elements is required (" + given + " given)");
  }

  private Value map(JsonParser json, Type element, Path path) {
    JsonText.require(json, JsonToken.START_OBJECT, "a JSON object", path);
    SortedMap<String, Value> elements = new TreeMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = JsonText.name(json, path);
      json.nextToken();
      if (elements.put(key, value(json, element, path.key(key))) != null) {
        throw new CtyException(path.key(key), "the map has this key twice");
      }
      at = path;
    }
    return checked(path, () -> Value.map(element, elements));
  }

  private Value object(JsonParser json, SortedMap<String, Type> types, Path path) {
    JsonText.require(json, JsonToken.START_OBJECT, "a JSON object", path);
    SortedMap<String, Value> attributes = new TreeMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = JsonText.name(json, path);
      json.nextToken();
      Type type = types.get(name);
      if (type == null) {
        dropExtra(json, path.attribute(name));
      } else if (attributes.put(name, value(json, type, path.attribute(name))) != null) {
        throw new CtyException(path.attribute(name), "the object has this attribute twice");
      }
      at = path;
    }
    types.forEach((name, type) -> attributes.putIfAbsent(name, Value.nullOf(type)));
    return Value.object(attributes);
  }

  private void dropExtra(JsonParser json, Path path) {
    if (extra == Extra.REFUSED) {
      throw new CtyException(path, "unsupported attribute");
    }
    json.skipChildren();
  }

  /// An object of exactly `type` and `value`. The host writes the value first, which can be read
  /// only once its type is known: until then its text is kept.
  private Value dynamic(JsonParser json, Path path) {
    JsonText.require(json, JsonToken.START_OBJECT, "a JSON object of type and value", path);
    Type type = null;
    Value value = null;
    JsonDecoder pending = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("type") && type == null) {
        type = typeOfDynamic(json, path);
      } else if (name.equals("value") && value == null && pending == null) {
        if (type == null) {
          pending = new JsonDecoder(textOfValue(json), extra, path);
        } else {
          value = value(json, type, path);
        }
      } else {
        throw dynamicShape(path);
      }
      at = path;
    }
    return dynamicResult(type, value, pending, path);
  }

  private static Value dynamicResult(
      @Nullable Type type, @Nullable Value value, @Nullable JsonDecoder pending, Path path) {
    if (value != null) {
      return value;
    }
    if (type != null && pending != null) {
      return pending.whole(type);
    }
    throw dynamicShape(path);
  }

  private static CtyException dynamicShape(Path path) {
    return new CtyException(path, "a dynamic value has exactly a type and a value");
  }

  /// The characters of the value whose first token is the current one; it is passed over.
  private char[] textOfValue(JsonParser json) {
    long start = json.currentTokenLocation().getCharOffset();
    json.skipChildren();
    json.finishToken();
    long end = json.currentLocation().getCharOffset();
    return Arrays.copyOfRange(text, (int) start, (int) end);
  }

  private static Type typeOfDynamic(JsonParser json, Path path) {
    Type type = TypeCodec.read(json, path);
    if (type.equals(Type.DYNAMIC)) {
      throw new CtyException(path, "a dynamic value must name a type other than dynamic");
    }
    return type;
  }

  private static Value checked(Path path, Supplier<Value> making) {
    try {
      return making.get();
    } catch (CtyException e) {
      throw e.under(path);
    }
  }
}
