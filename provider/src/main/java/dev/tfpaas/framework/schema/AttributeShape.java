package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Type;
import java.util.List;

/// What the value of an attribute is made of: a plain type, or objects with attributes of their
/// own.
public sealed interface AttributeShape {

  /// The type of the attribute's value.
  Type type();

  /// A value of a plain type, without further schema inside.
  record Plain(Type type) implements AttributeShape {}

  /// Objects whose attributes have a schema each (nested attributes, protocol 6).
  record Nested(Nesting nesting, List<Attribute> attributes) implements AttributeShape {
    public Nested {
      attributes = List.copyOf(attributes);
    }

    /// The type of one nested object.
    public Type.ObjectOf objectType() {
      return ImpliedType.of(attributes, List.of());
    }

    /// One nested object seen as a block, so that what walks through blocks needs no second way.
    public Block asBlock() {
      return Block.of("", attributes);
    }

    @Override
    public Type type() {
      return nesting.typeOf(objectType());
    }
  }
}
