package dev.tfpaas.framework.cty;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// The type of a [Value]: string, number, bool, a collection of one element type, a structure, or
/// dynamic.
///
/// `toString` is cty notation, e.g. `list(object({name=string}))`.
///
/// What differs from case to case is a method of the case, and `equals` is written out: every plan
/// runs them, and a pattern `switch` or the `equals` of a record is linked anew in each process, at
/// half a millisecond each.
///
/// This interface has no instance method with a body: with one, loading [Primitive] first would
/// load this interface in the middle of it and leave the constants below null.
///
/// @see <a href="https://github.com/zclconf/go-cty/blob/main/docs/types.md">cty's types</a>
public sealed interface Type {
  /// The types that this one is made of: of elements or attributes; none for a primitive.
  List<Type> parts();

  /// Whether a value of type `actual` may stand where this is declared; see [#conforms].
  boolean admits(Type actual);

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
    public List<Type> parts() {
      return List.of();
    }

    @Override
    public boolean admits(Type actual) {
      return actual == this;
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
    public List<Type> parts() {
      return List.of();
    }

    @Override
    public boolean admits(Type actual) {
      return true;
    }

    @Override
    public String toString() {
      return "dynamic";
    }
  }

  /// Values of one type in order.
  record ListOf(Type element) implements Type {
    @Override
    public List<Type> parts() {
      return List.of(element);
    }

    @Override
    public boolean admits(Type actual) {
      return actual instanceof ListOf(Type own) && conforms(own, element);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof ListOf(Type own) && Objects.equals(own, element);
    }

    @Override
    public int hashCode() {
      return 31 * element.hashCode() + 1;
    }

    @Override
    public String toString() {
      return "list(" + element + ")";
    }
  }

  /// Different values of one type without order.
  record SetOf(Type element) implements Type {
    @Override
    public List<Type> parts() {
      return List.of(element);
    }

    @Override
    public boolean admits(Type actual) {
      return actual instanceof SetOf(Type own) && conforms(own, element);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof SetOf(Type own) && Objects.equals(own, element);
    }

    @Override
    public int hashCode() {
      return 31 * element.hashCode() + 2;
    }

    @Override
    public String toString() {
      return "set(" + element + ")";
    }
  }

  /// Values of one type under string keys.
  record MapOf(Type element) implements Type {
    @Override
    public List<Type> parts() {
      return List.of(element);
    }

    @Override
    public boolean admits(Type actual) {
      return actual instanceof MapOf(Type own) && conforms(own, element);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof MapOf(Type own) && Objects.equals(own, element);
    }

    @Override
    public int hashCode() {
      return 31 * element.hashCode() + 3;
    }

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
    public List<Type> parts() {
      return NamedParts.of(attributes).values();
    }

    @Override
    public boolean admits(Type actual) {
      return actual instanceof ObjectOf(SortedMap<String, Type> own)
          && NamedParts.of(own).names().equals(NamedParts.of(attributes).names())
          && allConform(actual.parts(), parts());
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof ObjectOf(SortedMap<String, Type> own) && own.equals(attributes);
    }

    @Override
    public int hashCode() {
      return attributes.hashCode();
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
    public List<Type> parts() {
      return elements;
    }

    @Override
    public boolean admits(Type actual) {
      return actual instanceof TupleOf(List<Type> own)
          && own.size() == elements.size()
          && allConform(own, elements);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof TupleOf(List<Type> own) && own.equals(elements);
    }

    @Override
    public int hashCode() {
      return elements.hashCode();
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
    return actual == wanted || wanted.admits(actual);
  }

  private static boolean allConform(List<Type> actual, List<Type> wanted) {
    for (int i = 0; i < wanted.size(); i++) {
      if (!conforms(actual.get(i), wanted.get(i))) {
        return false;
      }
    }
    return true;
  }
}
