package dev.tfpaas.resources.group;

import dev.tfpaas.duration.Durations;
import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.schema.Validator;
import java.time.Duration;

/// Accepts a duration within these bounds, both inclusive; what is none is another check's matter.
record TimeWithin(Duration least, Duration most) implements Validator {

  @Override
  public void check(Path path, Value value, Diagnostics diagnostics) {
    Durations.parse(value.asString())
        .filter(given -> given.compareTo(least) < 0 || given.compareTo(most) > 0)
        .ifPresent(_ ->
            diagnostics.error(
                path,
                "Invalid duration",
                "\"%s\" is not between %s and %s."
                    .formatted(value.asString(), Durations.format(least), Durations.format(most))));
  }
}
