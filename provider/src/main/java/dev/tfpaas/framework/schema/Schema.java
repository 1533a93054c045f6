package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Type;
import java.util.List;

/// The schema of a provider, resource or data source, checked when it is made.
///
/// @param version version of the stored state, raised when old state needs upgrading; 0 or more
public record Schema(long version, Block block) {

  /// Checks the rules that Terraform checks when it loads a schema.
  ///
  /// @throws IllegalArgumentException naming every rule that is broken
  public Schema {
    SchemaRules.check(version, block);
  }

  /// A schema of version 0.
  public static Schema of(Block block) {
    return new Schema(0, block);
  }

  /// A schema of version 0 with attributes only.
  public static Schema of(String description, List<Attribute> attributes) {
    return new Schema(0, Block.of(description, attributes));
  }

  /// A schema of version 0.
  public static Schema of(
      String description, List<Attribute> attributes, List<NestedBlock> blocks) {
    return new Schema(0, Block.of(description, attributes, blocks));
  }

  /// What a schema is for. The language takes some argument names for itself, others in each block.
  public enum Use {
    /// The `provider` block.
    PROVIDER,
    /// `resource` and `data` blocks.
    RESOURCE;

    private boolean reserves(String name) {
      return switch (this) {
        case PROVIDER -> name.equals("alias") || name.equals("version") || name.equals("source");
        case RESOURCE ->
            name.equals("provider") || name.equals("connection") || name.equals("provisioner");
      };
    }
  }

  /// This schema, if no name in it is taken by the language in that use.
  ///
  /// @throws IllegalArgumentException naming the first name that is
  public Schema usableIn(Use use) {
    for (String name : type().attributes().keySet()) {
      if (use.reserves(name)) {
        throw new IllegalArgumentException(name + " is a name that the language reserves");
      }
    }
    return this;
  }

  /// The object type that every configuration, plan and state of this schema has.
  public Type.ObjectOf type() {
    return block.type();
  }
}
