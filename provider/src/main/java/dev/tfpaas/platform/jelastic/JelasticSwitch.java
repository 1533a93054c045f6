package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.SwitchActs;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.runbook.Budget;
import dev.tfpaas.runbook.Step;
import java.util.Optional;
import java.util.Set;

/// What Jelastic can do of a switch: the custom domains are swapped in one call.
///
/// The target runs before they move, so that clients always find an environment; the old side is
/// stopped when they have. What is noted on the target lets the next apply do that if this one
/// cannot.
///
/// @param steps makes the steps of environments
/// @param domains makes the steps of domains
/// @param notes makes the steps of notes
/// @param pair the two environments
/// @param moved the custom domains
/// @param mode how the switch is made
record JelasticSwitch(
    EnvironmentSteps steps,
    DomainSteps domains,
    SwitchNotes notes,
    DomainSteps.Pair pair,
    Set<String> moved,
    SwitchSpec.Mode mode)
    implements SwitchActs {

  @Override
  public Closing closing() {
    return Closing.LAST;
  }

  @Override
  public Budget patience() {
    return Budgets.SHORT;
  }

  @Override
  public boolean isOpen(FailoverGroup.Member target) {
    return target.serves();
  }

  @Override
  public Step open() {
    String target = pair.target();
    return steps
        .start(target)
        .undoneBy("stop", EnvironmentSteps.stopCall(target), () -> steps.stopNow(target));
  }

  @Override
  public Step close() {
    return steps.stop(pair.old());
  }

  @Override
  public Step.Gate proof() {
    return new Step.Gate(pair.target() + " runs", steps.serves(pair.target()));
  }

  @Override
  public Step move() {
    return domains.swap(pair, moved);
  }

  @Override
  public Optional<Step> begin() {
    return Optional.of(notes.begin(pair.target(), mode));
  }

  @Override
  public Optional<Step> leave() {
    return Optional.of(notes.leave(pair.old()));
  }

  @Override
  public Optional<Step> finish() {
    return Optional.of(notes.finish(pair.target(), mode));
  }

  @Override
  public Optional<Step> forget() {
    return Optional.of(notes.forget(pair.old()));
  }
}
