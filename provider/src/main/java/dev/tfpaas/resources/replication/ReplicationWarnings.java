package dev.tfpaas.resources.replication;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.resources.life.Observation;

/// What every plan of a replication says of how it was found, although it changes nothing.
///
/// @param platform is asked for the two apps where the replication does not tell enough
/// @param diagnostics collects the warnings
record ReplicationWarnings(Platform platform, Diagnostics diagnostics) {

  /// Warns of a replica that does not follow.
  void of(Replication current) {
    switch (current.status()) {
      case DETACHED, PROMOTED -> apart(current);
      case BROKEN -> broken(current);
      case SEEDING, REPLICATING -> {}
    }
  }

  private void broken(Replication current) {
    if (isGone(current.sourceAppId())) {
      warn(
          "The source of the replica is gone",
          "The app %s was deleted outside of Terraform, and %s follows nothing any more: it holds the only copy of the %s data. Nothing is changed. To serve from it, make its database writable on the platform and take this resource out of the configuration."
              .formatted(current.sourceAppId(), current.replicaAppId(), current.engine()));
    } else if (isGone(current.replicaAppId())) {
      warn(
          "The replica is gone",
          "The app %s was deleted outside of Terraform: the %s data of %s exists only once. Where this configuration makes that app, the next apply makes it anew, and then the replication with it; otherwise take this resource out of the configuration, which needs nothing of the app."
              .formatted(current.replicaAppId(), current.engine(), current.sourceAppId()));
    } else {
      warn(
          "The replica cannot follow",
          "%s of %s cannot follow %s now, e.g. because one of them does not answer. What is written meanwhile exists only once."
              .formatted(current.engine(), current.replicaAppId(), current.sourceAppId()));
    }
  }

  private boolean isGone(String app) {
    return Observation.of(() -> platform.apps().find(app)) instanceof Observation.Gone<App>;
  }

  private void apart(Replication current) {
    String newer = current.newerAppId().orElse("");
    String how =
        newer.equals(current.sourceAppId())
            ? "To make %s follow again, replace this resource (`terraform apply -replace=…`)."
                .formatted(current.replicaAppId())
            : "To protect it again, swap the two ids: `source_app_id = \"%s\"`, `replica_app_id = \"%s\"`."
                .formatted(current.replicaAppId(), current.sourceAppId());
    warn(
        "The replica does not follow any more",
        "The replica %s is %s. %s It is not attached again by itself, because that would overwrite data. %s"
            .formatted(
                current.replicaAppId(),
                current.status().word(),
                newer.isEmpty() ? "" : "The newer data is in %s.".formatted(newer),
                how));
  }

  private void warn(String summary, String detail) {
    diagnostics.warning(Path.root().attribute("status"), summary, detail);
  }
}
