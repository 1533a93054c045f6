package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Type;

/// How the objects of a nested block or nested attribute are arranged.
public enum Nesting {
  /// One object, or null when absent.
  SINGLE,

  /// An ordered list of objects.
  LIST,

  /// A set of objects without order.
  SET,

  /// Objects by string key.
  MAP,

  /// One object that is never null: an absent block appears with all attributes null. Blocks only.
  GROUP;

  /// Whether the value is a collection of objects rather than one object.
  public boolean isCollection() {
    return switch (this) {
      case LIST, SET, MAP -> true;
      case SINGLE, GROUP -> false;
    };
  }

  /// The type of the nested value, given the type of one object.
  ///
  /// A list or map of objects that contain `dynamic` is itself `dynamic`: its value is a tuple or
  /// an object, whose elements may each have another type.
  Type typeOf(Type object) {
    return switch (this) {
      case SINGLE, GROUP -> object;
      case LIST -> ImpliedType.hasDynamic(object) ? Type.DYNAMIC : Type.list(object);
      case SET -> Type.set(object);
      case MAP -> ImpliedType.hasDynamic(object) ? Type.DYNAMIC : Type.map(object);
    };
  }
}
