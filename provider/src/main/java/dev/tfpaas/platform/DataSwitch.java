package dev.tfpaas.platform;

import java.util.Optional;

/// What a platform can do of a switch whose databases change hands by the platform's own means: the
/// old side closes first, because it must take no write that its replicas would not get.
public interface DataSwitch extends SwitchActs, SwitchActs.HandOver {

  /// Returns the group as it was read.
  FailoverGroup group();

  /// Returns the switch.
  SwitchSpec spec();

  /// Returns the id of the app that is switched to.
  default String target() {
    return group().requireMember(spec().to()).appId();
  }

  /// Returns the id of the other app.
  default String old() {
    return group().requireMember(spec().to().other()).appId();
  }

  @Override
  default Closing closing() {
    return Closing.FIRST;
  }

  @Override
  default Optional<HandOver> handOver() {
    return Optional.of(this);
  }
}
