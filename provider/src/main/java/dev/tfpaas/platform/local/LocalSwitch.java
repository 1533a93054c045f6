package dev.tfpaas.platform.local;

import dev.tfpaas.platform.DataSwitch;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.runbook.Budget;
import dev.tfpaas.runbook.Step;
import dev.tfpaas.world.Databases.Promotion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the local platform can do of a switch: all of it.
///
/// @param world reads
/// @param steps makes the steps
/// @param flows makes the steps that turn replications round
/// @param group the group as read
/// @param spec the switch
record LocalSwitch(
    LocalWorld world,
    LocalSteps steps,
    ReplicationSteps flows,
    FailoverGroup group,
    SwitchSpec spec)
    implements DataSwitch {

  @Override
  public Budget patience() {
    return LocalSteps.SHORT;
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
      case PLANNED -> steps.serves(target(), spec.handedOver(group));
      case EMERGENCY -> steps.serves(target(), List.of());
    };
  }

  @Override
  public Step move() {
    return steps.move(group, spec);
  }

  /// Each database of the model has an effect of its own under way.
  @Override
  public boolean atOnce() {
    return true;
  }

  @Override
  public Optional<Step> fence(Replication replication) {
    return Optional.of(steps.fence(old(), replication.called()));
  }

  @Override
  public Step.Gate drained(List<Replication> streaming) {
    return new Step.Gate(
        "lag is zero", world.probe("GET /replications", view -> steps.lagIsZero(view, streaming)));
  }

  @Override
  public Step turnOff(Replication replication) {
    return steps.turnOff(replication);
  }

  /// The side that was left has what it handed over: it follows without a new copy.
  @Override
  public List<Step> turnRound(Replication replication) {
    PlannedReplication round =
        new PlannedReplication(
            replication.id(),
            new ReplicationSpec(
                target(),
                old(),
                replication.engine(),
                false,
                replication.backup(),
                replication.direction(),
                replication.database()));
    List<Step> made = new ArrayList<>(List.of(flows.turnRound(round)));
    replication.backup().ifPresent(schedule -> made.add(flows.backUp(round.spec(), schedule)));
    return List.copyOf(made);
  }

  @Override
  public Step promote(Replication replication) {
    Promotion how =
        switch (spec.mode()) {
          case PLANNED -> Promotion.GUARDED;
          case EMERGENCY -> Promotion.FORCED;
        };
    return steps.promote(target(), replication.called(), how);
  }
}
