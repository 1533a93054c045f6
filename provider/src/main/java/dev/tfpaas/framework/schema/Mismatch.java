package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Path;

/// One place where a value is not what it has to be, and why.
public record Mismatch(Path path, String reason) {

  /// `path: reason`, or the reason alone for the whole object.
  @Override
  public String toString() {
    return path.isRoot() ? reason : path + ": " + reason;
  }
}
