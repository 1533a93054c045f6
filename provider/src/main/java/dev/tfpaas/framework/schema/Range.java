package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;
import java.math.BigDecimal;

/// Accepts a whole number within these bounds, both inclusive.
public record Range(long least, long most) implements Validator {

  @Override
  public void check(Path path, Value value, Diagnostics diagnostics) {
    BigDecimal given = value.asNumber();
    boolean whole = given.stripTrailingZeros().scale() <= 0;
    boolean inside =
        given.compareTo(BigDecimal.valueOf(least)) >= 0
            && given.compareTo(BigDecimal.valueOf(most)) <= 0;
    if (!whole || !inside) {
      diagnostics.error(
          path,
          "Invalid number",
          given.toPlainString() + " is not a whole number from " + least + " to " + most + ".");
    }
  }
}
