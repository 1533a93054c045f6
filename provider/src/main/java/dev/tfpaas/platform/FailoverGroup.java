package dev.tfpaas.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A failover group as the platform shows it, with what a plan needs to know of its two sides.
///
/// @param id the platform's identifier
/// @param name its name; empty where the platform has none
/// @param address where clients' CNAME points
/// @param ttl how long clients may keep an old answer
/// @param primary the app in the first place
/// @param secondary the app in the second place; empty when there is none
/// @param active which place gets the traffic
/// @param busy whether the platform is changing it now
/// @param dnsPopulated whether the address answers with the active side
/// @param domains custom names carried by the pair
/// @param lastSwitch the last switch; empty when there was none
public record FailoverGroup(
    String id,
    Optional<String> name,
    String address,
    Duration ttl,
    Member primary,
    Optional<Member> secondary,
    Side active,
    boolean busy,
    boolean dnsPopulated,
    Set<String> domains,
    Optional<Switch> lastSwitch) {

  /// Copies the domains.
  public FailoverGroup {
    domains = Set.copyOf(domains);
  }

  /// Returns the app in a place; empty when the place is.
  public Optional<Member> member(Side side) {
    return side == Side.PRIMARY ? Optional.of(primary) : secondary;
  }

  /// Tells whether all its apps exist and are members, as far as anybody knows.
  public boolean isComplete() {
    return Stream.of(Side.values())
        .flatMap(side -> member(side).stream())
        .allMatch(it -> it.there() && it.joined());
  }

  /// Returns it with the same apps under other names.
  ///
  /// @param name gives an app's other name
  public FailoverGroup withApps(UnaryOperator<String> name) {
    return new FailoverGroup(
        id,
        this.name,
        address,
        ttl,
        primary.withAppId(name.apply(primary.appId())),
        secondary.map(it -> it.withAppId(name.apply(it.appId()))),
        active,
        busy,
        dnsPopulated,
        domains,
        lastSwitch);
  }

  /// Returns the app in a place that a switch was asked for.
  ///
  /// @throws IllegalArgumentException if the place is empty; it was refused when planning
  public Member requireMember(Side side) {
    return member(side)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "failover group %s has no %s app".formatted(id, side.word())));
  }

  /// One side, as far as it can be read.
  ///
  /// @param appId the app
  /// @param reachable whether its region answers
  /// @param healthy whether it would serve if traffic came, maintenance aside
  /// @param maintenance whether it answers with a maintenance page
  /// @param there whether it exists; false only when the platform says definitely that it does not
  /// @param ownId what the platform calls it under every name, see [App#ownId]
  /// @param name what people call it; empty where that is its identifier, or is not told
  /// @param joined whether the platform's own facts make it a member; false of an app that was made
  ///   in the place of one that was deleted, and that [FailoverGroups#rejoin] makes a member again
  public record Member(
      String appId,
      boolean reachable,
      boolean healthy,
      boolean maintenance,
      boolean there,
      Optional<String> ownId,
      Optional<String> name,
      boolean joined) {

    /// Makes a side that people call as the platform does.
    public Member(
        String appId,
        boolean reachable,
        boolean healthy,
        boolean maintenance,
        boolean there,
        Optional<String> ownId) {
      this(appId, reachable, healthy, maintenance, there, ownId, Optional.empty(), true);
    }

    /// Makes a side that exists as far as anybody knows.
    public Member(String appId, boolean reachable, boolean healthy, boolean maintenance) {
      this(appId, reachable, healthy, maintenance, true, Optional.empty());
    }

    /// Makes a side whose app was deleted.
    public static Member gone(String appId) {
      return new Member(appId, true, false, false, false, Optional.empty());
    }

    /// Returns the same side under another name.
    public Member withAppId(String other) {
      return new Member(other, reachable, healthy, maintenance, there, ownId, name, joined);
    }

    /// Returns the same side, with whether it is a member by more than its name.
    public Member joined(boolean isJoined) {
      return new Member(appId, reachable, healthy, maintenance, there, ownId, name, isJoined);
    }

    /// Tells whether it would serve as it is now.
    public boolean serves() {
      return reachable && healthy && !maintenance;
    }
  }

  /// What is known of a switch.
  ///
  /// @param from the place that was left
  /// @param to the place that was moved to
  /// @param mode `planned` or `emergency`; `outside` when not made by us; [#UNKNOWN]
  /// @param startedAt when it began
  /// @param finishedAt when the traffic had moved; empty while it runs, and while something that
  ///   belongs to it is still to be done
  /// @param downtime how long clients were not served; empty where the platform cannot tell
  /// @param lostWrites acknowledged writes that the new side does not have; empty where unknown
  public record Switch(
      Side from,
      Side to,
      String mode,
      Instant startedAt,
      Optional<Instant> finishedAt,
      Optional<Duration> downtime,
      OptionalLong lostWrites) {
    /// What is said of a switch where the platform tells that there was one, and not by whom.
    public static final String UNKNOWN = "unknown";
  }
}
