package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import java.util.List;
import java.util.Map;

/// What is shown beside an object itself.
///
/// @param attributes by name
/// @param warnings what could not be found out
public record Beside(Map<String, Value> attributes, List<Diagnostic> warnings) {
  /// Nothing is.
  public static final Beside NOTHING = new Beside(Map.of(), List.of());

  /// Copies the collections.
  public Beside {
    attributes = Map.copyOf(attributes);
    warnings = List.copyOf(warnings);
  }
}
