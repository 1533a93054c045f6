package dev.tfpaas.resources.life;

import dev.tfpaas.duration.Durations;
import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.schema.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Java's absent-or-present in Terraform's null-or-known, and back, for the kinds of values our
/// records hold.
public final class Values {
  private Values() {}

  /// A string, null when absent.
  public static Value text(Optional<String> text) {
    return text.map(Value::string).orElse(Value.nullOf(Type.STRING));
  }

  /// The string that an attribute is; empty while it is null, unknown or absent.
  public static String known(Value object, String name) {
    return PrivateFacts.part(object, name).map(Value::asString).orElse("");
  }

  /// A number, null when absent.
  public static Value number(OptionalLong number) {
    return number.isPresent() ? Value.number(number.getAsLong()) : Value.nullOf(Type.NUMBER);
  }

  /// A point in time in the form of RFC 3339, null when absent.
  public static Value instant(Optional<Instant> instant) {
    return text(instant.map(Instant::toString));
  }

  /// A duration string such as `1m30s`, null when absent.
  public static Value duration(Optional<Duration> duration) {
    return text(duration.map(Durations::format));
  }

  /// A set of strings.
  public static Value texts(Collection<String> texts) {
    return Value.set(Type.STRING, texts.stream().map(Value::string).toList());
  }

  /// A list of strings, in the given order.
  public static Value list(List<String> texts) {
    return Value.list(Type.STRING, texts.stream().map(Value::string).toList());
  }

  /// A list of nested objects, of the type that its attribute has in a schema.
  public static Value rows(Schema schema, String attribute, Stream<Value> rows) {
    if (schema.type().attributes().get(attribute) instanceof Type.ListOf(Type element)) {
      return Value.list(element, rows.toList());
    }
    throw new IllegalArgumentException(attribute + " is no list");
  }

  /// The strings of a list or set, ordered; none when it is null.
  public static Set<String> texts(Value value) {
    Set<String> texts = new TreeSet<>();
    value.optionalList().ifPresent(list -> list.forEach(text -> texts.add(text.asString())));
    return texts;
  }

  /// The point in time of [#instant].
  public static Optional<Instant> instant(Value value) {
    return value.optionalString().map(Instant::parse);
  }

  /// The duration of [#duration], or as a user wrote it and validation accepted it.
  public static Optional<Duration> duration(Value value) {
    return value.optionalString().flatMap(Durations::parse);
  }

  /// The whole number, empty when null.
  public static OptionalLong number(Value value) {
    return value.isNull() ? OptionalLong.empty() : OptionalLong.of(value.asLong());
  }

  /// A planned object with everything that was unknown filled in.
  ///
  /// @param planned what was planned; what is known in it stays as it is
  /// @param found values by attribute, used where the plan is unknown
  public static Value filled(Value planned, Map<String, Value> found) {
    Value filled = planned;
    for (Map.Entry<String, Value> attribute : found.entrySet()) {
      if (planned.get(attribute.getKey()).isUnknown()) {
        filled = filled.with(attribute.getKey(), attribute.getValue());
      }
    }
    return filled;
  }
}
