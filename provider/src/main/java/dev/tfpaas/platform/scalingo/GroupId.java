package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.Side;
import java.util.Optional;

/// The identifier of a failover group, which is its members: `shop+osc-secnum-fr1/shop`. So both
/// are known when one of them does not answer.
///
/// @param primary the app in the first place
/// @param secondary the app in the second place; empty when there is none
record GroupId(AppPlace primary, Optional<AppPlace> secondary) {

  /// Parses an identifier.
  static GroupId parse(String id, ScalingoApi api) {
    int plus = id.indexOf('+');
    return plus < 0
        ? new GroupId(api.place(id), Optional.empty())
        : new GroupId(
            api.place(id.substring(0, plus)), Optional.of(api.place(id.substring(plus + 1))));
  }

  /// Makes the identifier of a group that is wanted.
  static GroupId of(GroupSpec spec, ScalingoApi api) {
    return new GroupId(api.place(spec.primaryAppId()), spec.secondaryAppId().map(api::place));
  }

  /// Makes the identifier of a group that was seen, with the names that its apps had then: a plan
  /// that is made without reading anything calls them as the one before it did.
  static GroupId of(FailoverGroup group, ScalingoApi api) {
    return new GroupId(
        place(group.primary(), api), group.secondary().map(member -> place(member, api)));
  }

  private static AppPlace place(FailoverGroup.Member member, ScalingoApi api) {
    AppPlace known = AppPlace.parse(member.appId(), api.home());
    return member.name().map(live -> api.renamed(known, live)).orElseGet(() -> api.live(known));
  }

  /// Returns the app in a place; empty when the place is.
  Optional<AppPlace> member(Side side) {
    return side == Side.PRIMARY ? Optional.of(primary) : secondary;
  }

  /// Returns the app in a place.
  ///
  /// @throws IllegalArgumentException when the place is empty
  AppPlace need(Side side) {
    return member(side)
        .orElseThrow(() -> new IllegalArgumentException("there is no " + side.word() + " app"));
  }

  /// Tells whether an app is in one of the places.
  boolean has(String id, String home) {
    return primary.id(home).equals(id)
        || secondary.filter(place -> place.id(home).equals(id)).isPresent();
  }

  /// Returns the identifier.
  String text(String home) {
    return primary.id(home) + secondary.map(place -> "+" + place.id(home)).orElse("");
  }
}
