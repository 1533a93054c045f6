package dev.tfpaas.resources.replication;

import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.resources.life.Capabilities;
import dev.tfpaas.resources.life.Change;
import dev.tfpaas.runbook.Runbook;
import java.util.List;
import java.util.Optional;

/// What changes a replication, the completion of its creation included.
final class ReplicationChange {
  private ReplicationChange() {}

  /// Returns what forbids it.
  static List<Diagnostic> refusals(Change<Replication, ReplicationConfig> change) {
    return Capabilities.errors(
        change.wanted().spec().direction() == Replication.Direction.FOLLOW
            ? Following.of(change).refusals()
            : replications(change).check(Optional.of(change.current()), change.wanted().spec()));
  }

  /// Returns what is done.
  static Runbook runbook(Change<Replication, ReplicationConfig> change) {
    Replication current = change.current();
    ReplicationConfig wanted = change.wanted();
    if (wanted.spec().direction() == Replication.Direction.FOLLOW) {
      return Following.of(change).runbook();
    }
    boolean turned = !current.sourceAppId().equals(wanted.spec().sourceAppId());
    return change.remembered().unfinished() && current.isBeingMade() && !turned
        ? replications(change).create(wanted.spec())
        : replications(change).update(current, wanted.spec());
  }

  private static Replications replications(Change<Replication, ReplicationConfig> change) {
    return ReplicationConfig.replications(change.platform());
  }
}
