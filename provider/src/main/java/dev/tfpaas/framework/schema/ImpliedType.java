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
    return type.equals(Type.DYNAMIC) || type.parts().stream().anyMatch(ImpliedType::hasDynamic);
  }
}
