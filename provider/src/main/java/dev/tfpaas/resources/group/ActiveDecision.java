package dev.tfpaas.resources.group;

import dev.tfpaas.framework.cty.Value;
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

  /// What is known of the last apply.
  ///
  /// @param applied the side that it left active; empty after an import or a crash
  /// @param written what the configuration said then; empty when it left that open, or that is not
  ///   known
  record Before(Optional<Side> applied, Optional<Side> written) {

    /// Reads it.
    ///
    /// @param prior the last state
    /// @param word what is remembered of `active`
    static Before of(Value prior, Optional<Value> word) {
      return new Before(
          GroupConfig.side(prior, "applied_active"), word.map(Value::asString).map(Side::parse));
    }
  }

  /// Decides.
  ///
  /// @param configured what the configuration says; empty when it leaves that open
  /// @param live what the platform shows
  /// @param triggered whether `switch_trigger` changed
  static ActiveDecision of(Optional<Side> configured, Before before, Side live, boolean triggered) {
    Optional<Side> applied = before.applied();
    boolean elsewhere = applied.isPresent() && applied.get() != live;
    if (configured.isEmpty()) {
      // The word was taken out since: written again later, it is a change.
      return elsewhere && before.written().isPresent() ? RECORD : KEEP;
    }
    if (configured.get() == live) {
      return elsewhere ? RECORD : KEEP;
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
