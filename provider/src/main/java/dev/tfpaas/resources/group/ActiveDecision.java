package dev.tfpaas.resources.group;

import dev.tfpaas.platform.Side;
import java.util.Optional;

/// What the word `active` of a configuration means for a group: the table of the design.
enum ActiveDecision {
  /// Nothing: the configuration does not say, or says what is.
  KEEP,
  /// The live side is what the configuration newly says; only `applied_active` is written down.
  RECORD,
  /// The configuration changed since the last apply, or the trigger did: switch.
  SWITCH,
  /// The configuration is what was applied last, the live side is not: somebody switched elsewhere.
  /// Keep it.
  OUTSIDE,
  /// It is not known what was applied last, and the live side is another: keep it.
  UNSURE;

  /// Decides.
  ///
  /// @param configured what the configuration says; empty when it leaves that open
  /// @param applied what the configuration said when it was applied last; empty after an import or
  ///   a crash
  /// @param live what the platform shows
  /// @param triggered whether `switch_trigger` changed
  static ActiveDecision of(
      Optional<Side> configured, Optional<Side> applied, Side live, boolean triggered) {
    if (configured.isEmpty()) {
      return KEEP;
    }
    if (configured.get() == live) {
      return applied.isEmpty() || applied.get() == live ? KEEP : RECORD;
    }
    if (triggered) {
      return SWITCH;
    }
    if (applied.isEmpty()) {
      return UNSURE;
    }
    return applied.get() == configured.get() ? OUTSIDE : SWITCH;
  }
}
