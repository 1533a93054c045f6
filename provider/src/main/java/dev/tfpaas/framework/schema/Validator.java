package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;

/// A check of one configured value. Called only with a value that is known and not null: unknown is
/// always valid, and a null optional attribute needs no check.
@FunctionalInterface
public interface Validator {

  /// Adds a diagnostic at the path for everything wrong with the value: what was given, what was
  /// expected, what to do.
  void check(Path path, Value value, Diagnostics diagnostics);
}
