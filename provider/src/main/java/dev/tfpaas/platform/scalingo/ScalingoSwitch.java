package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.SwitchActs;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.runbook.Action;
import dev.tfpaas.runbook.Budget;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Step;
import java.time.Instant;
import java.util.Optional;

/// What Scalingo can do of a switch: containers run on the other side.
///
/// The target runs before the old side stops, so that clients always find an app; the mark of the
/// target comes last, so that an interrupted switch is seen as one that is not finished.
///
/// @param steps makes the steps of apps
/// @param marks makes the steps of marks
/// @param pair the two apps
/// @param spec the switch
/// @param last when the switch before this one was; empty when there was none
record ScalingoSwitch(
    AppSteps steps, GroupSteps marks, Pair pair, SwitchSpec spec, Optional<Instant> last)
    implements SwitchActs {

  /// The two sides of a switch.
  ///
  /// @param target the one that is switched to
  /// @param old the one that is left
  record Pair(AppPlace target, AppPlace old) {}

  @Override
  public Closing closing() {
    return Closing.BEFORE_THE_MOVE;
  }

  @Override
  public Budget patience() {
    return GroupSteps.SHORT;
  }

  @Override
  public boolean isOpen(FailoverGroup.Member target) {
    return target.serves();
  }

  @Override
  public Step open() {
    AppPlace target = pair.target();
    Call stop = Call.of("POST", target.path("/scale"), "{every type: 0}");
    return planned(
        steps.start(target), "stop", stop, () -> steps.scaleNow(target, Formation::stopped));
  }

  @Override
  public Optional<Step> leave() {
    AppPlace old = pair.old();
    Call remark = Call.of("PUT", old.path("/variables"), "{%s: active}".formatted(Mark.ROLE));
    return Optional.of(
        planned(
            marks.markStandby(old, spec.mode().word()),
            "mark active",
            remark,
            () -> marks.remark(old)));
  }

  @Override
  public Step close() {
    AppPlace old = pair.old();
    Call start = Call.of("POST", old.path("/scale"), "{as remembered in " + Mark.FORMATION + "}");
    return planned(
        steps.stop(old),
        "start",
        start,
        () -> steps.scaleNow(old, present -> steps.remembered(old, present)));
  }

  /// An emergency has no way back.
  private Step planned(Step step, String undoTitle, Call undoCall, Action undo) {
    return switch (spec.mode()) {
      case PLANNED -> step.undoneBy(undoTitle, undoCall, undo);
      case EMERGENCY -> step;
    };
  }

  @Override
  public Step.Gate proof() {
    return new Step.Gate("the target serves", steps.serves(pair.target()));
  }

  @Override
  public Step move() {
    return marks.markActive(pair.target(), spec.mode().word(), last);
  }
}
