package dev.tfpaas.framework.cty;

import java.util.List;
import java.util.SortedMap;

/// Checks, before anything is written, that a value may stand where a type is declared; owned by
/// one call.
final class Placement {
  private final Trail trail = new Trail(Path.root());

  private Placement() {}

  /// Does nothing if `value` conforms to `type`. A null or unknown that has no type conforms to
  /// any.
  ///
  /// @throws CtyException at the first place that does not, or that is nested too deep to look
  static void require(Value value, Type type) {
    new Placement().check(value, type);
  }

  private void check(Value value, Type type) {
    trail.requireDepth();
    if (!value.isKnown()) {
      boolean untyped = value.type().equals(Type.DYNAMIC);
      requireKind(untyped || Type.conforms(value.type(), type), value, type);
      return;
    }
    if (type instanceof Type.Dynamic) {
      check(value, value.type());
    } else if (type instanceof Type.ObjectOf(SortedMap<String, Type> attributes)) {
      requireKind(value instanceof Value.ObjectValue, value, type);
      checkAttributes(NamedParts.of(value.asMap()), NamedParts.of(attributes));
    } else if (type instanceof Type.TupleOf(List<Type> elements)) {
      requireKind(value instanceof Value.TupleValue, value, type);
      checkTuple(value.asList(), elements);
    } else if (value.type().equals(type)) {
      // A collection of exactly this type was checked when it was made.
      return;
    } else if (type instanceof Type.ListOf(Type element)) {
      requireKind(value instanceof Value.ListValue, value, type);
      checkElements(value.asList(), element);
    } else if (type instanceof Type.SetOf(Type element)) {
      requireKind(value instanceof Value.SetValue, value, type);
      checkElements(value.asList(), element);
    } else if (type instanceof Type.MapOf(Type element)) {
      requireKind(value instanceof Value.MapValue, value, type);
      checkMap(NamedParts.of(value.asMap()), element);
    } else {
      throw misfit(value, type);
    }
  }

  private void checkElement(int index, Value element, Type type) {
    trail.index(index);
    check(element, type);
    trail.leave();
  }

  private void checkElements(List<Value> elements, Type type) {
    for (int i = 0; i < elements.size(); i++) {
      checkElement(i, elements.get(i), type);
    }
  }

  private void checkMap(NamedParts<Value> elements, Type type) {
    for (int i = 0; i < elements.size(); i++) {
      trail.key(elements.names().name(i));
      check(elements.part(i), type);
      trail.leave();
    }
  }

  private void checkAttributes(NamedParts<Value> attributes, NamedParts<Type> types) {
    boolean alike = attributes.names().equals(types.names());
    for (int i = 0; i < types.size(); i++) {
      String name = types.names().name(i);
      trail.attribute(name);
      Value attribute = alike ? attributes.part(i) : attributes.get(name);
      if (attribute == null) {
        throw trail.failure("the attribute is missing");
      }
      check(attribute, types.part(i));
      trail.leave();
    }
    if (!alike) {
      refuseExtra(attributes.names(), types.names());
    }
  }

  private void refuseExtra(Names attributes, Names types) {
    for (int i = 0; i < attributes.size(); i++) {
      if (types.find(attributes.name(i)) < 0) {
        trail.attribute(attributes.name(i));
        throw trail.failure("unsupported attribute");
      }
    }
  }

  private void checkTuple(List<Value> elements, List<Type> types) {
    if (elements.size() != types.size()) {
      throw trail.failure(
          "a tuple of " + types.size() + " elements is required (" + elements.size() + " given)");
    }
    for (int i = 0; i < types.size(); i++) {
      checkElement(i, elements.get(i), types.get(i));
    }
  }

  private void requireKind(boolean fits, Value value, Type type) {
    if (!fits) {
      throw misfit(value, type);
    }
  }

  private CtyException misfit(Value value, Type type) {
    return trail.failure("must be " + type + ", not " + value.type());
  }
}
