package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// One look at a group: its two environments.
///
/// The side that has the custom domains is the active one. Where both have some, which a swap would
/// not mend, it is the one that has more; where one is gone, it is the other.
///
/// @param id the members
/// @param primary the environment in the first place; empty when it is gone
/// @param secondary the environment in the second place; empty when there is none, or it is gone
record GroupReading(GroupId id, Optional<Environment> primary, Optional<Environment> secondary) {
  /// People make the CNAME themselves, so that its time to live is theirs.
  private static final Duration TTL = Duration.ofMinutes(5);

  static GroupReading of(Account account, GroupId id) {
    return new GroupReading(id, account.find(id.primary()), id.secondary().flatMap(account::find));
  }

  Optional<Environment> side(Side side) {
    return side == Side.PRIMARY ? primary : secondary;
  }

  Set<String> domains(Side side) {
    return side(side).map(Environment::domains).orElse(Set.of());
  }

  Side active() {
    if (primary.isEmpty() && secondary.isPresent()) {
      return Side.SECONDARY;
    }
    return domains(Side.SECONDARY).size() > domains(Side.PRIMARY).size()
        ? Side.SECONDARY
        : Side.PRIMARY;
  }

  /// Returns the group in our words.
  ///
  /// @param groups all host groups, for the data centres of the two sides
  /// @param swaps the swaps that the platform tracked, the newest first
  /// @param note what is noted on the active side of the switch to it
  FailoverGroup group(List<HostGroup> groups, List<Action> swaps, Optional<SwitchNote> note) {
    Side active = active();
    Optional<FailoverGroup.Member> second = id.secondary().map(name -> member(name, secondary));
    return new FailoverGroup(
        id.toString(),
        Optional.empty(),
        address(groups, active),
        TTL,
        member(id.primary(), primary),
        second,
        active,
        false,
        sameCentre(groups) && !domains(active).isEmpty(),
        domains(active),
        lastSwitch(swaps, note, active));
  }

  private static FailoverGroup.Member member(String name, Optional<Environment> environment) {
    return new FailoverGroup.Member(
        name,
        true,
        environment.map(it -> JelasticApps.isHealthy(it.state())).orElse(false),
        environment.map(it -> it.state().isGoingDown()).orElse(false));
  }

  /// A CNAME only leads to the balancer of a data centre, which finds the environment by the name
  /// that is bound to it: inside one data centre the same one will do for both sides.
  private String address(List<HostGroup> groups, Side active) {
    Side shown = sameCentre(groups) ? Side.PRIMARY : active;
    return side(shown).or(() -> side(active)).map(Environment::domain).orElse(id.need(shown));
  }

  private boolean sameCentre(List<HostGroup> groups) {
    if (primary.isEmpty() || secondary.isEmpty()) {
      return id.secondary().isEmpty();
    }
    return centre(groups, primary.get()).equals(centre(groups, secondary.get()));
  }

  private static Optional<String> centre(List<HostGroup> groups, Environment environment) {
    return groups.stream()
        .filter(group -> group.name().equals(environment.hostGroup()))
        .map(HostGroup::centre)
        .findFirst();
  }

  /// Who swapped, and how, the platform does not say. A note says it, unless somebody swapped
  /// since.
  private Optional<FailoverGroup.Switch> lastSwitch(
      List<Action> swaps, Optional<SwitchNote> note, Side active) {
    Optional<Action> swap =
        swaps.stream()
            .filter(action -> action.error().isEmpty() && action.concerns(id.primary()))
            .filter(action -> id.secondary().filter(action::concerns).isPresent())
            .findFirst();
    Optional<SwitchNote> ours =
        note.filter(
            it -> !it.done() || swap.filter(action -> action.began().isAfter(it.at())).isEmpty());
    Optional<Instant> began = swap.map(Action::began).or(() -> ours.map(SwitchNote::at));
    boolean underWay = ours.filter(it -> !it.done()).isPresent();
    return began.map(start ->
        new FailoverGroup.Switch(
            active.other(),
            active,
            ours.map(SwitchNote::mode).orElse(FailoverGroup.Switch.UNKNOWN),
            start,
            underWay ? Optional.empty() : swap.flatMap(Action::ended).or(() -> began),
            Optional.empty(),
            OptionalLong.empty()));
  }
}
