package dev.tfpaas.framework.cty;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// The type of a [Value]: string, number, bool, a collection of one element type, a structure, or
/// dynamic.
///
/// `toString` is cty notation, e.g. `list(object({name=string}))`.
///
/// This interface has no instance method with a body: with one, loading [Primitive] first would
/// load this interface in the middle of it and leave the constants below null.
///
/// @see <a href="https://github.com/zclconf/go-cty/blob/main/docs/types.md">cty's types</a>
public sealed interface Type {
  /// Unicode text.
  Type STRING = Primitive.STRING;

  /// A decimal number of any size.
  Type NUMBER = Primitive.NUMBER;

  /// True or false.
  Type BOOL = Primitive.BOOL;

  /// Any type: each value carries its own.
  Type DYNAMIC = Dynamic.DYNAMIC;

  /// The types without parts.
  enum Primitive implements Type {
    /// See [Type#STRING].
    STRING("string"),
    /// See [Type#NUMBER].
    NUMBER("number"),
    /// See [Type#BOOL].
    BOOL("bool");

    private final String notation;

    Primitive(String notation) {
      this.notation = notation;
    }

    @Override
    public String toString() {
      return notation;
    }
  }

  /// The placeholder for a type that each value brings along.
  enum Dynamic implements Type {
    /// See [Type#DYNAMIC].
    DYNAMIC;

    @Override
    public String toString() {
      return "dynamic";
    }
  }

  /// Values of one type in order.
  record ListOf(Type element) implements Type {
    @Override
    public String toString() {
      return "list(" + element + ")";
    }
  }

  /// Different values of one type without order.
  record SetOf(Type element) implements Type {
    @Override
    public String toString() {
      return "set(" + element + ")";
    }
  }

  /// Values of one type under string keys.
  record MapOf(Type element) implements Type {
    @Override
    public String toString() {
      return "map(" + element + ")";
    }
  }

  /// Named attributes, each with its own type; all are always present.
  record ObjectOf(SortedMap<String, Type> attributes) implements Type {
    /// Copies the attributes, with names in NFC.
    public ObjectOf {
      attributes = NamedParts.of(attributes);
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("object({");
      for (Map.Entry<String, Type> attribute : attributes.entrySet()) {
        text.append(text.length() == 8 ? "" : ",").append(attribute.getKey()).append('=');
        text.append(attribute.getValue());
      }
      return text.append("})").toString();
    }
  }

  /// A fixed number of values, each with its own type.
  record TupleOf(List<Type> elements) implements Type {
    /// Copies the elements.
    public TupleOf {
      elements = List.copyOf(elements);
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("tuple([");
      for (Type element : elements) {
        text.append(text.length() == 7 ? "" : ",").append(element);
      }
      return text.append("])").toString();
    }
  }

  /// `list(element)`.
  static Type list(Type element) {
    return new ListOf(element);
  }

  /// `set(element)`.
  static Type set(Type element) {
    return new SetOf(element);
  }

  /// `map(element)`.
  static Type map(Type element) {
    return new MapOf(element);
  }

  /// An object type with these attributes.
  ///
  /// @throws CtyException if two names are the same after Unicode normalisation
  static Type object(Map<String, Type> attributes) {
    return new ObjectOf(NamedParts.of(attributes));
  }

  /// A tuple type with these elements.
  static Type tuple(List<Type> elements) {
    return new TupleOf(elements);
  }

  /// Whether a value of type `actual` may stand where `wanted` is declared: the same type, except
  /// that anything may stand for a dynamic part of `wanted`.
  @SuppressWarnings(
      "ReferenceEquality") // the shortcut for what decoding shares; content is compared below
  static boolean conforms(Type actual, Type wanted) {
    if (actual == wanted) {
      return true;
    }
    return switch (wanted) {
      case Dynamic _ -> true;
      case Primitive _ -> false;
      case ListOf(Type element) -> actual instanceof ListOf(Type own) && conforms(own, element);
      case SetOf(Type element) -> actual instanceof SetOf(Type own) && conforms(own, element);
      case MapOf(Type element) -> actual instanceof MapOf(Type own) && conforms(own, element);
      case ObjectOf(SortedMap<String, Type> attributes) ->
          actual instanceof ObjectOf(SortedMap<String, Type> own)
              && own.keySet().equals(attributes.keySet())
              && allConform(own.values().iterator(), attributes.values().iterator());
      case TupleOf(List<Type> elements) ->
          actual instanceof TupleOf(List<Type> own)
              && own.size() == elements.size()
              && allConform(own.iterator(), elements.iterator());
    };
  }

  private static boolean allConform(Iterator<Type> actual, Iterator<Type> wanted) {
    while (wanted.hasNext()) {
      if (!conforms(actual.next(), wanted.next())) {
        return false;
      }
    }
    return true;
  }
}
