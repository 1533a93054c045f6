package dev.tfpaas.framework.diag;

import dev.tfpaas.framework.cty.Path;
import java.util.function.UnaryOperator;

/// One error or warning for the user.
///
/// @param summary what could not be done, one line, no full stop ("Cannot create failover group")
/// @param detail what was attempted, what the other side answered, what the user can change; may be
///   empty
/// @param path the attribute to blame; the root blames the whole block
public record Diagnostic(Severity severity, String summary, String detail, Path path) {
  /// Checks that there is a summary, without which Terraform prints a nameless error.
  ///
  /// @throws IllegalArgumentException if the summary is blank
  public Diagnostic {
    if (summary.isBlank()) {
      throw new IllegalArgumentException("a diagnostic needs a summary");
    }
  }

  /// An error about the whole block.
  public static Diagnostic error(String summary, String detail) {
    return error(Path.root(), summary, detail);
  }

  /// An error about the attribute at `path`.
  public static Diagnostic error(Path path, String summary, String detail) {
    return new Diagnostic(Severity.ERROR, summary, detail, path);
  }

  /// A warning about the whole block.
  public static Diagnostic warning(String summary, String detail) {
    return warning(Path.root(), summary, detail);
  }

  /// A warning about the attribute at `path`.
  public static Diagnostic warning(Path path, String summary, String detail) {
    return new Diagnostic(Severity.WARNING, summary, detail, path);
  }

  /// The same with another severity and another detail.
  Diagnostic with(Severity other, UnaryOperator<String> made) {
    return new Diagnostic(other, summary, made.apply(detail), path);
  }

  /// Whether this is an error.
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /// One line for logs and exceptions: severity, place, summary, detail.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(severity == Severity.ERROR ? "error: " : "warning: ");
    if (!path.isRoot()) {
      text.append(path).append(": ");
    }
    text.append(summary);
    return detail.isEmpty() ? text.toString() : text.append(": ").append(detail).toString();
  }
}
