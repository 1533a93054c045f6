package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.runbook.Probe;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One switch of one group: puts the steps in the vendor's order and leaves out what is done.
///
/// Planned: the old side into maintenance; once it has been closed long enough, replication off,
/// which is the point of no return; promotion of what is still a replica; the target out of
/// maintenance; traffic. The API has no other way to keep a database from accepting writes, so that
/// a planned switch that hands data over needs the maintenance mode. Emergency: only the target is
/// called until traffic has moved; then the old side is told once.
final class Cloud66Switch {
  private final Cloud66Steps steps;
  private final DatabaseSteps databases;
  private final String group;
  private final FailoverGroup current;
  private final SwitchSpec spec;
  private final FailoverGroup.Member old;
  private final FailoverGroup.Member target;
  private final List<Replication> handed;
  private final List<Step> already = new ArrayList<>();
  private final List<Step> made = new ArrayList<>();

  Cloud66Switch(
      Cloud66Steps steps, DatabaseSteps databases, FailoverGroup current, SwitchSpec spec) {
    this.steps = steps;
    this.databases = databases;
    this.group = current.id();
    this.current = current;
    this.spec = spec;
    this.target = current.requireMember(spec.to());
    this.old = current.requireMember(spec.to().other());
    this.handed = spec.handedOver(current);
  }

  Runbook runbook() {
    String title = "switch %s to %s".formatted(group, spec.to().word());
    return switch (spec.mode()) {
      case PLANNED -> planned(title);
      case EMERGENCY -> emergency(title);
    };
  }

  private Runbook planned(String title) {
    if (spec.maintenance()) {
      Cloud66Steps.Need need =
          handed.isEmpty() ? Cloud66Steps.Need.WHERE_THERE_IS : Cloud66Steps.Need.REQUIRED;
      add(steps.close(old.appId(), need).marked(Step.Mark.UNSAFE), old.maintenance());
    }
    Probe drained = databases.drained(old.appId());
    for (Replication replication : handed) {
      add(
          databases
              .off(link(replication))
              // The first commit waits for all of them: after it there is no way back for any.
              .after(DatabaseSteps.drainText(old.appId()), drained)
              .marked(Step.Mark.COMMIT),
          isOff(replication));
    }
    for (Replication replication : handed) {
      add(databases.promoteIfStill(link(replication)).marked(Step.Mark.UNSAFE), isOff(replication));
    }
    add(steps.open(target.appId()).marked(Step.Mark.UNSAFE), !target.maintenance());
    List<String> both = List.of(target.appId(), old.appId());
    move(both, handed.isEmpty() ? Step.Mark.COMMIT : Step.Mark.SAFE);
    return Runbook.reversible(title, already, made);
  }

  private Runbook emergency(String title) {
    for (Replication replication : handed) {
      add(databases.promoteAlone(link(replication)).marked(Step.Mark.UNSAFE), isOff(replication));
    }
    add(steps.open(target.appId()).marked(Step.Mark.UNSAFE), !target.maintenance());
    move(List.of(target.appId()), Step.Mark.SAFE);
    if (spec.maintenance()) {
      Step fence = steps.close(old.appId(), Cloud66Steps.Need.REQUIRED);
      add(
          fence.within(Budgets.SHORT).marked(Step.Mark.BEST_EFFORT),
          old.maintenance() && old.reachable());
    }
    return new Runbook(title, already, made, Runbook.OnFailure.KEEP);
  }

  private void move(List<String> lookedAt, Step.Mark mark) {
    Step move =
        steps.move(
            group,
            spec.to(),
            target.appId(),
            () ->
                handed.stream()
                    .map(it -> databases.stillFollows(link(it), lookedAt))
                    .flatMap(Optional::stream)
                    .findFirst());
    add(move.marked(mark), current.active() == spec.to() && !current.busy());
  }

  private static DatabaseSteps.Link link(Replication replication) {
    return new DatabaseSteps.Link(
        replication.sourceAppId(), replication.replicaAppId(), replication.engine());
  }

  private static boolean isOff(Replication replication) {
    return switch (replication.status()) {
      case DETACHED, PROMOTED -> true;
      case SEEDING, REPLICATING, BROKEN -> false;
    };
  }

  private void add(Step step, boolean done) {
    (done ? already : made).add(step);
  }
}
