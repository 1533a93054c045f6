package dev.tfpaas.resources.group;

import dev.tfpaas.duration.Durations;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.SafetyRule;
import java.util.Optional;

/// Whether a switch may hand a replication over: its target must have what was acknowledged on the
/// active side.
final class ReplicationCheck {
  private static final String ATTRIBUTE = "replication_ids";

  private ReplicationCheck() {}

  /// Checks one replication.
  ///
  /// @param active the app that has the traffic
  /// @param target the app that is to get it
  /// @param planned whether nothing may be lost
  static SwitchCheck of(Replication replication, String active, String target, boolean planned) {
    boolean forward =
        replication.sourceAppId().equals(active) && replication.replicaAppId().equals(target);
    boolean backward =
        replication.sourceAppId().equals(target) && replication.replicaAppId().equals(active);
    String name = "replication " + replication.id();
    if (forward) {
      return planned ? forward(name, replication, target) : forwardInEmergency(name, replication);
    }
    if (backward) {
      return backward(name, replication, active, target);
    }
    return SwitchCheck.failed(
            name,
            ATTRIBUTE,
            "It connects %s and %s, not the two apps of the group (%s and %s)."
                .formatted(replication.sourceAppId(), replication.replicaAppId(), active, target),
            "Name replications between the two apps of the group.")
        .by(SafetyRule.NOT_STREAMING);
  }

  private static SwitchCheck forward(String name, Replication replication, String target) {
    return switch (replication.status()) {
      case REPLICATING -> SwitchCheck.ok(name, "%s follows the active side.".formatted(target));
      case SEEDING ->
          SwitchCheck.failed(
                  name,
                  ATTRIBUTE,
                  "%s is still being filled.".formatted(target),
                  "Wait until the status of the replication is `replicating`.")
              .by(SafetyRule.NOT_STREAMING);
      case BROKEN ->
          SwitchCheck.failed(
                  name,
                  ATTRIBUTE,
                  "%s cannot follow the active side now.".formatted(target),
                  "Wait until it follows again, or accept that writes are lost: `switch_mode ="
                      + " \"emergency\"` and `accept_data_loss = true`.")
              .by(SafetyRule.NOT_STREAMING);
      case DETACHED, PROMOTED -> handedOver(name, replication, target);
    };
  }

  /// Checks a replication that a switch has turned off already, this one or another.
  private static SwitchCheck handedOver(String name, Replication replication, String target) {
    long lacking = replication.lagWrites().orElse(0);
    if (lacking > 0 && replication.replicaWritable()) {
      return SwitchCheck.failed(
              name,
              ATTRIBUTE,
              "%s was made writable while it lacked %d writes of %s: a planned switch would lose them."
                  .formatted(target, lacking, replication.sourceAppId()),
              "To go on all the same, accept that they are lost: `switch_mode = \"emergency\"` and"
                  + " `accept_data_loss = true`.")
          .by(SafetyRule.DATA);
    }
    // A switch that was interrupted after it had closed the source: nothing was written since.
    boolean closed =
        replication.newerAppId().filter(target::equals).isPresent()
            || (replication.newerAppId().isEmpty() && !replication.sourceWritable());
    return closed
        ? SwitchCheck.ok(
            name,
            "It was handed over to %s already; the old side takes no writes.".formatted(target))
        : apart(name, replication, replication.sourceAppId(), target);
  }

  private static SwitchCheck forwardInEmergency(String name, Replication replication) {
    return switch (replication.status()) {
      case REPLICATING, BROKEN ->
          SwitchCheck.warning(
              name,
              bound(replication)
                  .map(most -> "%s: at most %s can be lost.".formatted(replication.engine(), most))
                  .orElse(
                      "%s: how much can be lost is not known, because the side that is left cannot be asked."
                          .formatted(replication.engine())),
              "");
      case DETACHED, PROMOTED ->
          SwitchCheck.warning(
              name,
              "%s does not follow any more; what was written to %s since is lost."
                  .formatted(replication.replicaAppId(), replication.sourceAppId()),
              "");
      case SEEDING ->
          SwitchCheck.failed(
                  name,
                  ATTRIBUTE,
                  "%s is still being filled and has no usable copy."
                      .formatted(replication.replicaAppId()),
                  "Restore a backup instead, or take the replication out of `replication_ids`.")
              .by(SafetyRule.NOT_STREAMING);
    };
  }

  /// What can be lost at most; empty when nobody can tell.
  private static Optional<String> bound(Replication replication) {
    return replication.lagWrites().isPresent()
        ? Optional.of(replication.lagWrites().getAsLong() + " writes")
        : replication.lag().map(lag -> "what was written in the last " + Durations.format(lag));
  }

  private static SwitchCheck backward(
      String name, Replication replication, String active, String target) {
    boolean targetLeads =
        replication.status() == Replication.Status.REPLICATING
            && replication.sourceWritable()
            && !replication.replicaWritable();
    return targetLeads
        ? SwitchCheck.ok(
            name, "%s is the source already; %s takes no writes.".formatted(target, active))
        : apart(name, replication, active, target);
  }

  private static SwitchCheck apart(
      String name, Replication replication, String active, String target) {
    return SwitchCheck.failed(
            name,
            ATTRIBUTE,
            "%s does not follow %s (the replication is %s): a switch would lose what was written to %s since."
                .formatted(target, active, replication.status().word(), active),
            "Protect the active side first: in the paas_db_replication %s, set `source_app_id` to %s and `replica_app_id` to %s. Swap them, apply, and switch when its status is `replicating`."
                .formatted(replication.id(), active, target))
        .by(SafetyRule.NOT_STREAMING);
  }
}
