package dev.tfpaas.platform;

import java.util.Optional;

/// Something that a platform would refuse, found before any change.
///
/// @param attribute the attribute to blame, as the resource spells it; empty for the whole
/// @param summary what cannot be done, one line, no full stop
/// @param detail what was given, what is expected, what to do
/// @param rule the rule that forbids it; empty when it is not possible at all
public record Problem(String attribute, String summary, String detail, Optional<SafetyRule> rule) {

  /// Makes a problem of what is not possible.
  public Problem(String attribute, String summary, String detail) {
    this(attribute, summary, detail, Optional.empty());
  }

  /// Returns the same problem as one that a rule makes of what is possible.
  public Problem by(SafetyRule forbids) {
    return new Problem(attribute, summary, detail, Optional.of(forbids));
  }
}
