package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;

/// Accepts a string with this many characters (Unicode code points), or a collection with this many
/// elements; both bounds inclusive.
public record Length(int least, int most) implements Validator {

  @Override
  public void check(Path path, Value value, Diagnostics diagnostics) {
    int length = of(value);
    if (length < least || length > most) {
      String unit = value instanceof Value.StringValue ? "characters" : "elements";
      diagnostics.error(
          path,
          "Invalid length",
          "The value has "
              + length
              + " "
              + unit
              + ". It must have "
              + expected()
              + " "
              + unit
              + ".");
    }
  }

  private String expected() {
    if (most == Integer.MAX_VALUE) {
      return "at least " + least;
    }
    return least == 0 ? "at most " + most : least + " to " + most;
  }

  private static int of(Value value) {
    return switch (value) {
      case Value.StringValue(String text) -> text.codePointCount(0, text.length());
      case Value.ListValue list -> list.elements().size();
      case Value.SetValue set -> set.elements().size();
      case Value.TupleValue tuple -> tuple.elements().size();
      case Value.MapValue map -> map.elements().size();
      case Value.ObjectValue object -> object.attributes().size();
      case Value.NumberValue _, Value.BoolValue _, Value.NullValue _, Value.UnknownValue _ ->
          throw new IllegalArgumentException("a " + value.type() + " has no length");
    };
  }
}
