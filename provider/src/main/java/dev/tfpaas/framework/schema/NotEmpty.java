package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;

/// Accepts a string with more than white space, or a collection with at least one element.
public record NotEmpty() implements Validator {

  @Override
  public void check(Path path, Value value, Diagnostics diagnostics) {
    boolean empty =
        (value instanceof Value.StringValue(String text) && text.isBlank())
            || (value instanceof Value.MapValue map && map.elements().isEmpty())
            || (value.isSequence() && value.asList().isEmpty());
    if (empty) {
      diagnostics.error(
          path,
          "Empty value",
          "The value is empty. Give one, or leave the argument out if it is optional.");
    }
  }
}
