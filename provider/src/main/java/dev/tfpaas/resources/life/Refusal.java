package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.platform.SafetyRule;
import java.util.List;

/// Refuses what a safety rule forbids; every such error is made here.
///
/// Its detail ends with a line of its own that programs may look for, `[refused: RULE]`: the `paas`
/// command ends with status 3 when it sees one. Any other wording may change.
public final class Refusal {
  private Refusal() {}

  /// Makes the error of a broken rule.
  ///
  /// @param path the attribute to blame; the root blames the whole block
  /// @param summary what is not done, one line, no full stop
  /// @param detail what would happen and what the user can do about it
  public static Diagnostic of(SafetyRule rule, Path path, String summary, String detail) {
    return Diagnostic.error(
        path, summary, "%s\n\n[refused: %s]".formatted(detail.stripTrailing(), rule.word()));
  }

  /// Does nothing when there is nothing that forbids.
  ///
  /// @throws DiagnosticException with all that does
  static void raise(List<Diagnostic> refusals) {
    if (!refusals.isEmpty()) {
      throw new DiagnosticException(refusals);
    }
  }
}
