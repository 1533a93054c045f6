package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Type;

/// A block inside a block: `timeouts { … }`.
///
/// @param minItems least number of blocks; 1 with [Nesting#SINGLE] makes the block required
/// @param maxItems greatest number of blocks, 0 for no limit; 1 or 0 with [Nesting#SINGLE]
public record NestedBlock(String name, Nesting nesting, Block block, long minItems, long maxItems) {

  /// A block that may be written once; null when absent.
  public static NestedBlock single(String name, Block block) {
    return new NestedBlock(name, Nesting.SINGLE, block, 0, 0);
  }

  /// A block that may be written any number of times, in order.
  public static NestedBlock list(String name, Block block) {
    return new NestedBlock(name, Nesting.LIST, block, 0, 0);
  }

  /// A block that may be written any number of times, without order.
  public static NestedBlock set(String name, Block block) {
    return new NestedBlock(name, Nesting.SET, block, 0, 0);
  }

  /// A block that may be written any number of times, each with a label that is its key.
  public static NestedBlock map(String name, Block block) {
    return new NestedBlock(name, Nesting.MAP, block, 0, 0);
  }

  /// A block that may be written once and is an object of nulls, not null, when absent.
  public static NestedBlock group(String name, Block block) {
    return new NestedBlock(name, Nesting.GROUP, block, 0, 0);
  }

  /// Limits how often the block may be written.
  public NestedBlock items(long least, long most) {
    return new NestedBlock(name, nesting, block, least, most);
  }

  /// The type of the value of all these blocks together.
  public Type type() {
    return nesting.typeOf(block.type());
  }
}
