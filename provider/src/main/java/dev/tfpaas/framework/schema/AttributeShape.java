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
  ///
  /// @param asBlock one nested object seen as a block, so that what walks through blocks needs no
  ///   second way
  record Nested(Nesting nesting, Block asBlock) implements AttributeShape {
    /// Objects with these attributes.
    public static Nested of(Nesting nesting, List<Attribute> attributes) {
      return new Nested(nesting, Block.of("", attributes));
    }

    /// The attributes of one nested object.
    public List<Attribute> attributes() {
      return asBlock.attributes();
    }

    /// The type of one nested object.
    public Type.ObjectOf objectType() {
      return asBlock.type();
    }

    @Override
    public Type type() {
      return nesting.typeOf(objectType());
    }
  }
}
