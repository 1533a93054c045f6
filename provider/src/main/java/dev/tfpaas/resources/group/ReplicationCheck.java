package dev.tfpaas.resources.group;

import dev.tfpaas.duration.Durations;
import dev.tfpaas.platform.LeftBehind;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.SafetyRule;
import dev.tfpaas.platform.SwitchSpec;
import java.util.List;
import java.util.Optional;

/// Whether a switch may hand a replication over: its target must have what was acknowledged on the
/// active side.
///
/// @param active the app that has the traffic
/// @param target the app that is to get it
/// @param terms what is asked of the switch
/// @param left the databases of the side that is left, and what the other side has instead
record ReplicationCheck(String active, String target, SwitchTerms terms, List<LeftBehind> left) {
  private static final String ATTRIBUTE = "replication_ids";

  /// Copies the databases.
  ReplicationCheck {
    left = List.copyOf(left);
  }

  /// Checks one replication.
  SwitchCheck of(Replication replication) {
    boolean forward =
        replication.sourceAppId().equals(active) && replication.replicaAppId().equals(target);
    boolean backward =
        replication.sourceAppId().equals(target) && replication.replicaAppId().equals(active);
    String name = "replication " + replication.id();
    if (forward) {
      return terms.mode() == SwitchSpec.Mode.PLANNED
          ? forward(name, replication)
          : forwardInEmergency(name, replication);
    }
    if (backward) {
      return backward(name, replication);
    }
    return SwitchCheck.failed(
            name,
            ATTRIBUTE,
            "It connects %s and %s, not the two apps of the group (%s and %s)."
                .formatted(replication.sourceAppId(), replication.replicaAppId(), active, target),
            "Name replications between the two apps of the group.")
        .by(SafetyRule.NOT_STREAMING);
  }

  private SwitchCheck forward(String name, Replication replication) {
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
      case DETACHED, PROMOTED -> handedOver(name, replication);
    };
  }

  /// Checks a replication that a switch has turned off already, this one or another.
  private SwitchCheck handedOver(String name, Replication replication) {
    long lacking = replication.lagWrites().orElse(0);
    if (lacking > 0 && replication.replicaWritable()) {
      return lacks(
          name,
          replication,
          "%s was made writable while it lacked %d writes of %s: a planned switch would lose them.%s"
              .formatted(target, lacking, active, positions(replication)));
    }
    // A switch that was interrupted after it had closed the source: nothing was written since.
    boolean closed =
        replication.newerAppId().filter(target::equals).isPresent()
            || (replication.newerAppId().isEmpty() && !replication.sourceWritable());
    return closed
        ? SwitchCheck.ok(
            name,
            "It was handed over to %s already; the old side takes no writes.".formatted(target))
        : lacks(name, replication, apart(replication));
  }

  /// What a target lacks that can be written to may be given up; one that cannot would have to be
  /// promoted by force, which a planned switch never does.
  private SwitchCheck lacks(String name, Replication replication, String detail) {
    if (replication.replicaWritable() && terms.loss() == SwitchTerms.Loss.ACCEPTED) {
      return SwitchCheck.warning(name, detail, "`accept_data_loss` accepts that.");
    }
    String follow =
        "To lose nothing, make %s follow again: replace the paas_db_replication %s (`terraform apply -replace=…`), and switch when its status is `replicating`; what only %s has is lost then, and needs `overwrite_replica = true`. "
            .formatted(target, replication.id(), target);
    String loss =
        replication.replicaWritable()
            ? "To go on all the same, accept that they are lost: `accept_data_loss = true`."
            : "To go on all the same, accept that they are lost: `switch_mode = \"emergency\"` and"
                + " `accept_data_loss = true`.";
    return SwitchCheck.failed(name, ATTRIBUTE, detail, follow + loss)
        .by(replication.replicaWritable() ? SafetyRule.DATA : SafetyRule.NOT_STREAMING);
  }

  private static SwitchCheck forwardInEmergency(String name, Replication replication) {
    return switch (replication.status()) {
      case REPLICATING, BROKEN ->
          SwitchCheck.warning(
              name,
              bound(replication)
                  .map(most -> "%s: at most %s can be lost.".formatted(replication.called(), most))
                  .orElse(
                      "%s: how much can be lost is not known, because the side that is left cannot be asked."
                          .formatted(replication.called())),
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

  private SwitchCheck backward(String name, Replication replication) {
    boolean targetLeads =
        replication.status() == Replication.Status.REPLICATING
            && replication.sourceWritable()
            && !replication.replicaWritable();
    return targetLeads
        ? SwitchCheck.ok(
            name, "%s is the source already; %s takes no writes.".formatted(target, active))
        : turned(name, replication);
  }

  /// Data flows, or flowed, the other way.
  private SwitchCheck turned(String name, Replication replication) {
    boolean open = replication.sourceWritable();
    if (open && terms.loss() == SwitchTerms.Loss.ACCEPTED) {
      return SwitchCheck.warning(name, apart(replication), "`accept_data_loss` accepts that.");
    }
    String protect =
        replication.direction() == Replication.Direction.FOLLOW
            ? "Protect the active side first: the plan of the paas_db_replication %s proposes it, or says what forbids it. Apply that alone, and switch when its status is `replicating`."
                .formatted(replication.id())
            : "Protect the active side first: in the paas_db_replication %s, set `source_app_id` to %s and `replica_app_id` to %s. Swap them, apply, and switch when its status is `replicating`. With `direction = \"follow\"` there instead of that, every planned switch ends by it."
                .formatted(replication.id(), active, target);
    String loss =
        open
            ? " To go on all the same, accept that what %s lacks is lost: `accept_data_loss = true`."
                .formatted(target)
            : "";
    return SwitchCheck.failed(name, ATTRIBUTE, apart(replication), protect + loss)
        .by(SafetyRule.NOT_STREAMING);
  }

  private String apart(Replication replication) {
    return "%s does not follow %s (the replication is %s): a switch would lose what was written to %s since.%s"
        .formatted(target, active, replication.status().word(), active, positions(replication));
  }

  private String positions(Replication replication) {
    return left.stream()
        .filter(it -> it.called().equals(replication.called()))
        .map(it -> " " + it.positions())
        .findFirst()
        .orElse("");
  }
}
