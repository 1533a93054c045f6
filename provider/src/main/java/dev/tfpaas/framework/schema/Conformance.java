package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// Whether a value has the type that a schema implies, and where it does not.
public final class Conformance {
  private final List<Mismatch> found = new ArrayList<>();

  private Conformance() {}

  /// Every place where the value does not have the schema's type. No reason shows a value.
  public static List<Mismatch> mismatches(Schema schema, Value value) {
    Conformance conformance = new Conformance();
    conformance.check(Path.root(), schema.type(), value);
    return List.copyOf(conformance.found);
  }

  /// Every place where something is unknown.
  public static List<Path> unknowns(Value value) {
    if (value.isWhollyKnown()) {
      return List.of();
    }
    List<Path> paths = new ArrayList<>();
    collectUnknowns(Path.root(), value, paths);
    return List.copyOf(paths);
  }

  /// The same value with null wherever something is unknown.
  public static Value unknownsToNull(Value value) {
    if (value.isWhollyKnown()) {
      return value;
    }
    return switch (value) {
      case Value.UnknownValue(Type type, _) -> Value.nullOf(type);
      case Value.StringValue _, Value.NumberValue _, Value.BoolValue _, Value.NullValue _ -> value;
      case Value.ListValue(Type type, List<Value> elements) ->
          Value.list(type, allToNull(elements));
      case Value.SetValue(Type type, List<Value> elements) -> Value.set(type, allToNull(elements));
      case Value.TupleValue(List<Value> elements) -> Value.tuple(allToNull(elements));
      case Value.MapValue(Type type, SortedMap<String, Value> elements) ->
          Value.map(type, allToNull(elements));
      case Value.ObjectValue(SortedMap<String, Value> attributes) ->
          Value.object(allToNull(attributes));
    };
  }

  /// What can be kept of an object that does not conform: the attributes that do, the others null,
  /// what the schema does not know left out.
  public static Value salvage(Schema schema, Value object) {
    Map<String, Value> kept = new HashMap<>();
    if (object instanceof Value.ObjectValue known) {
      schema
          .type()
          .attributes()
          .forEach((name, type) -> {
            Value value = known.attributes().get(name);
            if (value != null && Type.conforms(value.type(), type)) {
              kept.put(name, value);
            }
          });
    }
    return Completion.complete(schema.block(), Value.object(kept));
  }

  private void check(Path path, Type wanted, Value value) {
    Type actual = value.type();
    if (Type.conforms(actual, wanted)) {
      return;
    }
    int before = found.size();
    switch (value) {
      case Value.ObjectValue object when wanted instanceof Type.ObjectOf type ->
          checkObject(path, type, object.attributes());
      case Value.ListValue list when wanted instanceof Type.ListOf(Type element) ->
          checkElements(path, element, list.elements());
      case Value.TupleValue tuple when wanted instanceof Type.ListOf(Type element) ->
          checkElements(path, element, tuple.elements());
      case Value.MapValue map when wanted instanceof Type.MapOf(Type element) ->
          map.elements().forEach((key, e) -> check(path.key(key), element, e));
      case Value _ -> {}
    }
    if (found.size() == before) {
      found.add(new Mismatch(path, "must be " + wanted + ", not " + actual));
    }
  }

  private void checkObject(Path path, Type.ObjectOf wanted, Map<String, Value> attributes) {
    wanted
        .attributes()
        .forEach((name, type) -> {
          Value value = attributes.get(name);
          if (value == null) {
            found.add(new Mismatch(path.attribute(name), "is missing"));
          } else {
            check(path.attribute(name), type, value);
          }
        });
    for (String name : attributes.keySet()) {
      if (!wanted.attributes().containsKey(name)) {
        found.add(new Mismatch(path.attribute(name), "is not in the schema"));
      }
    }
  }

  private void checkElements(Path path, Type wanted, List<Value> elements) {
    for (int i = 0; i < elements.size(); i++) {
      check(path.index(i), wanted, elements.get(i));
    }
  }

  private static void collectUnknowns(Path path, Value value, List<Path> to) {
    switch (value) {
      case Value.UnknownValue _ -> to.add(path);
      case Value.StringValue _, Value.NumberValue _, Value.BoolValue _, Value.NullValue _ -> {}
      case Value.ListValue _, Value.TupleValue _ -> {
        List<Value> elements = value.asList();
        for (int i = 0; i < elements.size(); i++) {
          collectUnknowns(path.index(i), elements.get(i), to);
        }
      }
      case Value.SetValue set -> {
        if (!set.isWhollyKnown()) {
          to.add(path);
        }
      }
      case Value.MapValue map ->
          map.elements().forEach((key, e) -> collectUnknowns(path.key(key), e, to));
      case Value.ObjectValue object ->
          object.attributes().forEach((name, e) -> collectUnknowns(path.attribute(name), e, to));
    }
  }

  private static List<Value> allToNull(List<Value> values) {
    return values.stream().map(Conformance::unknownsToNull).toList();
  }

  private static Map<String, Value> allToNull(SortedMap<String, Value> values) {
    Map<String, Value> result = new HashMap<>();
    values.forEach((key, value) -> result.put(key, unknownsToNull(value)));
    return result;
  }
}
