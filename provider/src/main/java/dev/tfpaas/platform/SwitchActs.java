package dev.tfpaas.platform;

import dev.tfpaas.runbook.Budget;
import dev.tfpaas.runbook.Step;
import java.util.List;
import java.util.Optional;

/// What one platform can do of one switch of one group. [Switchover] puts it in the one order,
/// marks it, and leaves out what is done.
///
/// Made for a group as read and a [SwitchSpec], both of which it knows: "the target" is the app
/// that is switched to, "the old side" the other one. Steps come without a mark of their own, and
/// making them reads nothing. In an emergency no step but those that close, fence or leave the old
/// side may call it, not even to look.
public interface SwitchActs {

  /// Returns when a planned switch closes the old side.
  Closing closing();

  /// Returns how long the old side, which may be dead, is waited for after an emergency.
  Budget patience();

  /// Tells whether the target is as [#open] leaves it, as far as it was read.
  default boolean isOpen(FailoverGroup.Member target) {
    return !target.maintenance();
  }

  /// Lets the target take traffic. The way back is taken where the old side is given back.
  Step open();

  /// Keeps clients away from the old side; with the way back.
  Step close();

  /// Returns what must hold of the target before traffic moves to it: that it serves, that its
  /// databases are writable, and in a planned switch that they have every write.
  Step.Gate proof();

  /// Moves traffic. Its gate is the [proof][#proof].
  Step move();

  /// Returns how databases change hands; empty where only containers move.
  default Optional<HandOver> handOver() {
    return Optional.empty();
  }

  /// Notes on the target that the switch begins; with the way back. Empty where the platform itself
  /// tells that a switch was interrupted, or nothing can be noted.
  default Optional<Step> begin() {
    return Optional.empty();
  }

  /// Notes on the old side that it is being left; with the way back. Empty as for [#begin].
  default Optional<Step> leave() {
    return Optional.empty();
  }

  /// Notes on the target that nothing is left to do; empty as for [#begin].
  default Optional<Step> finish() {
    return Optional.empty();
  }

  /// Forgets on the old side an earlier switch to it that was never finished; empty as for
  /// [#begin].
  default Optional<Step> forget() {
    return Optional.empty();
  }

  /// How databases change hands.
  interface HandOver {

    /// Tells whether the platform takes the same call for several databases of one app at once. Not
    /// unless a source says so: a second action on an app that is busy is refused by many.
    default boolean atOnce() {
      return false;
    }

    /// Keeps a source from accepting writes; with the way back. Empty where closing the app does.
    default Optional<Step> fence(Replication replication) {
      return Optional.empty();
    }

    /// Returns what must hold before the first replication is turned off: that the replicas have
    /// everything. It is one condition for all of them, since after the first there is no way back
    /// for any.
    ///
    /// @param streaming those that are still to be turned off
    Step.Gate drained(List<Replication> streaming);

    /// Turns a replication off. Its gate is [#drained].
    Step turnOff(Replication replication);

    /// Makes the old side, which a planned switch has closed and handed over, the replica of the
    /// target. Each step asks just before its call whether the old side is still as the switch left
    /// it, where that would be overwritten. None where the platform
    /// [cannot][Replications#cannotFollow] or the direction is fixed.
    ///
    /// @param replication as it was before the switch
    default List<Step> turnRound(Replication replication) {
      return List.of();
    }

    /// Makes a replica writable; in an emergency without its source.
    Step promote(Replication replication);
  }

  /// When a planned switch closes the old side.
  enum Closing {
    /// First of all: it must take no write that its replicas would not get.
    FIRST,
    /// Once the target serves, and before the traffic that was moved is noted.
    BEFORE_THE_MOVE,
    /// Once traffic has moved: clients always find an app.
    LAST
  }
}
