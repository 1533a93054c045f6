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
/// @param before the group as it was seen last; empty when it never was
record GroupReading(
    GroupId id, Member primary, Optional<Member> secondary, Optional<FailoverGroup> before) {
  /// Scalingo says nothing about the time to live of the CNAME that people make themselves.
  private static final Duration TTL = Duration.ofMinutes(5);

  /// Looks. A member that is not there under its name, or another app, is looked for by what its
  /// partner remembers of it.
  static GroupReading of(AppReader reader, GroupId id, Optional<FailoverGroup> before) {
    Member primary = member(reader, id.primary(), Optional.empty());
    Optional<Member> secondary =
        id.secondary().map(place -> member(reader, place, Optional.empty()));
    Member first = secondary.map(other -> again(reader, primary, other)).orElse(primary);
    return new GroupReading(
        id, first, secondary.map(other -> again(reader, other, primary)), before);
  }

  private static Member again(AppReader reader, Member one, Member partner) {
    Optional<String> ownId =
        partner instanceof Seen seen ? seen.variables().value(Mark.PARTNER) : Optional.empty();
    return switch (one) {
      case Gone(AppPlace place) when ownId.isPresent() -> member(reader, place, ownId);
      case Seen seen when ownId.isPresent() && !seen.app().id().equals(ownId.get()) ->
          member(reader, seen.app().place(), ownId);
      default -> one;
    };
  }

  private static Member member(AppReader reader, AppPlace known, Optional<String> ownId) {
    try {
      Optional<WireApp> app = reader.find(known, ownId);
      if (app.isEmpty()) {
        return new Gone(known);
      }
      AppPlace place = app.get().place();
      Set<String> domains =
          reader.domains(place).stream().map(AppReader.Domain::name).collect(Collectors.toSet());
      return new Seen(app.get(), reader.variables(place), domains);
    } catch (PlatformException failure) {
      if (ScalingoApps.isRegionDown(failure)) {
        return new Unseen(known, failure);
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
    Optional<PlatformException> unsure =
        primary.unread().or(() -> secondary.flatMap(Member::unread));
    if (!marked && unsure.isPresent()) {
      throw new PlatformException(
          PlatformException.Kind.UNAVAILABLE,
          ScalingoPlatform.NAME,
          unsure.get().call(),
          "whether the group %s exists cannot be read: %s"
              .formatted(groupId, unsure.get().getMessage()),
          true);
    }
    return marked;
  }

  /// Tells whether a member is there and bears no mark of any group: it was made in the place of
  /// one that was deleted.
  boolean isUnmarked(Side side) {
    return seen(side).filter(seen -> seen.variables().value(Mark.GROUP).isEmpty()).isPresent();
  }

  /// Tells whether the other app remembers another one in this place, which was deleted.
  boolean isUnknown(Side side) {
    Optional<String> known =
        seen(side.other()).flatMap(other -> other.variables().value(Mark.PARTNER));
    return known.isPresent()
        && seen(side).filter(seen -> !seen.app().id().equals(known.get())).isPresent();
  }

  private Optional<Seen> seen(Side side) {
    return (side == Side.PRIMARY ? Optional.of(primary) : secondary)
        .filter(Seen.class::isInstance)
        .map(Seen.class::cast);
  }

  private FailoverGroup.Member inGroup(Member member, Side side, String home) {
    return member.inGroup(home).joined(!isUnmarked(side) && !isUnknown(side));
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
      boolean second = other instanceof Seen seen && isActive(Side.SECONDARY, seen);
      return second ? Side.SECONDARY : Side.PRIMARY;
    }
    if (!(other instanceof Seen second)) {
      return isActive(Side.PRIMARY, first) ? Side.PRIMARY : Side.SECONDARY;
    }
    Side marked = marked(first.role(), second.role());
    Seen left = marked == Side.PRIMARY ? first : second;
    Seen right = marked == Side.PRIMARY ? second : first;
    boolean byHand = left.isActive() && left.app().stopped() && !right.app().stopped();
    return byHand ? marked.other() : marked;
  }

  /// Decides by one side alone. Its mark may be from before a switch that it did not see, because
  /// its region was dead then; of that switch the last look knew.
  private boolean isActive(Side side, Seen seen) {
    boolean stale =
        before
            .filter(group -> group.active() != side)
            .flatMap(FailoverGroup::lastSwitch)
            .filter(
                last -> seen.role().filter(r -> r.since().isBefore(last.startedAt())).isPresent())
            .isPresent();
    return seen.serves() && !stale;
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
    Member there = active == Side.PRIMARY ? primary : secondary.get();
    if (there instanceof Unseen) {
      return before.filter(group -> group.active() == active).flatMap(FailoverGroup::lastSwitch);
    }
    Optional<Mark.Role> role = role(there);
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
        inGroup(primary, Side.PRIMARY, home),
        secondary.map(it -> inGroup(it, Side.SECONDARY, home)),
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
      case Unseen(AppPlace place, _) -> host(place);
      case Gone(AppPlace place) -> host(place);
    };
  }

  /// The default name of an app is made of its own name and its region's.
  private static String host(AppPlace place) {
    return place.live() + "." + place.region() + ".scalingo.io";
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

    /// Returns why it could not be read; empty when it could.
    default Optional<PlatformException> unread() {
      return Optional.empty();
    }
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
      AppPlace place = app.place();
      return new FailoverGroup.Member(
          place.id(home),
          true,
          app.healthy(),
          app.stopped(),
          true,
          Optional.empty(),
          Optional.of(place.live()).filter(live -> !live.equals(place.name())),
          true);
    }
  }

  /// A member that cannot be read, e.g. because its region does not answer.
  ///
  /// @param place which app
  /// @param failure what was seen instead
  record Unseen(AppPlace place, PlatformException failure) implements Member {
    @Override
    public Optional<PlatformException> unread() {
      return Optional.of(failure);
    }

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
      return FailoverGroup.Member.gone(place.id(home));
    }
  }
}
