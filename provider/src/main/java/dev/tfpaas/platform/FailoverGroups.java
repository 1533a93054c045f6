package dev.tfpaas.platform;

import dev.tfpaas.runbook.Runbook;
import java.util.List;
import java.util.Optional;

/// Moves traffic between two apps behind one address.
///
/// The runbooks are pure functions of their arguments: the same arguments give the same lines, and
/// nothing is read while they are made. Steps that the arguments show to be done already are left
/// out.
public interface FailoverGroups extends Limited {

  /// Returns how many switches fit into the limit of an account at the same time. One more makes
  /// every other one wait for its calls while nobody is served, and all of them end no earlier.
  default int switchesAtOnce() {
    return 100;
  }

  /// Tells whether a switch gives this group another address, which a plan then cannot know. A pure
  /// function of its argument.
  default boolean addressFollowsActive(FailoverGroup group) {
    return false;
  }

  /// Tells whether the steps that form a group start the app that becomes active, so that it need
  /// not run before.
  default boolean startsActive() {
    return false;
  }

  /// Tells whether an app of a group answers for a name that clients ask for, asked at its own
  /// address, before traffic leads to it. Calls nobody.
  ///
  /// @param name without a port
  default boolean answersAs(FailoverGroup group, Side side, String name) {
    return true;
  }

  /// Reads a group; empty when it definitely does not exist. A dead side does not make a group
  /// unreadable.
  Optional<FailoverGroup> find(String id);

  /// Reads a group that was seen before. What its sides do not tell now, because one of them cannot
  /// be read, the last look may tell.
  ///
  /// @param before the group as it was seen last; empty when that is not known
  default Optional<FailoverGroup> find(String id, Optional<FailoverGroup> before) {
    return find(id);
  }

  /// Returns what every plan should say of a group, beside what it is: e.g. that a member was
  /// renamed. Calls nobody.
  default List<Problem> remarks(FailoverGroup group) {
    return List.of();
  }

  /// Returns the identifier of an existing group of these two apps (or of that name); empty when
  /// there is none.
  Optional<String> existing(GroupSpec spec);

  /// Checks a group that is wanted against the platform without any change.
  ///
  /// @param current the existing group that would be changed; empty when there is none
  List<Problem> check(Optional<FailoverGroup> current, GroupSpec spec);

  /// Returns the steps that form the group with the given side active.
  Runbook create(GroupSpec spec, Side active);

  /// Returns the steps that change membership, name and domains; the active side stays.
  Runbook update(FailoverGroup current, GroupSpec spec);

  /// Returns the steps that make a member again of an app that was made in the place of one that
  /// was deleted; none where that follows from its name, or where no app was made yet.
  ///
  /// Of an app that was there when the group was read it is decided by that look alone, so that
  /// planning twice gives the same text.
  ///
  /// @param current the group as read
  default Runbook rejoin(FailoverGroup current) {
    return Runbook.none();
  }

  /// Returns what this platform can do of a switch.
  ///
  /// @param current the group as read
  /// @param spec the switch, to either side
  SwitchActs switchActs(FailoverGroup current, SwitchSpec spec);

  /// Returns the steps of a switch to the side that is not active, in the platform's own calls and
  /// in [one order][Switchover].
  ///
  /// A switch that was interrupted before traffic moved is continued: what the arguments show as
  /// done is left out. When traffic has moved, what is left of it is had by [#finish].
  ///
  /// @throws IllegalArgumentException if that side is active
  default Runbook switchOver(FailoverGroup current, SwitchSpec spec) {
    if (current.active() == spec.to()) {
      throw new IllegalArgumentException(
          "failover group %s leads to its %s app already"
              .formatted(current.id(), spec.to().word()));
    }
    return new Switchover(current, spec, switchActs(current, spec)).runbook();
  }

  /// Returns the steps that are left of a switch that was interrupted after traffic had moved: the
  /// target's, where it does not serve fully yet, and those that close and fence the old side.
  ///
  /// @param made the switch as it was made; it led to the side that is active now
  /// @throws IllegalArgumentException if its side is not active
  default Runbook finish(FailoverGroup current, SwitchSpec made) {
    if (current.active() != made.to()) {
      throw new IllegalArgumentException(
          "failover group %s does not lead to its %s app"
              .formatted(current.id(), made.to().word()));
    }
    return new Switchover(current, made, switchActs(current, made)).runbook();
  }

  /// Returns the steps that dissolve the group. No app is stopped.
  Runbook delete(FailoverGroup current);

  /// Says in one sentence what traffic does once the group is gone.
  String trafficAfterDelete(FailoverGroup current);
}
