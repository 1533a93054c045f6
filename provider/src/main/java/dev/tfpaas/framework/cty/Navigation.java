package dev.tfpaas.framework.cty;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Moving about in values.
final class Navigation {
  private Navigation() {}

  static Value get(Value from, String name) {
    SortedMap<String, Value> parts = from.asMap();
    Value found = parts.get(Text.nfc(name));
    if (found == null) {
      throw missing(from, name);
    }
    return found;
  }

  private static CtyException missing(Value from, String name) {
    return from instanceof Value.MapValue
        ? new CtyException(Path.root().key(name), "the map has no such key")
        : new CtyException(Path.root().attribute(name), "the object has no such attribute");
  }

  static Optional<Value> at(Value from, Path path) {
    Optional<Value> at = Optional.of(from);
    for (Path.Step step : path.steps()) {
      at = at.flatMap(value -> into(value, step));
    }
    return at;
  }

  private static Optional<Value> into(Value value, Path.Step step) {
    if (step instanceof Path.Step.Index(long index)) {
      return elementOf(value, index);
    }
    if (step instanceof Path.Step.Attribute(String name)) {
      return value instanceof Value.ObjectValue(SortedMap<String, Value> attributes)
          ? Optional.ofNullable(attributes.get(name))
          : Optional.empty();
    }
    return step instanceof Path.Step.Key(String key)
            && value instanceof Value.MapValue(_, SortedMap<String, Value> elements)
        ? Optional.ofNullable(elements.get(key))
        : Optional.empty();
  }

  private static Optional<Value> elementOf(Value value, long index) {
    List<Value> elements = value.isSequence() ? value.asList() : List.of();
    return index >= 0 && index < elements.size()
        ? Optional.of(elements.get((int) index))
        : Optional.empty();
  }

  static Value with(Value object, String attribute, Value value) {
    if (!(object instanceof Value.ObjectValue(SortedMap<String, Value> attributes))) {
      throw mismatch("an object", object);
    }
    if (!attributes.containsKey(attribute)) {
      throw missing(object, attribute);
    }
    SortedMap<String, Value> changed = new TreeMap<>(attributes);
    changed.put(attribute, value);
    return Value.object(changed);
  }

  /// Says that `expected` is required where `actual` stands, without showing its content.
  static CtyException mismatch(String expected, Value actual) {
    String found =
        switch (actual) {
          case Value.NullValue _ -> "null";
          case Value.UnknownValue _ -> "unknown";
          case Value.StringValue _ -> "a string";
          case Value.NumberValue _ -> "a number";
          case Value.BoolValue _ -> "a bool";
          case Value.ListValue _ -> "a list";
          case Value.SetValue _ -> "a set";
          case Value.MapValue _ -> "a map";
          case Value.ObjectValue _ -> "an object";
          case Value.TupleValue _ -> "a tuple";
        };
    return new CtyException(Path.root(), expected + " is required, this is " + found);
  }
}
