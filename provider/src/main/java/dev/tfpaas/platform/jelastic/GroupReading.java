package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One look at a group: its two environments.
///
/// The side that has the custom domains is the active one. Where both have some, which a swap would
/// not mend, it is the one that has more. Where neither has any, the side that had them is gone, or
/// somebody unbound them: it is the one that is not noted as standing by.
///
/// @param id the members
/// @param primary what is in the first place; empty when it is gone
/// @param secondary what is in the second place; empty when there is none, or it is gone
record GroupReading(GroupId id, Optional<Seen> primary, Optional<Seen> secondary) {
  /// People make the CNAME themselves, so that its time to live is theirs.
  private static final Duration TTL = Duration.ofMinutes(5);

  /// An environment and what is noted of it.
  ///
  /// @param properties empty where the platform keeps none
  record Seen(Environment environment, Optional<Map<String, String>> properties) {

    private static Seen of(Account account, Environment environment) {
      return new Seen(environment, account.properties(environment));
    }

    Optional<String> mark(String name) {
      return properties.flatMap(all -> Mark.read(all, name, environment));
    }

    /// Whether it could bear a mark of a group, and bears none: it was made in the place of one
    /// that was deleted.
    boolean isUnmarked() {
      return properties.isPresent() && mark(Mark.GROUP).isEmpty();
    }

    private boolean isMember(GroupId id) {
      return mark(Mark.GROUP).equals(Optional.of(id.toString()));
    }

    private FailoverGroup.Member member(String name) {
      State state = environment.state();
      return new FailoverGroup.Member(
              name, true, JelasticApps.isHealthy(state), state.isGoingDown())
          .joined(!isUnmarked());
    }

    private Optional<SwitchNote> note() {
      return mark(Mark.SWITCH).flatMap(SwitchNote::parse);
    }
  }

  static GroupReading of(Account account, GroupId id) {
    Optional<Seen> primary = look(account, id.primary());
    Optional<Seen> secondary = id.secondary().flatMap(name -> look(account, name));
    GroupReading reading = new GroupReading(id, primary, secondary);
    boolean oneIsMissing =
        id.secondary().isPresent() && primary.isPresent() != secondary.isPresent();
    // Only a group that is there can have a member that was renamed.
    return oneIsMissing && reading.exists() ? reading.withRenamed(account) : reading;
  }

  private static Optional<Seen> look(Account account, String name) {
    return account.find(name).map(it -> Seen.of(account, it));
  }

  /// The one of the two that is missing bears the mark of the group under another name, where it
  /// was renamed and not deleted.
  private GroupReading withRenamed(Account account) {
    boolean first = primary.isEmpty();
    String missing = first ? id.primary() : id.secondary().orElseThrow();
    Optional<Seen> found =
        account
            .findAgain(
                missing,
                one ->
                    !one.name().equals(id.primary())
                        && !Optional.of(one.name()).equals(id.secondary())
                        && Seen.of(account, one).isMember(id))
            .map(one -> Seen.of(account, one));
    return first ? new GroupReading(id, found, secondary) : new GroupReading(id, primary, found);
  }

  Optional<Seen> side(Side side) {
    return side == Side.PRIMARY ? primary : secondary;
  }

  private Optional<Environment> environment(Side side) {
    return side(side).map(Seen::environment);
  }

  Set<String> domains(Side side) {
    return environment(side).map(Environment::domains).orElse(Set.of());
  }

  /// Returns where its environments are.
  Set<String> hostGroups() {
    return Stream.concat(primary.stream(), secondary.stream())
        .map(seen -> seen.environment().hostGroup())
        .collect(Collectors.toSet());
  }

  /// A mark on either side tells. Where nothing can be marked, bound domains do.
  boolean exists() {
    List<Seen> there = Stream.concat(primary.stream(), secondary.stream()).toList();
    boolean marked = there.stream().anyMatch(it -> it.isMember(id));
    boolean unmarkable = there.stream().noneMatch(it -> it.properties().isPresent());
    return marked
        || (unmarkable && there.stream().anyMatch(it -> !it.environment().domains().isEmpty()));
  }

  Side active() {
    int first = domains(Side.PRIMARY).size();
    int second = domains(Side.SECONDARY).size();
    if (first == 0 && second == 0) {
      return unbound();
    }
    return second > first ? Side.SECONDARY : Side.PRIMARY;
  }

  /// Notes of version 0.1.0 say nothing of the side that stands by; then it is the one that is
  /// there.
  private Side unbound() {
    boolean firstLeft = hasLeft(Side.PRIMARY);
    boolean secondLeft = hasLeft(Side.SECONDARY);
    if (firstLeft != secondLeft) {
      return firstLeft ? Side.SECONDARY : Side.PRIMARY;
    }
    return primary.isEmpty() && secondary.isPresent() ? Side.SECONDARY : Side.PRIMARY;
  }

  private boolean hasLeft(Side side) {
    return id.secondary().isPresent()
        && side(side).flatMap(Seen::note).filter(SwitchNote::left).isPresent();
  }

  /// Returns the group in our words.
  ///
  /// @param groups all host groups, for the data centres of the two sides
  /// @param swaps the swaps that the platform tracked, the newest first
  FailoverGroup group(List<HostGroup> groups, List<TrackedAction> swaps) {
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
        lastSwitch(swaps, active));
  }

  private static FailoverGroup.Member member(String name, Optional<Seen> seen) {
    return seen.map(it -> it.member(name)).orElse(FailoverGroup.Member.gone(name));
  }

  /// A CNAME only leads to the balancer of a data centre, which finds the environment by the name
  /// that is bound to it: inside one data centre the same one will do for both sides.
  private String address(List<HostGroup> groups, Side active) {
    Side shown = sameCentre(groups) ? Side.PRIMARY : active;
    return environment(shown)
        .or(() -> environment(active))
        .map(Environment::domain)
        .orElse(id.need(shown));
  }

  private boolean sameCentre(List<HostGroup> groups) {
    if (primary.isEmpty() || secondary.isEmpty()) {
      return id.secondary().isEmpty();
    }
    return centre(groups, primary.get().environment())
        .equals(centre(groups, secondary.get().environment()));
  }

  private static Optional<String> centre(List<HostGroup> groups, Environment environment) {
    return groups.stream()
        .filter(group -> group.name().equals(environment.hostGroup()))
        .map(HostGroup::centre)
        .findFirst();
  }

  /// Who swapped, and how, the platform does not say. A note says it, unless somebody swapped
  /// since.
  private Optional<FailoverGroup.Switch> lastSwitch(List<TrackedAction> swaps, Side active) {
    Optional<SwitchNote> note = side(active).flatMap(Seen::note).filter(it -> !it.left());
    Optional<TrackedAction> swap =
        swaps.stream()
            .filter(action -> action.error().isEmpty() && action.concerns(id.primary()))
            .filter(action -> id.secondary().filter(action::concerns).isPresent())
            .findFirst();
    Optional<SwitchNote> ours =
        note.filter(
            it -> !it.done() || swap.filter(action -> action.began().isAfter(it.at())).isEmpty());
    Optional<Instant> began = swap.map(TrackedAction::began).or(() -> ours.map(SwitchNote::at));
    boolean underWay = ours.filter(it -> !it.done()).isPresent();
    return began.map(start ->
        new FailoverGroup.Switch(
            active.other(),
            active,
            ours.map(SwitchNote::mode).orElse(FailoverGroup.Switch.UNKNOWN),
            start,
            underWay ? Optional.empty() : swap.flatMap(TrackedAction::ended).or(() -> began),
            Optional.empty(),
            OptionalLong.empty()));
  }
}
