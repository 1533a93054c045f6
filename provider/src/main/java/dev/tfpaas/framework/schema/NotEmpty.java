package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;

/// Accepts a string with more than white space, or a collection with at least one element.
public record NotEmpty() implements Validator {

  @Override
  public void check(Path path, Value value, Diagnostics diagnostics) {
    boolean empty =
        switch (value) {
          case Value.StringValue(String text) -> text.isBlank();
          case Value.ListValue list -> list.elements().isEmpty();
          case Value.SetValue set -> set.elements().isEmpty();
          case Value.TupleValue tuple -> tuple.elements().isEmpty();
          case Value.MapValue map -> map.elements().isEmpty();
          case Value.ObjectValue _, Value.NumberValue _, Value.BoolValue _ -> false;
          case Value.NullValue _, Value.UnknownValue _ -> false;
        };
    if (empty) {
      diagnostics.error(
          path,
          "Empty value",
          "The value is empty. Give one, or leave the argument out if it is optional.");
    }
  }
}
