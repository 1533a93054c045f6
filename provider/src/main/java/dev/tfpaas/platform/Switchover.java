package dev.tfpaas.platform;

import dev.tfpaas.runbook.Probe;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import dev.tfpaas.runbook.Step.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// The one order of a switch on every platform, with its marks and proofs.
///
/// Planned: the old side is closed and its databases fenced; once the replicas have everything,
/// replication is turned off, the replicas are promoted, the target is opened; once it has proved
/// that it serves, traffic moves. What commits is the first replication turned off or, where none
/// is handed over, the move: before that a failure or a stop gives the old side back, after that
/// the switch only goes forward. Where nothing but containers moves the target opens first. Where
/// data follows whoever serves, the old side becomes the replica of the target at the end.
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
  private final List<Runbook.Stage> made = new ArrayList<>();

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
        yield Runbook.staged(title, already, made, Runbook.OnFailure.GO_BACK).then(turnedRound());
      }
      case EMERGENCY -> {
        emergency();
        yield Runbook.staged(title, already, made, Runbook.OnFailure.KEEP);
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

  /// What protects again, once traffic has moved: nobody is waiting for it any more, and the switch
  /// is made whatever becomes of it. When traffic had moved already, a later plan of the
  /// replication proposes it.
  private Runbook turnedRound() {
    if (acts.handOver().isEmpty() || hasMoved()) {
      return Runbook.none();
    }
    SwitchActs.HandOver hands = acts.handOver().get();
    List<List<Step>> each =
        handed.stream()
            .filter(it -> it.direction() == Replication.Direction.FOLLOW)
            .map(hands::turnRound)
            .filter(steps -> !steps.isEmpty())
            .toList();
    if (each.isEmpty()) {
      return Runbook.none();
    }
    return hands.atOnce()
        ? Runbook.staged(
            "protect " + target.appId() + " again", List.of(), atOnce(each), Runbook.OnFailure.TELL)
        : each.stream()
            .map(steps ->
                Runbook.of(
                    "protect " + target.appId() + " again",
                    List.of(),
                    steps,
                    Runbook.OnFailure.TELL))
            .reduce(Runbook.none(), Runbook::then);
  }

  /// The first steps of all, then the second ones.
  private static List<Runbook.Stage> atOnce(List<List<Step>> each) {
    int longest = each.stream().mapToInt(List::size).max().orElse(0);
    return IntStream.range(0, longest)
        .mapToObj(place ->
            new Runbook.Stage(
                each.stream()
                    .filter(steps -> steps.size() > place)
                    .map(steps -> steps.get(place))
                    .toList()))
        .toList();
  }

  private void handOver(SwitchActs.HandOver hands) {
    each(hands, hands::fence, Mark.UNSAFE, replication -> !replication.sourceWritable());
    Step.Gate drained = hands.drained(handed.stream().filter(it -> !isOff(it)).toList());
    each(
        hands,
        replication -> Optional.of(hands.turnOff(replication).after(drained)),
        Mark.COMMIT,
        Switchover::isOff);
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
    acts.handOver()
        .ifPresent(hands ->
            each(
                hands,
                replication -> hands.fence(replication).map(it -> it.within(acts.patience())),
                Mark.BEST_EFFORT,
                replication -> old.reachable() && !replication.sourceWritable()));
    afterwards(acts.finish(), false);
    afterwards(acts.forget(), !isUnfinished(spec.to().other()));
  }

  private void closeWhen(SwitchActs.Closing when, Mark mark) {
    if (spec.maintenance() && acts.closing() == when) {
      add(acts.close().marked(mark), isClosed());
    }
  }

  private void promote(SwitchActs.HandOver hands) {
    each(
        hands,
        replication -> Optional.of(hands.promote(replication)),
        Mark.UNSAFE,
        Replication::replicaWritable);
  }

  private void move(Mark mark) {
    add(proven(acts.move()).marked(mark), hasMoved() && !group.busy());
  }

  private Step proven(Step step) {
    Step.Gate proof = acts.proof();
    return step.after(spec.health().map(asked -> both(proof, asked)).orElse(proof));
  }

  /// The user's question is asked once the platform says that the target serves.
  private static Step.Gate both(Step.Gate proof, Step.Gate asked) {
    return new Step.Gate(
        proof.condition() + ", " + asked.condition(),
        () -> {
          Probe.Reading serves = proof.probe().read();
          return serves.holds() ? asked.probe().read() : serves;
        });
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

  /// One step for each replication: at once where the platform takes that, else one by one.
  private void each(
      SwitchActs.HandOver hands,
      Function<Replication, Optional<Step>> step,
      Mark mark,
      Predicate<Replication> done) {
    List<Step> left = new ArrayList<>();
    for (Replication replication : handed) {
      step.apply(replication)
          .map(it -> it.marked(mark))
          .ifPresent(it -> {
            if (done.test(replication)) {
              found(it);
            } else {
              left.add(it);
            }
          });
    }
    if (hands.atOnce() && !left.isEmpty()) {
      made.add(new Runbook.Stage(left));
    } else {
      left.stream().map(Runbook.Stage::of).forEach(made::add);
    }
  }

  private void add(Step step, boolean done) {
    if (done) {
      found(step);
    } else {
      made.add(Runbook.Stage.of(step));
    }
  }

  /// What was found done is given back with the rest, unless it was so before anything began: an
  /// app whose containers ran already keeps running. Where the old side closes first it is given
  /// back in any case, since the side that serves comes first.
  private void found(Step step) {
    if (begun || hasMoved() || acts.closing() == SwitchActs.Closing.FIRST) {
      already.add(step);
    }
  }
}
