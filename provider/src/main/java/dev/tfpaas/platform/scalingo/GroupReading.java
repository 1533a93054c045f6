package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.http.HostNames;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// One look at a group: its two apps and their marks.
///
/// @param id the members
/// @param primary the app in the first place, as read
/// @param secondary the app in the second place, as read; empty when there is none
record GroupReading(GroupId id, Member primary, Optional<Member> secondary) {
  /// Scalingo says nothing about the time to live of the CNAME that people make themselves.
  private static final Duration TTL = Duration.ofMinutes(5);

  /// Looks.
  static GroupReading of(AppReader reader, GroupId id) {
    return new GroupReading(
        id, member(reader, id.primary()), id.secondary().map(place -> member(reader, place)));
  }

  private static Member member(AppReader reader, AppPlace place) {
    try {
      Optional<WireApp> app = reader.find(place);
      if (app.isEmpty()) {
        return new Gone(place);
      }
      Set<String> domains =
          reader.domains(place).stream().map(AppReader.Domain::name).collect(Collectors.toSet());
      return new Seen(app.get(), reader.variables(place), domains);
    } catch (PlatformException failure) {
      if (ScalingoApps.isRegionDown(failure)) {
        return new Unseen(place);
      }
      throw failure;
    }
  }

  /// Tells whether the group exists, as far as any member can be read.
  ///
  /// @throws PlatformException when no member could be read
  boolean exists(String groupId) {
    boolean marked =
        marked(primary, groupId) || secondary.map(it -> marked(it, groupId)).orElse(false);
    boolean unsure = primary instanceof Unseen || secondary.orElse(primary) instanceof Unseen;
    if (!marked && unsure) {
      throw new PlatformException(
          PlatformException.Kind.UNAVAILABLE,
          ScalingoPlatform.NAME,
          "GET " + id.primary().path("/variables"),
          "whether the group %s exists cannot be read, because a region does not answer"
              .formatted(groupId),
          true);
    }
    return marked;
  }

  private static boolean marked(Member member, String groupId) {
    return member instanceof Seen seen
        && seen.variables().value(Mark.GROUP).equals(Optional.of(groupId));
  }

  /// Returns the active place. Marks decide, unless containers prove that somebody switched by
  /// hand: then the only app that runs is the active one.
  ///
  /// Between the two marks of a switch both say `standby`; then the side that said so last is the
  /// one that is being left, and is still the active one.
  Side active() {
    if (secondary.isEmpty()) {
      return Side.PRIMARY;
    }
    Member one = primary;
    Member other = secondary.get();
    if (!(one instanceof Seen first)) {
      return other instanceof Seen second && second.serves() ? Side.SECONDARY : Side.PRIMARY;
    }
    if (!(other instanceof Seen second)) {
      return first.serves() ? Side.PRIMARY : Side.SECONDARY;
    }
    Side marked = marked(first.role(), second.role());
    Seen left = marked == Side.PRIMARY ? first : second;
    Seen right = marked == Side.PRIMARY ? second : first;
    boolean byHand = left.isActive() && left.app().stopped() && !right.app().stopped();
    return byHand ? marked.other() : marked;
  }

  private static Side marked(Optional<Mark.Role> first, Optional<Mark.Role> second) {
    if (first.isEmpty() || second.isEmpty()) {
      boolean onlySecond = second.map(Mark.Role::active).orElse(false) && first.isEmpty();
      boolean firstLeft = first.isPresent() && !first.get().active();
      return onlySecond || firstLeft ? Side.SECONDARY : Side.PRIMARY;
    }
    Mark.Role one = first.get();
    Mark.Role other = second.get();
    if (one.active() != other.active()) {
      return one.active() ? Side.PRIMARY : Side.SECONDARY;
    }
    return other.since().isAfter(one.since()) ? Side.SECONDARY : Side.PRIMARY;
  }

  /// Returns what is known of the last switch; empty when there was none.
  Optional<FailoverGroup.Switch> lastSwitch() {
    if (secondary.isEmpty()) {
      return Optional.empty();
    }
    Side active = active();
    Optional<Mark.Role> role = role(active == Side.PRIMARY ? primary : secondary.get());
    if (role.isEmpty() || role.get().how().equals("created")) {
      return Optional.empty();
    }
    Mark.Role last = role.get();
    // A side that says standby and is still the active one is being left.
    Side to = last.active() ? active : active.other();
    return Optional.of(
        new FailoverGroup.Switch(
            to.other(),
            to,
            last.how(),
            last.since(),
            last.active() ? Optional.of(last.since()) : Optional.empty(),
            Optional.empty(),
            OptionalLong.empty()));
  }

  private static Optional<Mark.Role> role(Member member) {
    return member instanceof Seen seen ? seen.role() : Optional.empty();
  }

  /// Returns the group in our words.
  FailoverGroup group(String home, HostNames names) {
    Side active = active();
    String address = address(active);
    Set<String> domains = domains();
    return new FailoverGroup(
        id.text(home),
        Optional.empty(),
        address,
        TTL,
        primary.inGroup(home),
        secondary.map(it -> it.inGroup(home)),
        active,
        false,
        domains.stream().allMatch(name -> names.leadsTo(name, address)),
        domains,
        lastSwitch());
  }

  private String address(Side active) {
    Member member = active == Side.PRIMARY ? primary : secondary.orElse(primary);
    return switch (member) {
      case Seen seen -> seen.app().host();
      // The default name of an app is made of its own name and its region's.
      case Unseen(AppPlace place) -> place.name() + "." + place.region() + ".scalingo.io";
      case Gone(AppPlace place) -> place.name() + "." + place.region() + ".scalingo.io";
    };
  }

  /// Returns the domains that every member that can be read has.
  private Set<String> domains() {
    Set<String> shared = new HashSet<>();
    if (primary instanceof Seen first) {
      shared.addAll(first.domains());
    } else if (secondary.orElse(primary) instanceof Seen second) {
      shared.addAll(second.domains());
    }
    if (secondary.isPresent() && secondary.get() instanceof Seen second) {
      shared.retainAll(second.domains());
    }
    return shared;
  }

  /// One member, as far as it can be read.
  sealed interface Member {
    /// Returns the member in our words.
    FailoverGroup.Member inGroup(String home);
  }

  /// A member that was read.
  ///
  /// @param app the app
  /// @param variables its variables
  /// @param domains its custom domains
  record Seen(WireApp app, AppReader.Variables variables, Set<String> domains) implements Member {

    Optional<Mark.Role> role() {
      return variables.role();
    }

    boolean isActive() {
      return role().map(Mark.Role::active).orElse(false);
    }

    boolean serves() {
      return isActive() && !app.stopped();
    }

    @Override
    public FailoverGroup.Member inGroup(String home) {
      return new FailoverGroup.Member(app.place().id(home), true, app.healthy(), app.stopped());
    }
  }

  /// A member whose region does not answer.
  ///
  /// @param place which app
  record Unseen(AppPlace place) implements Member {
    @Override
    public FailoverGroup.Member inGroup(String home) {
      return new FailoverGroup.Member(place.id(home), false, false, false);
    }
  }

  /// A member that definitely does not exist any more.
  ///
  /// @param place which app
  record Gone(AppPlace place) implements Member {
    @Override
    public FailoverGroup.Member inGroup(String home) {
      return new FailoverGroup.Member(place.id(home), true, false, false);
    }
  }
}
