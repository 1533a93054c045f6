package dev.tfpaas.resources.group;

import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.platform.Side;
import dev.tfpaas.resources.life.Change;
import java.util.ArrayList;
import java.util.List;

/// Why a switch that was planned is not made after all: what was checked then is checked again just
/// before its first call.
final class SwitchRefusals {
  private SwitchRefusals() {}

  /// Returns them; none where the switch may begin.
  ///
  /// @param change whose first call is about to be made
  /// @param steps what it is made of
  /// @param to the place that is to serve
  static List<Diagnostic> of(Change<GroupView, GroupConfig> change, GroupChange steps, Side to) {
    GroupConfig wanted = change.wanted();
    List<SwitchCheck> checks =
        SwitchChecks.of(
            steps.switched().leaving(change.platform(), to),
            to,
            new SwitchTerms(
                wanted.mode(),
                wanted.guards(),
                change.clock().instant(),
                SwitchTerms.Loss.of(change.config())));
    List<Diagnostic> refusals = new ArrayList<>(SwitchCheck.errors(checks));
    if (refusals.isEmpty()) {
      refusals.addAll(
          SwitchCheck.errors(
              HealthChecks.of(
                  change.platform(), steps.switched(), to, wanted.mode(), wanted.health())));
    }
    return refusals;
  }
}
