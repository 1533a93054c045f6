package dev.tfpaas.framework.schema;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;
import java.util.List;
import java.util.stream.Collectors;

/// Accepts a string that is one of these, exactly.
public record OneOf(List<String> allowed) implements Validator {

  /// Copies the list.
  public OneOf {
    allowed = List.copyOf(allowed);
  }

  /// One of these strings.
  public OneOf(String... allowed) {
    this(List.of(allowed));
  }

  @Override
  public void check(Path path, Value value, Diagnostics diagnostics) {
    String given = value.asString();
    if (allowed.contains(given)) {
      return;
    }
    String hint =
        allowed.stream()
            .filter(a -> a.equalsIgnoreCase(given.strip()))
            .findFirst()
            .map(a -> " Did you mean \"" + a + "\"?")
            .orElse("");
    diagnostics.error(
        path,
        "Invalid value",
        Quoted.text(value)
            + " is not allowed here. Use one of: "
            + allowed.stream().map(a -> "\"" + a + "\"").collect(Collectors.joining(", "))
            + "."
            + hint);
  }
}
