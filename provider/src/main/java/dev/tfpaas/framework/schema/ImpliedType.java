package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The types that attributes and nested blocks imply.
final class ImpliedType {
  private ImpliedType() {}

  /// The type of one object with these attributes and nested blocks.
  static Type.ObjectOf of(List<Attribute> attributes, List<NestedBlock> blocks) {
    Map<String, Type> types = new HashMap<>();
    attributes.forEach(a -> types.put(a.name(), a.type()));
    blocks.forEach(b -> types.put(b.name(), b.type()));
    return (Type.ObjectOf) Type.object(types);
  }

  /// Whether a value of this type may bring along a type of its own somewhere.
  static boolean hasDynamic(Type type) {
    return switch (type) {
      case Type.Primitive _ -> false;
      case Type.Dynamic _ -> true;
      case Type.ListOf(Type element) -> hasDynamic(element);
      case Type.SetOf(Type element) -> hasDynamic(element);
      case Type.MapOf(Type element) -> hasDynamic(element);
      case Type.ObjectOf object ->
          object.attributes().values().stream().anyMatch(ImpliedType::hasDynamic);
      case Type.TupleOf(List<Type> elements) -> elements.stream().anyMatch(ImpliedType::hasDynamic);
    };
  }
}
