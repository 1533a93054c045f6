package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The objects inside the value of a nested block or nested attribute, whatever the nesting.
public final class NestedValues {
  private NestedValues() {}

  /// Makes one object from another.
  @FunctionalInterface
  public interface ObjectFunction {
    /// The object to put in place of this one.
    ///
    /// @param step path from the nested value to the object: an index or a key; the root for a
    ///   single object, and for an element of a set, which has no path
    Value apply(Path step, Value object);
  }

  /// The nested value with each of its known objects replaced. A null or unknown, as a whole or as
  /// an element, stays as it is.
  public static Value map(Nesting nesting, Value nested, ObjectFunction function) {
    if (!nested.isKnown()) {
      return nested;
    }
    return switch (nesting) {
      case SINGLE, GROUP -> function.apply(Path.root(), nested);
      case LIST, SET, MAP -> mapElements(nested, function);
    };
  }

  private static Value mapElements(Value nested, ObjectFunction function) {
    if (nested instanceof Value.ListValue list) {
      return list.elements().isEmpty()
          ? nested
          : Value.list(list.element(), mapList(list.elements(), function));
    }
    if (nested instanceof Value.TupleValue tuple) {
      return Value.tuple(mapList(tuple.elements(), function));
    }
    if (nested instanceof Value.SetValue set) {
      return Value.set(
          set.element(),
          set.elements().stream().map(e -> apply(function, Path.root(), e)).toList());
    }
    if (nested instanceof Value.MapValue map) {
      return Value.map(map.element(), mapMap(map.elements(), function));
    }
    if (nested instanceof Value.ObjectValue object) {
      // A map of objects that contain dynamic: every element may have another type.
      SortedMap<String, Value> mapped = new TreeMap<>();
      object
          .attributes()
          .forEach((k, e) -> mapped.put(k, apply(function, Path.root().attribute(k), e)));
      return Value.object(mapped);
    }
    throw new IllegalArgumentException("a " + nested.type() + " holds no objects");
  }

  private static List<Value> mapList(List<Value> elements, ObjectFunction function) {
    List<Value> mapped = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      mapped.add(apply(function, Path.root().index(i), elements.get(i)));
    }
    return mapped;
  }

  private static SortedMap<String, Value> mapMap(
      SortedMap<String, Value> elements, ObjectFunction function) {
    SortedMap<String, Value> mapped = new TreeMap<>();
    elements.forEach((k, e) -> mapped.put(k, apply(function, Path.root().key(k), e)));
    return mapped;
  }

  private static Value apply(ObjectFunction function, Path step, Value element) {
    return element.isKnown() ? function.apply(step, element) : element;
  }
}
