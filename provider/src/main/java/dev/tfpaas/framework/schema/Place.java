package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Path;

/// Where a walk through a schema is, as far as Terraform can be told: an element of a set has no
/// path, so the path stops at the set.
///
/// @param path the path to tell
/// @param insideSet whether the walk went on below a set
public record Place(Path path, boolean insideSet) {
  /// The whole object.
  public static final Place ROOT = new Place(Path.root(), false);

  /// The attribute or block of this name, one step down.
  public Place attribute(String name) {
    return insideSet ? this : new Place(path.attribute(name), false);
  }

  /// An object of the nested value here.
  ///
  /// @param step as [NestedValues.ObjectFunction] gets it
  public Place object(Nesting nesting, Path step) {
    return insideSet || nesting == Nesting.SET
        ? new Place(path, true)
        : new Place(path.then(step), false);
  }
}
