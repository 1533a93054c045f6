package dev.tfpaas.framework.cty;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A value of Terraform's type system, immutable: known with content, null, or unknown.
///
/// [Content] has the ways to look inside. Null is a case, absence is not: an object always has all
/// its attributes. What is unknown now becomes known while Terraform applies; it is never converted
/// to anything.
///
/// Two values are equal if type and content are; 1.0 and 1 are the same number, a set has no order,
/// and unknowns are equal if type and refinement are. `toString` shows the content, secrets too.
///
/// @see <a href="https://github.com/zclconf/go-cty/blob/main/cty/value.go">cty's values</a>
public sealed interface Value extends Content {
  /// The type; of a known value the narrowest, so never dynamic at the top.
  Type type();

  /// A known string, valid Unicode in NFC.
  record StringValue(String value) implements Value {
    /// Normalises the text.
    ///
    /// @throws CtyException if it is not valid Unicode
    public StringValue {
      value = Text.nfc(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof StringValue(String text) && text.equals(value);
    }

    @Override
    public int hashCode() {
      return value.hashCode();
    }

    @Override
    public Type type() {
      return Type.STRING;
    }

    @Override
    public String toString() {
      return Text.quote(value, new StringBuilder()).toString();
    }
  }

  /// A known number, without trailing zeros and never with a negative scale.
  record NumberValue(BigDecimal value) implements Value {
    /// Brings equal numbers into the same form.
    ///
    /// @throws CtyException if it has more than 2,048 digits on one side of the point
    public NumberValue {
      value = Numbers.canonical(value, Path.root());
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof NumberValue(BigDecimal number) && number.equals(value);
    }

    @Override
    public int hashCode() {
      return value.hashCode();
    }

    @Override
    public Type type() {
      return Type.NUMBER;
    }

    @Override
    public String toString() {
      return value.toPlainString();
    }
  }

  /// A known truth value.
  record BoolValue(boolean value) implements Value {
    private static final BoolValue TRUE = new BoolValue(true);
    private static final BoolValue FALSE = new BoolValue(false);

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof BoolValue(boolean own) && own == value;
    }

    @Override
    public int hashCode() {
      return Boolean.hashCode(value);
    }

    @Override
    public Type type() {
      return Type.BOOL;
    }

    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  /// A known list. `element` is the type of all elements; in place of a type with dynamic parts
  /// comes the one the elements have.
  record ListValue(Type element, List<Value> elements) implements Value {
    /// Copies and checks the elements.
    ///
    /// @throws CtyException at an element of another type
    public ListValue {
      elements = List.copyOf(elements);
      element = Elements.common(element, elements);
    }

    @Override
    public List<Value> asList() {
      return elements;
    }

    @Override
    public boolean isWhollyKnown() {
      return Elements.areWhollyKnown(elements);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof ListValue(Type type, List<Value> others)
          && Elements.same(others, elements)
          && Objects.equals(type, element);
    }

    @Override
    public int hashCode() {
      return 31 * element.hashCode() + elements.hashCode();
    }

    @Override
    public Type type() {
      return Type.list(element);
    }

    @Override
    public String toString() {
      return elements.toString();
    }
  }

  /// A known set. The elements are in a canonical order; a wholly known one is there once, while
  /// elements with unknown parts are all kept, since they may turn out different.
  record SetValue(Type element, List<Value> elements) implements Value {
    /// Copies, checks, sorts and reduces the elements.
    ///
    /// @throws CtyException at an element of another type, with its position as given
    public SetValue {
      element = Elements.common(element, elements);
      elements = Elements.canonicalSet(elements);
    }

    @Override
    public List<Value> asList() {
      return elements;
    }

    @Override
    public boolean isWhollyKnown() {
      return Elements.areWhollyKnown(elements);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof SetValue(Type type, List<Value> others)
          && Elements.same(others, elements)
          && Objects.equals(type, element);
    }

    @Override
    public int hashCode() {
      return 31 * element.hashCode() + elements.hashCode();
    }

    @Override
    public Type type() {
      return Type.set(element);
    }

    @Override
    public String toString() {
      return "set" + elements;
    }
  }

  /// A known map, sorted by key, with keys in NFC.
  record MapValue(Type element, SortedMap<String, Value> elements) implements Value {
    /// Copies and checks the elements.
    ///
    /// @throws CtyException at an element of another type, or if two keys are the same in NFC
    public MapValue {
      NamedParts<Value> sorted = NamedParts.of(elements);
      element = Elements.common(element, sorted);
      elements = sorted;
    }

    @Override
    public SortedMap<String, Value> asMap() {
      return elements;
    }

    @Override
    public boolean isWhollyKnown() {
      return Elements.areWhollyKnown(NamedParts.of(elements).values());
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof MapValue(Type type, SortedMap<String, Value> others)
          && others.equals(elements)
          && Objects.equals(type, element);
    }

    @Override
    public int hashCode() {
      return 31 * element.hashCode() + elements.hashCode();
    }

    @Override
    public Type type() {
      return Type.map(element);
    }

    @Override
    public String toString() {
      return elements.toString();
    }
  }

  /// A known object, sorted by attribute name, with names in NFC.
  record ObjectValue(SortedMap<String, Value> attributes) implements Value {
    /// Copies the attributes.
    ///
    /// @throws CtyException if two names are the same in NFC
    public ObjectValue {
      attributes = NamedParts.of(attributes);
    }

    @Override
    public SortedMap<String, Value> asMap() {
      return attributes;
    }

    @Override
    public boolean isWhollyKnown() {
      return Elements.areWhollyKnown(NamedParts.of(attributes).values());
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof ObjectValue(SortedMap<String, Value> others)
          && others.equals(attributes);
    }

    @Override
    public int hashCode() {
      return attributes.hashCode();
    }

    @Override
    public Type type() {
      NamedParts<Value> parts = NamedParts.of(attributes);
      Type[] types = new Type[parts.size()];
      for (int i = 0; i < types.length; i++) {
        types[i] = parts.part(i).type();
      }
      return new Type.ObjectOf(new NamedParts<>(parts.names(), types));
    }

    @Override
    public String toString() {
      return attributes.toString();
    }
  }

  /// A known tuple.
  record TupleValue(List<Value> elements) implements Value {
    /// Copies the elements.
    public TupleValue {
      elements = List.copyOf(elements);
    }

    @Override
    public List<Value> asList() {
      return elements;
    }

    @Override
    public boolean isWhollyKnown() {
      return Elements.areWhollyKnown(elements);
    }

    @Override
    public Type type() {
      return Type.tuple(elements.stream().map(Value::type).toList());
    }

    @Override
    public String toString() {
      return elements.toString();
    }
  }

  /// Null of some type; a dynamic type means a null that nobody gave a type.
  record NullValue(Type type) implements Value {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof NullValue(Type own) && Objects.equals(own, type);
    }

    @Override
    public int hashCode() {
      return type.hashCode();
    }

    @Override
    public String toString() {
      return "null";
    }
  }

  /// A value that will be known later; a dynamic type means that its type will be, too.
  record UnknownValue(Type type, Refinement refinement) implements Value {
    /// Checks that the refinement belongs to the type.
    ///
    /// @throws CtyException if it does not
    public UnknownValue {
      if (!refinement.suits(type)) {
        throw new CtyException(Path.root(), "this refinement cannot be said of a " + type);
      }
    }

    @Override
    public boolean isWhollyKnown() {
      return false;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof UnknownValue(Type own, Refinement certain)
          && Objects.equals(own, type)
          && Objects.equals(certain, refinement);
    }

    @Override
    public int hashCode() {
      return 31 * type.hashCode() + refinement.hashCode();
    }

    @Override
    public String toString() {
      return "unknown";
    }
  }

  /// The known string `value`, normalised.
  ///
  /// @throws CtyException if it is not valid Unicode
  static Value string(String value) {
    return new StringValue(value);
  }

  /// The known whole number `value`.
  static Value number(long value) {
    return new NumberValue(BigDecimal.valueOf(value));
  }

  /// The known number `value`.
  ///
  /// @throws CtyException if it has more than 2,048 digits on one side of the point
  static Value number(BigDecimal value) {
    return new NumberValue(value);
  }

  /// The known truth value `value`.
  static Value bool(boolean value) {
    return value ? BoolValue.TRUE : BoolValue.FALSE;
  }

  /// A list.
  ///
  /// @throws CtyException at an element that is not an `element`
  static Value list(Type element, List<Value> elements) {
    return new ListValue(element, elements);
  }

  /// A set; equal known elements become one.
  ///
  /// @throws CtyException at an element that is not an `element`
  static Value set(Type element, List<Value> elements) {
    return new SetValue(element, elements);
  }

  /// A map.
  ///
  /// @throws CtyException at an element that is not an `element`
  static Value map(Type element, Map<String, Value> elements) {
    return new MapValue(element, NamedParts.of(elements));
  }

  /// An object.
  static Value object(Map<String, Value> attributes) {
    return new ObjectValue(NamedParts.of(attributes));
  }

  /// A tuple.
  static Value tuple(List<Value> elements) {
    return new TupleValue(elements);
  }

  /// Null of the given type.
  static Value nullOf(Type type) {
    return new NullValue(type);
  }

  /// An unknown of the given type about which nothing is certain.
  static Value unknown(Type type) {
    return new UnknownValue(type, Refinement.NONE);
  }

  /// An unknown about which something is certain.
  ///
  /// @throws CtyException if the refinement does not belong to the type
  static Value unknown(Type type, Refinement refinement) {
    return new UnknownValue(type, refinement);
  }
}
