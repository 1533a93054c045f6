package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Objects completed to what Terraform requires: every attribute there, and an absent block as its
/// nesting demands.
public final class Completion {
  private Completion() {}

  /// The object with all attributes null and all blocks absent.
  public static Value nothing(Block schema) {
    return complete(schema, Value.object(Map.of()));
  }

  /// The same object with what it leaves out: missing attributes null, missing or null block
  /// collections empty, missing single blocks null, missing groups objects of nulls; the same in
  /// everything nested. Nulls and unknowns get the type of their attribute. What the schema does
  /// not know stays, for the conformance check to find. A null or unknown object stays as it is.
  public static Value complete(Block schema, Value object) {
    if (!(object instanceof Value.ObjectValue known)) {
      return retyped(schema.type(), object);
    }
    Map<String, Value> completed = new HashMap<>(known.attributes());
    for (Attribute attribute : schema.attributes()) {
      completed.merge(
          attribute.name(),
          Value.nullOf(attribute.type()),
          (given, _) -> complete(attribute, given));
    }
    for (NestedBlock nested : schema.blocks()) {
      Value given = completed.getOrDefault(nested.name(), Value.nullOf(nested.type()));
      completed.put(nested.name(), complete(nested, given));
    }
    return Value.object(completed);
  }

  /// The value of one attribute, completed inside.
  public static Value complete(Attribute attribute, Value value) {
    Value typed = retyped(attribute.type(), value);
    return attribute.shape() instanceof AttributeShape.Nested nested
        ? nested(nested.nesting(), nested.asBlock(), typed)
        : typed;
  }

  private static Value complete(NestedBlock nested, Value value) {
    return value.isNull()
        ? absent(nested)
        : nested(nested.nesting(), nested.block(), retyped(nested.type(), value));
  }

  private static Value absent(NestedBlock nested) {
    Type object = nested.block().type();
    boolean dynamic = ImpliedType.hasDynamic(object);
    return switch (nested.nesting()) {
      case SINGLE -> Value.nullOf(object);
      case GROUP -> nothing(nested.block());
      case LIST -> dynamic ? Value.tuple(List.of()) : Value.list(object, List.of());
      case SET -> Value.set(object, List.of());
      case MAP -> dynamic ? Value.object(Map.of()) : Value.map(object, Map.of());
    };
  }

  /// An element of another type than the schema's makes the whole value stay as it is: it is for
  /// the conformance check to say where.
  private static Value nested(Nesting nesting, Block schema, Value value) {
    return switch (nesting) {
      case SINGLE, GROUP -> value instanceof Value.ObjectValue ? complete(schema, value) : value;
      case LIST -> list(schema, value);
      case SET -> set(schema, value);
      case MAP -> map(schema, value);
    };
  }

  private static Value list(Block schema, Value value) {
    if (value instanceof Value.ListValue list) {
      List<Value> objects = objects(schema, list.elements());
      return conform(schema, objects) ? Value.list(schema.type(), objects) : value;
    }
    return value instanceof Value.TupleValue tuple
        ? Value.tuple(objects(schema, tuple.elements()))
        : value;
  }

  private static Value set(Block schema, Value value) {
    if (value instanceof Value.SetValue set) {
      List<Value> objects = objects(schema, set.elements());
      return conform(schema, objects) ? Value.set(schema.type(), objects) : value;
    }
    return value;
  }

  private static Value map(Block schema, Value value) {
    if (value instanceof Value.MapValue map) {
      Map<String, Value> objects = objects(schema, map.elements());
      return conform(schema, objects.values()) ? Value.map(schema.type(), objects) : value;
    }
    return value instanceof Value.ObjectValue object
        ? Value.object(objects(schema, object.attributes()))
        : value;
  }

  private static boolean conform(Block schema, Collection<Value> objects) {
    Type wanted = schema.type();
    return objects.stream().allMatch(object -> Type.conforms(object.type(), wanted));
  }

  private static List<Value> objects(Block schema, List<Value> elements) {
    return elements.stream().map(e -> complete(schema, e)).toList();
  }

  private static Map<String, Value> objects(Block schema, Map<String, Value> elements) {
    Map<String, Value> completed = new HashMap<>();
    elements.forEach((key, e) -> completed.put(key, complete(schema, e)));
    return completed;
  }

  private static Value retyped(Type type, Value value) {
    if (value.isNull()) {
      return Value.nullOf(type);
    }
    boolean untyped = value.isUnknown() && value.type().equals(Type.DYNAMIC);
    return untyped ? Value.unknown(type) : value;
  }
}
