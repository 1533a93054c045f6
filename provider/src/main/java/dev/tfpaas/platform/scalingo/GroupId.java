package dev.tfpaas.platform.scalingo;

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
  static GroupId parse(String id, String home) {
    int plus = id.indexOf('+');
    return plus < 0
        ? new GroupId(AppPlace.parse(id, home), Optional.empty())
        : new GroupId(
            AppPlace.parse(id.substring(0, plus), home),
            Optional.of(AppPlace.parse(id.substring(plus + 1), home)));
  }

  /// Makes the identifier of a group that is wanted.
  static GroupId of(GroupSpec spec, String home) {
    return new GroupId(
        AppPlace.parse(spec.primaryAppId(), home),
        spec.secondaryAppId().map(id -> AppPlace.parse(id, home)));
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

  /// Returns the identifier.
  String text(String home) {
    return primary.id(home) + secondary.map(place -> "+" + place.id(home)).orElse("");
  }
}
