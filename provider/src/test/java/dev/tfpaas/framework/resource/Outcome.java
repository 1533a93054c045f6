package dev.tfpaas.framework.resource;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import java.util.List;

/// What a test sees of one Terraform command on one object.
///
/// @param action what Terraform would show
/// @param config the configuration; null for a destroy
/// @param prior the state before
/// @param value the planned state after a plan, the new state after everything else
/// @param requiresReplace paths that demand replacement
/// @param privateState the private bytes that came with the value
public record Outcome(
    Action action,
    Value config,
    Value prior,
    Value value,
    List<Path> requiresReplace,
    PrivateState privateState,
    List<Diagnostic> diagnostics) {

  /// What Terraform derives from a plan.
  public enum Action {
    NO_OP,
    CREATE,
    UPDATE,
    REPLACE,
    DELETE,
    READ
  }

  /// The value of a top-level attribute of [#value].
  public Value get(String attribute) {
    return value.get(attribute);
  }

  /// The value at a top-level attribute as text.
  public String text(String attribute) {
    return value.get(attribute).asString();
  }

  public List<Diagnostic> errors() {
    return diagnostics.stream().filter(Diagnostic::isError).toList();
  }

  public List<Diagnostic> warnings() {
    return diagnostics.stream().filter(d -> !d.isError()).toList();
  }

  public boolean failed() {
    return !errors().isEmpty();
  }

  /// The paths as text.
  public List<String> replacePaths() {
    return requiresReplace.stream().map(Path::toString).toList();
  }

  /// This outcome, for chaining.
  ///
  /// @throws AssertionError when there is an error
  public Outcome orFail() {
    if (failed()) {
      throw new AssertionError("unexpected errors: " + errors());
    }
    return this;
  }
}
