package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.DataSwitch;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.runbook.Budget;
import dev.tfpaas.runbook.Step;
import java.util.List;
import java.util.Optional;

/// What Cloud 66 can do of a switch.
///
/// The API has no other way to keep a database from accepting writes than the maintenance mode of
/// its stack, so that a planned switch that hands data over needs that. Nor does it tell a lag: a
/// source that has been closed long enough has sent everything.
///
/// @param steps makes the steps of stacks and groups
/// @param databases makes the steps of databases
/// @param group the group as read
/// @param spec the switch
record Cloud66Switch(
    Cloud66Steps steps, DatabaseSteps databases, FailoverGroup group, SwitchSpec spec)
    implements DataSwitch {

  @Override
  public Budget patience() {
    return Budgets.SHORT;
  }

  @Override
  public Step open() {
    return steps.open(target());
  }

  @Override
  public Step close() {
    boolean dispensable =
        spec.mode() == SwitchSpec.Mode.PLANNED && spec.handedOver(group).isEmpty();
    return steps.close(
        old(), dispensable ? Cloud66Steps.Need.WHERE_THERE_IS : Cloud66Steps.Need.REQUIRED);
  }

  /// A replica is listed on either stack. In an emergency the one that is left may be dead.
  @Override
  public Step.Gate proof() {
    List<String> lookedAt =
        switch (spec.mode()) {
          case PLANNED -> List.of(target(), old());
          case EMERGENCY -> List.of(target());
        };
    return steps.serves(
        target(),
        () ->
            spec.handedOver(group).stream()
                .map(it -> databases.stillFollows(link(it), lookedAt))
                .flatMap(Optional::stream)
                .findFirst());
  }

  @Override
  public Step move() {
    return steps.move(group.id(), spec.to(), target());
  }

  @Override
  public Step.Gate drained(List<Replication> streaming) {
    return databases.drained(old());
  }

  @Override
  public Step turnOff(Replication replication) {
    return databases.off(link(replication));
  }

  @Override
  public Step promote(Replication replication) {
    return switch (spec.mode()) {
      case PLANNED -> databases.promoteIfStill(link(replication));
      case EMERGENCY -> databases.promoteAlone(link(replication), follows(replication));
    };
  }

  /// Once traffic has moved, what was read before the switch says nothing any more.
  private boolean follows(Replication replication) {
    return switch (replication.status()) {
      case SEEDING, REPLICATING, BROKEN -> group.active() != spec.to();
      case DETACHED, PROMOTED -> false;
    };
  }

  private static DatabaseSteps.Link link(Replication replication) {
    return new DatabaseSteps.Link(
        replication.sourceAppId(), replication.replicaAppId(), replication.engine());
  }
}
