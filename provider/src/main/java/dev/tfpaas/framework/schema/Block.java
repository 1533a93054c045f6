package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Type;
import java.util.List;
import java.util.Optional;

/// The body of a schema or of a nested block: attributes and nested blocks, which share one name
/// space.
///
/// Immutable; the rules of a schema are checked by [Schema].
public final class Block {
  private final String description;
  private final List<Attribute> attributes;
  private final List<NestedBlock> blocks;
  private final Optional<String> deprecation;

  /// Made once: every value that is read, written or compared needs it.
  private final Type.ObjectOf type;

  private Block(
      String description,
      List<Attribute> attributes,
      List<NestedBlock> blocks,
      Optional<String> deprecation) {
    this.description = description;
    this.attributes = List.copyOf(attributes);
    this.blocks = List.copyOf(blocks);
    this.deprecation = deprecation;
    this.type = ImpliedType.of(attributes, blocks);
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

  /// What the block is for.
  public String description() {
    return description;
  }

  /// The attributes, in the order in which they were declared.
  public List<Attribute> attributes() {
    return attributes;
  }

  /// The blocks inside, in the order in which they were declared.
  public List<NestedBlock> blocks() {
    return blocks;
  }

  /// What to use instead; empty when the block is not deprecated.
  public Optional<String> deprecation() {
    return deprecation;
  }

  /// The type of one object of this block.
  public Type.ObjectOf type() {
    return type;
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
