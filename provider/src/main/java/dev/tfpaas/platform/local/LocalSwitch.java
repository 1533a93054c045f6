package dev.tfpaas.platform.local;

import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import dev.tfpaas.world.Databases.Promotion;
import java.util.ArrayList;
import java.util.List;

/// One switch of one group: puts the steps in their order and leaves out what is done.
///
/// Planned: the old side is closed, its databases are made read-only, and only when the replicas
/// have everything is replication turned off, which is the point of no return. Emergency: the
/// target is promoted and gets the traffic first, and only then is the old side told, once.
final class LocalSwitch {
  private final LocalWorld world;
  private final LocalSteps steps;
  private final FailoverGroup group;
  private final SwitchSpec spec;
  private final FailoverGroup.Member old;
  private final FailoverGroup.Member target;
  private final List<Replication> handed;
  private final List<Step> already = new ArrayList<>();
  private final List<Step> made = new ArrayList<>();

  LocalSwitch(LocalWorld world, LocalSteps steps, FailoverGroup group, SwitchSpec spec) {
    this.world = world;
    this.steps = steps;
    this.group = group;
    this.spec = spec;
    this.target = group.requireMember(spec.to());
    this.old = group.requireMember(spec.to().other());
    this.handed = spec.handedOver(group);
  }

  Runbook runbook() {
    String title = "switch %s to %s".formatted(group.id(), spec.to().word());
    return switch (spec.mode()) {
      case PLANNED -> planned(title);
      case EMERGENCY -> emergency(title);
    };
  }

  private Runbook planned(String title) {
    closeOld();
    handed.forEach(this::fence);
    List<Replication> streaming = handed.stream().filter(it -> !isOff(it)).toList();
    for (Replication replication : handed) {
      add(
          steps
              .turnOff(replication)
              // The first commit waits for all of them: after it there is no way back for any.
              .after(
                  "lag is zero",
                  world.probe("GET /replications", view -> steps.lagIsZero(view, streaming)))
              .marked(Step.Mark.COMMIT),
          isOff(replication));
    }
    handed.forEach(it -> promote(it, Promotion.GUARDED));
    openTarget();
    move(handed.isEmpty() ? Step.Mark.COMMIT : Step.Mark.SAFE);
    return Runbook.reversible(title, already, made);
  }

  private Runbook emergency(String title) {
    handed.forEach(it -> promote(it, Promotion.FORCED));
    openTarget();
    move(Step.Mark.SAFE);
    if (spec.maintenance()) {
      add(lastly(steps.close(old.appId())), old.maintenance() && old.reachable());
    }
    for (Replication replication : handed) {
      add(
          lastly(steps.fence(old.appId(), replication.engine())),
          old.reachable() && !replication.sourceWritable());
    }
    return new Runbook(title, already, made, Runbook.OnFailure.KEEP);
  }

  private void closeOld() {
    if (spec.maintenance()) {
      add(steps.close(old.appId()).marked(Step.Mark.UNSAFE), old.maintenance());
    }
  }

  private void fence(Replication replication) {
    add(
        steps.fence(old.appId(), replication.engine()).marked(Step.Mark.UNSAFE),
        !replication.sourceWritable());
  }

  private void promote(Replication replication, Promotion promotion) {
    add(
        steps.promote(target.appId(), replication.engine(), promotion).marked(Step.Mark.UNSAFE),
        replication.replicaWritable());
  }

  private void openTarget() {
    add(steps.open(target.appId()).marked(Step.Mark.UNSAFE), !target.maintenance());
  }

  private void move(Step.Mark mark) {
    List<Replication> whole = spec.mode() == SwitchSpec.Mode.PLANNED ? handed : List.of();
    add(steps.move(group, spec, whole).marked(mark), group.active() == spec.to() && !group.busy());
  }

  private static boolean isOff(Replication replication) {
    return switch (replication.status()) {
      case DETACHED, PROMOTED -> true;
      case SEEDING, REPLICATING, BROKEN -> false;
    };
  }

  private static Step lastly(Step step) {
    return step.within(LocalSteps.SHORT).marked(Step.Mark.BEST_EFFORT);
  }

  private void add(Step step, boolean done) {
    (done ? already : made).add(step);
  }
}
