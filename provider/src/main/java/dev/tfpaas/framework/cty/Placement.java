package dev.tfpaas.framework.cty;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// Checks, before anything is written, that a value may stand where a type is declared.
final class Placement {
  private Placement() {}

  /// Does nothing if `value` conforms to `type`. A null or unknown that has no type conforms to
  /// any.
  ///
  /// @throws CtyException at the first place that does not, or that is nested too deep
  static void require(Value value, Type type, Path path) {
    if (path.depth() > Limits.DEPTH) {
      throw new CtyException(path, "nested more than " + Limits.DEPTH + " levels deep");
    }
    if (!value.isKnown()) {
      boolean untyped = value.type().equals(Type.DYNAMIC);
      requireKind(untyped || Type.conforms(value.type(), type), value, type, path);
      return;
    }
    switch (type) {
      case Type.Dynamic _ -> require(value, value.type(), path);
      case Type.Primitive.STRING ->
          requireKind(value instanceof Value.StringValue, value, type, path);
      case Type.Primitive.NUMBER ->
          requireKind(value instanceof Value.NumberValue, value, type, path);
      case Type.Primitive.BOOL -> requireKind(value instanceof Value.BoolValue, value, type, path);
      case Type.ListOf(Type element) -> {
        requireKind(value instanceof Value.ListValue, value, type, path);
        requireElements(value.asList(), element, path);
      }
      case Type.SetOf(Type element) -> {
        requireKind(value instanceof Value.SetValue, value, type, path);
        requireElements(value.asList(), element, path);
      }
      case Type.MapOf(Type element) -> {
        requireKind(value instanceof Value.MapValue, value, type, path);
        value.asMap().forEach((key, part) -> require(part, element, path.key(key)));
      }
      case Type.ObjectOf(SortedMap<String, Type> attributes) -> {
        requireKind(value instanceof Value.ObjectValue, value, type, path);
        requireAttributes(value.asMap(), attributes, path);
      }
      case Type.TupleOf(List<Type> elements) -> {
        requireKind(value instanceof Value.TupleValue, value, type, path);
        requireTuple(value.asList(), elements, path);
      }
    }
  }

  private static void requireElements(List<Value> elements, Type type, Path path) {
    for (int i = 0; i < elements.size(); i++) {
      require(elements.get(i), type, path.index(i));
    }
  }

  private static void requireAttributes(
      SortedMap<String, Value> attributes, SortedMap<String, Type> types, Path path) {
    for (Map.Entry<String, Type> declared : types.entrySet()) {
      Path place = path.attribute(declared.getKey());
      Value attribute = attributes.get(declared.getKey());
      if (attribute == null) {
        throw new CtyException(place, "the attribute is missing");
      }
      require(attribute, declared.getValue(), place);
    }
    for (String name : attributes.keySet()) {
      if (!types.containsKey(name)) {
        throw new CtyException(path.attribute(name), "unsupported attribute");
      }
    }
  }

  private static void requireTuple(List<Value> elements, List<Type> types, Path path) {
    if (elements.size() != types.size()) {
      throw new CtyException(
          path,
          "a tuple of " + types.size() + " elements is required (" + elements.size() + " given)");
    }
    for (int i = 0; i < types.size(); i++) {
      require(elements.get(i), types.get(i), path.index(i));
    }
  }

  private static void requireKind(boolean fits, Value value, Type type, Path path) {
    if (!fits) {
      throw new CtyException(path, "must be " + type + ", not " + value.type());
    }
  }
}
