package dev.tfpaas.framework.cty;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// A value of Terraform's type system, immutable: known with content, null, or unknown.
///
/// Three ways to look inside: *navigate* ([#get(String)], [#at(Path)]), *convert* exactly or fail
/// (`asString` and the like), *ask* (`optionalString` and the like: empty for null). Null is a
/// case, absence is not: an object always has all its attributes. What is unknown now becomes known
/// while Terraform applies; it is never converted to anything.
///
/// Two values are equal if type and content are; 1.0 and 1 are the same number, a set has no order,
/// and unknowns are equal if type and refinement are. `toString` shows the content, secrets too.
///
/// @see <a href="https://github.com/zclconf/go-cty/blob/main/cty/value.go">cty's values</a>
public sealed interface Value {
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

    private static BoolValue of(boolean value) {
      return value ? TRUE : FALSE;
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
      if (!Refinement.suits(refinement, type)) {
        throw new CtyException(Path.root(), "this refinement cannot be said of a " + type);
      }
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
    return BoolValue.of(value);
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

  /// Whether this is null.
  default boolean isNull() {
    return this instanceof NullValue;
  }

  /// Whether this, as a whole, is unknown.
  default boolean isUnknown() {
    return this instanceof UnknownValue;
  }

  /// Whether this has content: neither null nor unknown; parts of it may be.
  default boolean isKnown() {
    return !isNull() && !isUnknown();
  }

  /// Whether nothing in this is unknown; null counts as known here.
  default boolean isWhollyKnown() {
    return switch (this) {
      case UnknownValue _ -> false;
      case StringValue _, NumberValue _, BoolValue _, NullValue _ -> true;
      case ListValue _, SetValue _, TupleValue _ ->
          asList().stream().allMatch(Value::isWhollyKnown);
      case MapValue _, ObjectValue _ -> asMap().values().stream().allMatch(Value::isWhollyKnown);
    };
  }

  /// The attribute of this object, or the element of this map, called `name`.
  ///
  /// @throws CtyException at `name` if there is none; at the root if this is no object or map, or
  ///   is null or unknown
  default Value get(String name) {
    return Navigation.get(this, name);
  }

  /// The value at `path`; empty if a step leads nowhere, be it absent, beyond the end, of the wrong
  /// kind, or into a null or an unknown.
  default Optional<Value> at(Path path) {
    return Navigation.at(this, path);
  }

  /// This object with another value for one of its attributes.
  ///
  /// @throws CtyException if this is no object, or has no such attribute
  default Value with(String attribute, Value value) {
    return Navigation.with(this, attribute, value);
  }

  /// The text of this string.
  ///
  /// @throws CtyException if this is anything else
  default String asString() {
    if (this instanceof StringValue(String value)) {
      return value;
    }
    throw Navigation.mismatch("a string", this);
  }

  /// This number.
  ///
  /// @throws CtyException if this is anything else
  default BigDecimal asNumber() {
    if (this instanceof NumberValue(BigDecimal value)) {
      return value;
    }
    throw Navigation.mismatch("a number", this);
  }

  /// This number, which is whole and fits a signed 64-bit integer.
  ///
  /// @throws CtyException if this is anything else
  default long asLong() {
    BigDecimal number = asNumber();
    if (Numbers.isLong(number)) {
      return number.longValueExact();
    }
    throw new CtyException(Path.root(), "a whole number between -2^63 and 2^63-1 is required");
  }

  /// This truth value.
  ///
  /// @throws CtyException if this is anything else
  default boolean asBool() {
    if (this instanceof BoolValue(boolean value)) {
      return value;
    }
    throw Navigation.mismatch("a bool", this);
  }

  /// The elements of this list, set or tuple, unmodifiable.
  ///
  /// @throws CtyException if this is anything else
  default List<Value> asList() {
    return switch (this) {
      case ListValue(_, List<Value> elements) -> elements;
      case SetValue(_, List<Value> elements) -> elements;
      case TupleValue(List<Value> elements) -> elements;
      case StringValue _, NumberValue _, BoolValue _, MapValue _, ObjectValue _ ->
          throw Navigation.mismatch("a list, set or tuple", this);
      case NullValue _, UnknownValue _ -> throw Navigation.mismatch("a list, set or tuple", this);
    };
  }

  /// The elements of this map or the attributes of this object, unmodifiable.
  ///
  /// @throws CtyException if this is anything else
  default SortedMap<String, Value> asMap() {
    return switch (this) {
      case MapValue(_, SortedMap<String, Value> elements) -> elements;
      case ObjectValue(SortedMap<String, Value> attributes) -> attributes;
      case StringValue _, NumberValue _, BoolValue _, ListValue _, SetValue _, TupleValue _ ->
          throw Navigation.mismatch("a map or object", this);
      case NullValue _, UnknownValue _ -> throw Navigation.mismatch("a map or object", this);
    };
  }

  /// [#asString()], or empty if this is null.
  default Optional<String> optionalString() {
    return isNull() ? Optional.empty() : Optional.of(asString());
  }

  /// [#asNumber()], or empty if this is null.
  default Optional<BigDecimal> optionalNumber() {
    return isNull() ? Optional.empty() : Optional.of(asNumber());
  }

  /// [#asLong()], or empty if this is null.
  default Optional<Long> optionalLong() {
    return isNull() ? Optional.empty() : Optional.of(asLong());
  }

  /// [#asBool()], or empty if this is null.
  default Optional<Boolean> optionalBool() {
    return isNull() ? Optional.empty() : Optional.of(asBool());
  }

  /// [#asList()], or empty if this is null.
  default Optional<List<Value>> optionalList() {
    return isNull() ? Optional.empty() : Optional.of(asList());
  }

  /// [#asMap()], or empty if this is null.
  default Optional<SortedMap<String, Value>> optionalMap() {
    return isNull() ? Optional.empty() : Optional.of(asMap());
  }
}
