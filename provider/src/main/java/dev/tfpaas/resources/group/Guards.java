package dev.tfpaas.resources.group;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.resources.life.PrivateFacts;
import dev.tfpaas.resources.life.Values;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Conditions that the user puts on a planned switch; what is empty is not asked.
///
/// @param maxLag how far a replica may be behind when the switch starts
/// @param drainTimeout how long the switch may wait, out of service, until lag is zero
/// @param minInterval how long ago the last switch must be
/// @param requireBackupWithin how old the newest good backup of a source may be
public record Guards(
    Optional<Duration> maxLag,
    Optional<Duration> drainTimeout,
    Optional<Duration> minInterval,
    Optional<Duration> requireBackupWithin) {

  /// No conditions.
  static final Guards NONE =
      new Guards(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /// Reads the attribute `guards`; unknown parts count as not given.
  static Guards from(Value guards) {
    return guards.isKnown()
        ? new Guards(
            duration(guards, "max_lag"),
            duration(guards, "drain_timeout"),
            duration(guards, "min_interval"),
            duration(guards, "require_backup_within"))
        : NONE;
  }

  private static Optional<Duration> duration(Value guards, String name) {
    return PrivateFacts.part(guards, name).flatMap(Values::duration);
  }

  /// The value of the attribute that asks for nothing, which an import leaves.
  static Value open() {
    Value none = Value.nullOf(Type.STRING);
    return Value.object(
        Map.of(
            "max_lag", none,
            "drain_timeout", none,
            "min_interval", none,
            "require_backup_within", none));
  }
}
