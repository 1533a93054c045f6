package dev.tfpaas.resources.replication;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.Replications;
import java.util.List;
import java.util.Optional;

/// Names what a replica loses because `overwrite_replica` allows it.
///
/// @param replications the platform's
/// @param diagnostics collects the warnings
record Overwriting(Replications replications, Diagnostics diagnostics) {
  private static final String ATTRIBUTE = "overwrite_replica";

  /// Looks at what is planned: what would be refused without the consent is what it costs.
  ///
  /// @param current the replication as it is; empty when there is none
  void warn(Optional<Replication> current, ReplicationSpec spec) {
    if (!spec.overwriteReplica()) {
      return;
    }
    ReplicationSpec without = spec.overwriting(false);
    List<Problem> costs =
        replications.check(current, without).stream()
            .filter(problem -> problem.attribute().equals(ATTRIBUTE))
            .toList();
    for (Problem cost : costs) {
      diagnostics.warning(
          Path.root().attribute(ATTRIBUTE),
          "Data of %s is overwritten".formatted(spec.replicaAppId()),
          "`overwrite_replica = true` lets this apply fill it from %s, and what only %s has is lost. %s Take `overwrite_replica` out again afterwards."
              .formatted(spec.sourceAppId(), spec.replicaAppId(), cost.detail()));
    }
  }

  /// Warns of a consent that is not needed any more, and would count for a later loss.
  void standing() {
    diagnostics.warning(
        Path.root().attribute(ATTRIBUTE),
        "`overwrite_replica = true` is left standing",
        "Nothing is overwritten by this plan, and a later one would not be asked for consent again."
            + " Take it out of the configuration.");
  }
}
