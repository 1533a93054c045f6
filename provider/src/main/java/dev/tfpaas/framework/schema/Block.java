package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Type;
import java.util.List;
import java.util.Optional;

/// The body of a schema or of a nested block: attributes and nested blocks, which share one name
/// space.
///
/// @param deprecation what to use instead; empty when the block is not deprecated
public record Block(
    String description,
    List<Attribute> attributes,
    List<NestedBlock> blocks,
    Optional<String> deprecation) {

  /// Copies the lists; the rules of a schema are checked by [Schema].
  public Block {
    attributes = List.copyOf(attributes);
    blocks = List.copyOf(blocks);
  }

  /// A block with attributes only.
  public static Block of(String description, List<Attribute> attributes) {
    return new Block(description, attributes, List.of(), Optional.empty());
  }

  /// A block with attributes and nested blocks.
  public static Block of(String description, List<Attribute> attributes, List<NestedBlock> blocks) {
    return new Block(description, attributes, blocks, Optional.empty());
  }

  /// Makes Terraform warn whoever writes this block.
  ///
  /// @param message what to use instead
  public Block deprecated(String message) {
    return new Block(description, attributes, blocks, Optional.of(message));
  }

  /// The type of one object of this block.
  public Type.ObjectOf type() {
    return ImpliedType.of(attributes, blocks);
  }

  /// The attribute of that name, if there is one.
  public Optional<Attribute> attribute(String name) {
    return attributes.stream().filter(a -> a.name().equals(name)).findFirst();
  }

  /// The nested block of that name, if there is one.
  public Optional<NestedBlock> block(String name) {
    return blocks.stream().filter(b -> b.name().equals(name)).findFirst();
  }
}
