package dev.tfpaas.framework.schema;

import dev.tfpaas.duration.Durations;
import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;

/// Accepts a string that is a duration of zero or more, as [Durations] reads it.
public record DurationText() implements Validator {

  @Override
  public void check(Path path, Value value, Diagnostics diagnostics) {
    Durations.problem(value.asString())
        .ifPresent(problem ->
            diagnostics.error(path, "Invalid duration", Quoted.text(value) + " " + problem));
  }
}
