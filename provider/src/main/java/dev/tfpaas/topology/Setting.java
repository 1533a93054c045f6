package dev.tfpaas.topology;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.yaml.FilePlace;
import dev.tfpaas.yaml.Yaml;
import java.util.Optional;

/// A key that is set.
///
/// @param value what to
/// @param place where the value stands
/// @param path the keys that lead to it
/// @param source as it is written; empty for what was filled in
record Setting(Expression value, FilePlace place, String path, Optional<Yaml> source) {

  /// Returns a text that stands in the file.
  Optional<String> text() {
    return value instanceof Expression.Literal(Value literal)
        ? literal.optionalString()
        : Optional.empty();
  }
}
