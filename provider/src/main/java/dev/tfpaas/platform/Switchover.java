package dev.tfpaas.platform;

import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import dev.tfpaas.runbook.Step.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The one order of a switch on every platform, with its marks and proofs.
///
/// Planned: the old side is closed and its databases fenced; once the replicas have everything,
/// replication is turned off, the replicas are promoted, the target is opened; once it has proved
/// that it serves, traffic moves. What commits is the first replication turned off or, where none
/// is handed over, the move: before that a failure or a stop gives the old side back, after that
/// the switch only goes forward. Where nothing but containers moves the target opens first.
///
/// Emergency: the target is promoted, opened and gets the traffic without a call to the old side,
/// which may be dead; then that is told, once, and may fail to listen.
///
/// What the arguments show to be done is left out. Owned by the thread that makes the runbook.
final class Switchover {
  private final FailoverGroup group;
  private final SwitchSpec spec;
  private final SwitchActs acts;
  private final FailoverGroup.Member old;
  private final FailoverGroup.Member target;
  private final List<Replication> handed;
  private final boolean begun;
  private final List<Step> already = new ArrayList<>();
  private final List<Step> made = new ArrayList<>();

  Switchover(FailoverGroup group, SwitchSpec spec, SwitchActs acts) {
    this.group = group;
    this.spec = spec;
    this.acts = acts;
    this.target = group.requireMember(spec.to());
    this.old = group.requireMember(spec.to().other());
    this.handed = acts.handOver().isPresent() ? spec.handedOver(group) : List.of();
    this.begun = isUnfinished(spec.to());
  }

  Runbook runbook() {
    String title = "switch %s to %s".formatted(group.id(), spec.to().word());
    return switch (spec.mode()) {
      case PLANNED -> {
        planned();
        yield Runbook.reversible(title, already, made);
      }
      case EMERGENCY -> {
        emergency();
        yield Runbook.of(title, already, made, Runbook.OnFailure.KEEP);
      }
    };
  }

  private void planned() {
    closeWhen(SwitchActs.Closing.FIRST, Mark.UNSAFE);
    acts.handOver().ifPresent(this::handOver);
    add(acts.open().marked(Mark.UNSAFE), acts.isOpen(target));
    add(acts.begin(), Mark.UNSAFE, begun || hasMoved());
    add(acts.leave().map(this::proven), Mark.UNSAFE, begun || hasMoved());
    closeWhen(SwitchActs.Closing.BEFORE_THE_MOVE, Mark.UNSAFE);
    move(handed.isEmpty() ? Mark.COMMIT : Mark.SAFE);
    closeWhen(SwitchActs.Closing.LAST, Mark.SAFE);
    add(acts.finish(), Mark.SAFE, false);
    afterwards(acts.forget(), !isUnfinished(spec.to().other()));
  }

  private void handOver(SwitchActs.HandOver hands) {
    for (Replication replication : handed) {
      add(hands.fence(replication), Mark.UNSAFE, !replication.sourceWritable());
    }
    Step.Gate drained = hands.drained(handed.stream().filter(it -> !isOff(it)).toList());
    for (Replication replication : handed) {
      Step off = hands.turnOff(replication).after(drained);
      add(off.marked(Mark.COMMIT), isOff(replication));
    }
    promote(hands);
  }

  private void emergency() {
    acts.handOver().ifPresent(this::promote);
    add(acts.open().marked(Mark.UNSAFE), acts.isOpen(target));
    afterwards(acts.begin(), begun || hasMoved());
    move(Mark.SAFE);
    if (spec.maintenance()) {
      afterwards(acts.leave(), isClosed());
      afterwards(Optional.of(acts.close()), isClosed());
    }
    for (Replication replication : handed) {
      boolean fenced = old.reachable() && !replication.sourceWritable();
      afterwards(acts.handOver().flatMap(hands -> hands.fence(replication)), fenced);
    }
    afterwards(acts.finish(), false);
    afterwards(acts.forget(), !isUnfinished(spec.to().other()));
  }

  private void closeWhen(SwitchActs.Closing when, Mark mark) {
    if (spec.maintenance() && acts.closing() == when) {
      add(acts.close().marked(mark), isClosed());
    }
  }

  private void promote(SwitchActs.HandOver hands) {
    for (Replication replication : handed) {
      add(hands.promote(replication).marked(Mark.UNSAFE), replication.replicaWritable());
    }
  }

  private void move(Mark mark) {
    add(proven(acts.move()).marked(mark), hasMoved() && !group.busy());
  }

  private Step proven(Step step) {
    return step.after(acts.proof());
  }

  private boolean hasMoved() {
    return group.active() == spec.to();
  }

  private boolean isClosed() {
    return old.reachable() && old.maintenance();
  }

  /// Whether a switch to a side is remembered that was not finished.
  private boolean isUnfinished(Side side) {
    return group
        .lastSwitch()
        .filter(last -> last.to() == side && last.finishedAt().isEmpty())
        .isPresent();
  }

  private static boolean isOff(Replication replication) {
    return switch (replication.status()) {
      case DETACHED, PROMOTED -> true;
      case SEEDING, REPLICATING, BROKEN -> false;
    };
  }

  /// What may fail without making the switch fail: told once, and not waited for.
  private void afterwards(Optional<Step> step, boolean done) {
    add(step.map(it -> it.within(acts.patience())), Mark.BEST_EFFORT, done);
  }

  private void add(Optional<Step> step, Mark mark, boolean done) {
    step.ifPresent(it -> add(it.marked(mark), done));
  }

  /// What was found done is given back with the rest, unless it was so before anything began: an
  /// app whose containers ran already keeps running. Where the old side closes first it is given
  /// back in any case, since the side that serves comes first.
  private void add(Step step, boolean done) {
    if (!done) {
      made.add(step);
    } else if (begun || hasMoved() || acts.closing() == SwitchActs.Closing.FIRST) {
      already.add(step);
    }
  }
}
