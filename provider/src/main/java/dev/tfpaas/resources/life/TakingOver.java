package dev.tfpaas.resources.life;

import dev.tfpaas.framework.diag.Diagnostics;

/// Says in a plan that what is to be created is there already.
public final class TakingOver {
  private TakingOver() {}

  /// Warns of it.
  ///
  /// @param what the object, e.g. `failover group shop`
  public static void warn(Diagnostics diagnostics, String what) {
    diagnostics.warning(
        "The %s exists already and is taken over".formatted(what),
        "Steps of the runbook that are done already are skipped. From then on it belongs to this"
            + " resource, and destroying the resource ends it. If another configuration, workspace"
            + " or state manages it, destroying it there leaves it as it is.");
  }
}
