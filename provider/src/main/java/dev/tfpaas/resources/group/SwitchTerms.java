package dev.tfpaas.resources.group;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.platform.SwitchSpec;
import java.time.Instant;

/// What is asked of a switch.
///
/// @param mode how it is made
/// @param guards the user's conditions
/// @param now the time, for ages
/// @param loss whether the user accepts that writes are lost
record SwitchTerms(SwitchSpec.Mode mode, Guards guards, Instant now, Loss loss) {

  /// What the user says about lost writes.
  enum Loss {
    /// None may be lost.
    REFUSED,
    /// Some may be lost: `accept_data_loss = true`.
    ACCEPTED;

    /// Reads `accept_data_loss`; null and unknown refuse.
    static Loss of(Value object) {
      return object.get("accept_data_loss").equals(Value.bool(true)) ? ACCEPTED : REFUSED;
    }
  }
}
