package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.Side;
import java.util.Optional;

/// The identifier of a failover group, which is its members: `shop+shop-standby`.
///
/// @param primary the environment in the first place
/// @param secondary the environment in the second place; empty when there is none
record GroupId(String primary, Optional<String> secondary) {

  static GroupId parse(String id) {
    int plus = id.indexOf('+');
    return plus < 0
        ? new GroupId(id, Optional.empty())
        : new GroupId(id.substring(0, plus), Optional.of(id.substring(plus + 1)));
  }

  static GroupId of(GroupSpec spec) {
    return new GroupId(spec.primaryAppId(), spec.secondaryAppId());
  }

  /// Returns the environment in a place; empty when the place is.
  Optional<String> member(Side side) {
    return side == Side.PRIMARY ? Optional.of(primary) : secondary;
  }

  /// Returns the environment in a place.
  ///
  /// @throws IllegalArgumentException when the place is empty
  String need(Side side) {
    return member(side)
        .orElseThrow(() -> new IllegalArgumentException("there is no " + side.word() + " app"));
  }

  /// Tells whether an environment of that name is in one of the places.
  boolean has(String name) {
    return primary.equals(name) || secondary.equals(Optional.of(name));
  }

  /// Returns the other one of an environment; empty when it is alone, or in none of the places.
  Optional<String> partner(String name) {
    return primary.equals(name) ? secondary : secondary.filter(name::equals).map(_ -> primary);
  }

  @Override
  public String toString() {
    return primary + secondary.map(name -> "+" + name).orElse("");
  }
}
