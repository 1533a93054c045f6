package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;
import java.util.function.Predicate;

/// Accepts a string of a certain form.
///
/// @param form the whole string must pass; e.g. `Pattern.compile("…").asMatchPredicate()`
/// @param expected the form in words, completing "Expected …": "a name of letters, digits and
///   hyphens"
public record Matches(Predicate<String> form, String expected) implements Validator {

  @Override
  public void check(Path path, Value value, Diagnostics diagnostics) {
    if (!form.test(value.asString())) {
      diagnostics.error(
          path, "Invalid value", Quoted.text(value) + " is not valid. Expected " + expected + ".");
    }
  }
}
