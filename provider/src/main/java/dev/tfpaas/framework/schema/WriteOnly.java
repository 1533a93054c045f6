package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Value;
import java.util.HashMap;
import java.util.Map;

/// Write-only attributes, which no plan and no state may hold.
public final class WriteOnly {
  private WriteOnly() {}

  /// Whether the Terraform that asks knows write-only attributes (1.11 and later). An older one
  /// would store the secret.
  public enum Support {
    /// It does.
    SUPPORTED,
    /// It does not, or does not say.
    UNSUPPORTED
  }

  /// The object with null for every write-only attribute, at any depth.
  public static Value withhold(Block schema, Value object) {
    if (!object.isKnown() || !has(schema)) {
      return object;
    }
    Map<String, Value> result = new HashMap<>(object.asMap());
    for (Attribute attribute : schema.attributes()) {
      result.computeIfPresent(attribute.name(), (_, value) -> withhold(attribute, value));
    }
    for (NestedBlock block : schema.blocks()) {
      result.computeIfPresent(
          block.name(), (_, value) -> withhold(block.nesting(), block.block(), value));
    }
    return Value.object(result);
  }

  private static Value withhold(Attribute attribute, Value value) {
    if (attribute.is(Attribute.Trait.WRITE_ONLY)) {
      return Value.nullOf(attribute.type());
    }
    return attribute.shape() instanceof AttributeShape.Nested nested
        ? withhold(nested.nesting(), nested.asBlock(), value)
        : value;
  }

  private static Value withhold(Nesting nesting, Block schema, Value nested) {
    return NestedValues.map(nesting, nested, (_, object) -> withhold(schema, object));
  }

  /// Whether the block has a write-only attribute at any depth.
  static boolean has(Block schema) {
    return schema.attributes().stream().anyMatch(WriteOnly::has)
        || schema.blocks().stream().anyMatch(b -> has(b.block()));
  }

  private static boolean has(Attribute attribute) {
    return attribute.is(Attribute.Trait.WRITE_ONLY)
        || (attribute.shape() instanceof AttributeShape.Nested nested && has(nested.asBlock()));
  }
}
