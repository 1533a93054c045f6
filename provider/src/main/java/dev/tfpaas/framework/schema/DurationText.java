package dev.tfpaas.framework.schema;

import dev.tfpaas.duration.Durations;
import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;
import java.time.Duration;
import java.util.Optional;

/// Accepts a string that is a duration of zero or more, as [Durations] reads it.
public record DurationText() implements Validator {

  @Override
  public void check(Path path, Value value, Diagnostics diagnostics) {
    Optional<Duration> duration = Durations.parse(value.asString());
    if (duration.isEmpty()) {
      diagnostics.error(
          path,
          "Invalid duration",
          Quoted.text(value)
              + " is not a duration. Write one or more numbers with their unit, without spaces:"
              + " \"90s\", \"30m\", \"1h30m\" (units: d, h, m, s, ms, us, ns).");
    } else if (duration.get().isNegative()) {
      diagnostics.error(
          path,
          "Invalid duration",
          Quoted.text(value) + " is negative. Give a duration of zero or more.");
    }
  }
}
