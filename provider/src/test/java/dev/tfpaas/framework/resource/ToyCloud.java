package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// The remote side of [ToyResource]: objects by id, in memory.
public final class ToyCloud {
  /// What exists, by id.
  public final Map<String, Value> objects = new ConcurrentHashMap<>();

  private final AtomicInteger made = new AtomicInteger();

  /// Whether calls fail, as when the network is down.
  public volatile boolean unreachable;

  /// The value with everything unknown made up, as a server does with what a client leaves to it.
  public Value fill(Value value) {
    return switch (value) {
      case Value.UnknownValue(Type type, _) -> make(type);
      case Value.ObjectValue object -> Value.object(fill(object.attributes()));
      case Value.MapValue map -> Value.map(map.element(), fill(map.elements()));
      case Value.ListValue list -> Value.list(list.element(), fill(list.elements()));
      case Value.SetValue set -> Value.set(set.element(), fill(set.elements()));
      case Value.TupleValue tuple -> Value.tuple(fill(tuple.elements()));
      case Value.StringValue _, Value.NumberValue _, Value.BoolValue _, Value.NullValue _ -> value;
    };
  }

  private Map<String, Value> fill(Map<String, Value> values) {
    Map<String, Value> filled = new HashMap<>();
    values.forEach((key, value) -> filled.put(key, fill(value)));
    return filled;
  }

  private List<Value> fill(List<Value> values) {
    return values.stream().map(this::fill).toList();
  }

  private Value make(Type type) {
    return switch (type) {
      case Type.Primitive.STRING -> Value.string("made-" + made.incrementAndGet());
      case Type.Primitive.NUMBER -> Value.number(made.incrementAndGet());
      case Type.Primitive.BOOL -> Value.bool(true);
      case Type.ListOf(Type element) -> Value.list(element, List.of(make(element)));
      case Type.SetOf(Type element) -> Value.set(element, List.of(make(element)));
      case Type.MapOf(Type element) -> Value.map(element, Map.of("made", make(element)));
      case Type.TupleOf(List<Type> elements) ->
          Value.tuple(elements.stream().map(this::make).toList());
      case Type.ObjectOf object -> {
        Map<String, Value> attributes = new HashMap<>();
        object.attributes().forEach((name, t) -> attributes.put(name, make(t)));
        yield Value.object(attributes);
      }
      case Type.Dynamic _ -> Value.string("made-" + made.incrementAndGet());
    };
  }
}
