package dev.tfpaas.framework.cty;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// What is inside a [Value], and three ways to look: *navigate* ([#get(String)], [#at(Path)]),
/// *convert* exactly or fail (`asString` and the like), *ask* (`optionalString` and the like: empty
/// for null).
public sealed interface Content permits Value {
  /// Whether this is null.
  default boolean isNull() {
    return this instanceof Value.NullValue;
  }

  /// Whether this, as a whole, is unknown.
  default boolean isUnknown() {
    return this instanceof Value.UnknownValue;
  }

  /// Whether this has content: neither null nor unknown; parts of it may be.
  default boolean isKnown() {
    return !(this instanceof Value.NullValue || this instanceof Value.UnknownValue);
  }

  /// Whether this is a known list, set or tuple: something with [#asList()].
  default boolean isSequence() {
    return this instanceof Value.ListValue
        || this instanceof Value.SetValue
        || this instanceof Value.TupleValue;
  }

  /// Whether nothing in this is unknown; null counts as known here.
  default boolean isWhollyKnown() {
    return true;
  }

  /// The attribute of this object, or the element of this map, called `name`.
  ///
  /// @throws CtyException at `name` if there is none; at the root if this is no object or map, or
  ///   is null or unknown
  default Value get(String name) {
    return Navigation.get(value(), name);
  }

  /// The value at `path`; empty if a step leads nowhere, be it absent, beyond the end, of the wrong
  /// kind, or into a null or an unknown.
  default Optional<Value> at(Path path) {
    return Navigation.at(value(), path);
  }

  /// This object with another value for one of its attributes.
  ///
  /// @throws CtyException if this is no object, or has no such attribute
  default Value with(String attribute, Value value) {
    return Navigation.with(value(), attribute, value);
  }

  /// The text of this string.
  ///
  /// @throws CtyException if this is anything else
  default String asString() {
    if (this instanceof Value.StringValue(String value)) {
      return value;
    }
    throw Navigation.mismatch("a string", value());
  }

  /// This number.
  ///
  /// @throws CtyException if this is anything else
  default BigDecimal asNumber() {
    if (this instanceof Value.NumberValue(BigDecimal value)) {
      return value;
    }
    throw Navigation.mismatch("a number", value());
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
    if (this instanceof Value.BoolValue(boolean value)) {
      return value;
    }
    throw Navigation.mismatch("a bool", value());
  }

  /// The elements of this list, set or tuple, unmodifiable.
  ///
  /// @throws CtyException if this is anything else
  default List<Value> asList() {
    throw Navigation.mismatch("a list, set or tuple", value());
  }

  /// The elements of this map or the attributes of this object, unmodifiable.
  ///
  /// @throws CtyException if this is anything else
  default SortedMap<String, Value> asMap() {
    throw Navigation.mismatch("a map or object", value());
  }

  /// [#asString()], or empty if this is null.
  default Optional<String> optionalString() {
    return isNull() ? Optional.empty() : Optional.of(asString());
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

  private Value value() {
    return (Value) this;
  }
}
