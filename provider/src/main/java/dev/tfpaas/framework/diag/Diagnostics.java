package dev.tfpaas.framework.diag;

import dev.tfpaas.framework.cty.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/// A mutable collector of diagnostics, owned by one call and not shared between threads.
///
/// Validation collects all problems here instead of stopping at the first.
public final class Diagnostics {
  private final List<Diagnostic> collected = new ArrayList<>();

  /// Starts empty.
  public Diagnostics() {}

  /// Adds one; the order of adding is kept.
  public void add(Diagnostic diagnostic) {
    collected.add(diagnostic);
  }

  /// Adds several.
  public void addAll(Collection<Diagnostic> diagnostics) {
    collected.addAll(diagnostics);
  }

  /// Adds all of another collector.
  public void addAll(Diagnostics other) {
    collected.addAll(other.list());
  }

  /// Adds an error about the whole block.
  public void error(String summary, String detail) {
    add(Diagnostic.error(summary, detail));
  }

  /// Adds an error about the attribute at `path`.
  public void error(Path path, String summary, String detail) {
    add(Diagnostic.error(path, summary, detail));
  }

  /// Adds a warning about the whole block.
  public void warning(String summary, String detail) {
    add(Diagnostic.warning(summary, detail));
  }

  /// Adds a warning about the attribute at `path`.
  public void warning(Path path, String summary, String detail) {
    add(Diagnostic.warning(path, summary, detail));
  }

  /// Makes a warning of every error.
  ///
  /// @param detail makes the warning's detail of the error's
  public void turnIntoWarnings(UnaryOperator<String> detail) {
    collected.replaceAll(it -> it.isError() ? it.with(Severity.WARNING, detail) : it);
  }

  /// Makes another detail of that of every error.
  public void detailErrors(UnaryOperator<String> detail) {
    collected.replaceAll(it -> it.isError() ? it.with(Severity.ERROR, detail) : it);
  }

  /// Whether any of them is an error.
  public boolean hasErrors() {
    return collected.stream().anyMatch(Diagnostic::isError);
  }

  /// Whether there are none.
  public boolean isEmpty() {
    return collected.isEmpty();
  }

  /// A copy of all of them in the order of adding.
  public List<Diagnostic> list() {
    return List.copyOf(collected);
  }

  /// Does nothing unless there is an error.
  ///
  /// @throws DiagnosticException with all of them, warnings too, if there is an error
  public void throwIfErrors() {
    if (hasErrors()) {
      throw new DiagnosticException(collected);
    }
  }
}
