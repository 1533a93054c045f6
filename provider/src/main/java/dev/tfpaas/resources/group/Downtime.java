package dev.tfpaas.resources.group;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.resources.life.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// How long a switch kept clients waiting, and what tells so.
///
/// @param time how long
/// @param measuredBy [#PLATFORM] or [#PROBE]
record Downtime(Duration time, String measuredBy) {
  /// The platform's own steps tell.
  static final String PLATFORM = "platform";

  /// Requests such as clients make tell.
  static final String PROBE = "probe";

  private static final String TIME = "downtime";
  private static final String BY = "measured_by";

  /// Writes a switch as the attribute `last_switch`: with what the platform tells, null when there
  /// was none.
  static Value shown(Optional<FailoverGroup.Switch> last) {
    Value known = GroupNote.switchValue(last);
    if (known.isNull()) {
      return Value.nullOf(GroupSchema.LAST_SWITCH);
    }
    Map<String, Value> shown = new HashMap<>(known.asMap());
    shown.put(BY, Values.text(last.flatMap(it -> it.downtime()).map(_ -> PLATFORM)));
    return Value.object(shown);
  }

  /// Returns the last switch of a group that was read again, with what an earlier look knew of it
  /// where the platform tells nothing.
  ///
  /// @param before the attribute as it was; may be null, or of a version that did not say who tells
  static Value shown(FailoverGroup live, Value before) {
    Value seen = shown(live.lastSwitch());
    if (before.isNull() || !before.isKnown()) {
      return seen;
    }
    if (seen.isNull()) {
      // The platform remembers none: ours was the last one if it led to the side that serves.
      return before.get("to").equals(Value.string(live.active().word())) ? before : seen;
    }
    boolean isSame =
        Stream.of("from", "to", "started_at")
            .allMatch(part -> seen.get(part).equals(before.get(part)));
    return isSame && seen.get(TIME).isNull()
        ? seen.with(TIME, before.get(TIME)).with(BY, before.get(BY))
        : seen;
  }

  /// Returns a switch with what was measured, where the platform tells nothing.
  Value in(Value lastSwitch) {
    return lastSwitch.isNull() || !lastSwitch.get(TIME).isNull()
        ? lastSwitch
        : lastSwitch
            .with(TIME, Values.duration(Optional.of(time)))
            .with(BY, Value.string(measuredBy));
  }

  /// Returns what two steps tell.
  ///
  /// @param closed when the old side was closed; empty when that is not known
  /// @param moved when traffic had moved; empty when that is not known
  /// @return empty, too, where the old side was closed after the move: nobody waited then
  static Optional<Downtime> between(Optional<Instant> closed, Optional<Instant> moved) {
    return closed.flatMap(from ->
        moved
            .filter(to -> !to.isBefore(from))
            .map(to -> new Downtime(Duration.between(from, to), PLATFORM)));
  }
}
