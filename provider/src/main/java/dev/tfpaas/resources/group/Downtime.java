package dev.tfpaas.resources.group;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.resources.life.Values;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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

  /// Returns a switch that was seen again with what an earlier look knew of it, where the platform
  /// tells nothing.
  ///
  /// @param before the attribute as it was; may be null, or of a version that did not say who tells
  static Value shown(Optional<FailoverGroup.Switch> last, Value before) {
    Value seen = shown(last);
    boolean isSame =
        !seen.isNull()
            && before.isKnown()
            && !before.isNull()
            && !before.get(TIME).isNull()
            && seen.get(TIME).isNull()
            && seen.get("from").equals(before.get("from"))
            && seen.get("to").equals(before.get("to"))
            && seen.get("started_at").equals(before.get("started_at"));
    return isSame ? seen.with(TIME, before.get(TIME)).with(BY, before.get(BY)) : seen;
  }

  /// Returns a switch with what was measured, where the platform tells nothing.
  Value in(Value lastSwitch) {
    return lastSwitch.isNull() || !lastSwitch.get(TIME).isNull()
        ? lastSwitch
        : lastSwitch
            .with(TIME, Values.duration(Optional.of(time)))
            .with(BY, Value.string(measuredBy));
  }
}
