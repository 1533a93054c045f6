package dev.tfpaas.framework.cty;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.IntFunction;

/// The rules that hold between a collection and its elements.
final class Elements {
  private Elements() {}

  /// The one type of all elements of a collection declared with `declared`.
  ///
  /// That is `declared` itself, or, where it has dynamic parts, the type that the elements bring
  /// along. A null or unknown element without a type stands beside any others.
  ///
  /// @throws CtyException at the element that does not fit; the host would crash on elements of
  ///   different types
  static Type common(Type declared, List<Value> elements) {
    return allOf(declared, elements)
        ? declared
        : unified(declared, elements, position -> Path.root().index(position));
  }

  /// [#common(Type, List)] for the elements of a map.
  static Type common(Type declared, NamedParts<Value> elements) {
    return allOf(declared, elements.values())
        ? declared
        : unified(
            declared,
            elements.values(),
            position -> Path.root().key(elements.names().name(position)));
  }

  private static Type unified(Type declared, List<Value> elements, IntFunction<Path> step) {
    Type common = firstType(elements, declared);
    for (int i = 0; i < elements.size(); i++) {
      Value element = elements.get(i);
      if (!isUntyped(element) && !has(element, common)) {
        throw new CtyException(
            step.apply(i),
            "all elements must have one type, here " + common + ", not " + element.type());
      }
    }
    if (!Type.conforms(common, declared)) {
      throw new CtyException(step.apply(0), "must be " + declared + ", not " + common);
    }
    return common;
  }

  private static Type firstType(List<Value> elements, Type otherwise) {
    for (Value element : elements) {
      if (!isUntyped(element)) {
        return element.type();
      }
    }
    return otherwise;
  }

  private static boolean allOf(Type type, List<Value> elements) {
    for (int i = 0; i < elements.size(); i++) {
      if (!has(elements.get(i), type)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUntyped(Value value) {
    return !value.isKnown() && value.type().equals(Type.DYNAMIC);
  }

  /// Whether `value.type()` equals `type`, without building the former where that costs.
  private static boolean has(Value value, Type type) {
    if (value instanceof Value.ObjectValue(SortedMap<String, Value> own)) {
      return type instanceof Type.ObjectOf(SortedMap<String, Type> wanted)
          && hasAttributes(NamedParts.of(own), NamedParts.of(wanted));
    }
    if (value instanceof Value.ListValue(Type own, _)) {
      return type instanceof Type.ListOf(Type element) && Objects.equals(own, element);
    }
    if (value instanceof Value.TupleValue(List<Value> own)) {
      return type instanceof Type.TupleOf(List<Type> wanted)
          && own.size() == wanted.size()
          && hasElements(own, wanted);
    }
    return value.type().equals(type);
  }

  private static boolean hasAttributes(NamedParts<Value> own, NamedParts<Type> wanted) {
    if (!own.names().equals(wanted.names())) {
      return false;
    }
    for (int i = 0; i < own.size(); i++) {
      if (!has(own.part(i), wanted.part(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasElements(List<Value> own, List<Type> wanted) {
    for (int i = 0; i < own.size(); i++) {
      if (!has(own.get(i), wanted.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// Whether two lists hold equal values; unlike theirs, without making an iterator at each level.
  static boolean same(List<Value> left, List<Value> right) {
    int size = left.size();
    boolean same = size == right.size();
    for (int i = 0; same && i < size; i++) {
      same = Objects.equals(left.get(i), right.get(i));
    }
    return same;
  }

  /// Whether nothing in any of them is unknown.
  static boolean areWhollyKnown(List<Value> elements) {
    for (int i = 0; i < elements.size(); i++) {
      if (!elements.get(i).isWhollyKnown()) {
        return false;
      }
    }
    return true;
  }

  /// The elements of a set in canonical order, each wholly known one once.
  ///
  /// Elements with unknown parts may still turn out different, so the host keeps all of them.
  static List<Value> canonicalSet(List<Value> elements) {
    List<Value> sorted = new ArrayList<>(elements);
    sorted.sort(ValueOrder.INSTANCE);
    List<Value> distinct = new ArrayList<>(sorted.size());
    for (Value value : sorted) {
      boolean repeated = !distinct.isEmpty() && distinct.getLast().equals(value);
      if (!repeated || !value.isWhollyKnown()) {
        distinct.add(value);
      }
    }
    return List.copyOf(distinct);
  }
}
