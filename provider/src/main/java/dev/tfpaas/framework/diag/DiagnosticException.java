package dev.tfpaas.framework.diag;

import java.util.List;
import java.util.stream.Collectors;

/// A call failed for reasons that are ready to be shown to the user.
public final class DiagnosticException extends RuntimeException {
  private final transient List<Diagnostic> diagnostics;

  /// Fails with these diagnostics.
  public DiagnosticException(Diagnostic... diagnostics) {
    this(List.of(diagnostics));
  }

  /// Fails with these diagnostics.
  public DiagnosticException(List<Diagnostic> diagnostics) {
    super(diagnostics.stream().map(Diagnostic::toString).collect(Collectors.joining("; ")));
    this.diagnostics = List.copyOf(diagnostics);
  }

  /// Fails with `diagnostic` because of `cause`, which goes to the log and not to the user.
  public DiagnosticException(Diagnostic diagnostic, Throwable cause) {
    super(diagnostic.toString(), cause);
    this.diagnostics = List.of(diagnostic);
  }

  /// Makes a failure that blames no attribute.
  public static DiagnosticException error(String summary, String detail) {
    return new DiagnosticException(Diagnostic.error(summary, detail));
  }

  /// What to show, in order.
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
