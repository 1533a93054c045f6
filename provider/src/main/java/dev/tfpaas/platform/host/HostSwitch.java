package dev.tfpaas.platform.host;

import dev.tfpaas.platform.DataSwitch;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.runbook.Budget;
import dev.tfpaas.runbook.Step;
import java.util.List;
import java.util.Optional;

/// What this platform can do of a switch: all of it.
///
/// @param steps makes the steps
/// @param group the group as read
/// @param spec the switch
record HostSwitch(HostSteps steps, FailoverGroup group, SwitchSpec spec) implements DataSwitch {

  private HostProofs proofs() {
    return new HostProofs(steps.reading());
  }

  @Override
  public Budget patience() {
    return HostSteps.SHORT;
  }

  @Override
  public Step open() {
    return steps.open(target());
  }

  @Override
  public Step close() {
    return steps.close(old());
  }

  @Override
  public Step.Gate proof() {
    return switch (spec.mode()) {
      case PLANNED -> proofs().serves(target(), spec.handedOver(group));
      case EMERGENCY -> proofs().serves(target(), List.of());
    };
  }

  @Override
  public Step move() {
    return steps.move(group, spec);
  }

  @Override
  public Optional<Step> fence(Replication replication) {
    return Optional.of(steps.fence(replication, old()));
  }

  @Override
  public Step.Gate drained(List<Replication> streaming) {
    return proofs().drained(streaming);
  }

  @Override
  public Step turnOff(Replication replication) {
    return steps.turnOff(replication);
  }

  @Override
  public Step promote(Replication replication) {
    return steps.promote(replication, target(), spec.mode());
  }

  /// The side that was left has what it handed over: it follows without a new copy.
  @Override
  public List<Step> turnRound(Replication replication) {
    ReplicationSpec round =
        new ReplicationSpec(
            target(),
            old(),
            replication.engine(),
            false,
            Optional.empty(),
            replication.direction());
    return List.of(new HostReplications(steps.reading(), steps).turnRound(replication.id(), round));
  }
}
