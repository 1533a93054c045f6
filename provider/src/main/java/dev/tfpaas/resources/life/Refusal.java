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
  private static final String MARK = "\n\n[refused: ";

  private Refusal() {}

  /// Makes the error of a broken rule.
  ///
  /// @param path the attribute to blame; the root blames the whole block
  /// @param summary what is not done, one line, no full stop
  /// @param detail what would happen and what the user can do about it
  public static Diagnostic of(SafetyRule rule, Path path, String summary, String detail) {
    return Diagnostic.error(
        path, summary, "%s%s%s]".formatted(detail.stripTrailing(), MARK, rule.word()));
  }

  /// Says more in a detail that may end with a mark, which then still is its last line.
  static String more(String detail, String more) {
    int end = detail.lastIndexOf(MARK);
    String text = end < 0 ? detail : detail.substring(0, end);
    String mark = end < 0 ? "" : detail.substring(end);
    return (text.isEmpty() ? more : text + " " + more) + mark;
  }

  /// Returns a detail without its mark: what is a warning refuses nothing.
  static String unmarked(String detail) {
    int end = detail.lastIndexOf(MARK);
    return end < 0 ? detail : detail.substring(0, end);
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
