package dev.tfpaas.resources.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.Side;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The table of the design for `active`, row by row.
class ActiveDecisionTest {

  @ParameterizedTest
  @CsvSource({
    // configured, applied, live, trigger changed, decision
    ",          ,          primary, false, KEEP",
    ",          secondary, primary, false, KEEP",
    "primary,   ,          primary, false, KEEP",
    "primary,   primary,   primary, false, KEEP",
    "primary,   secondary, primary, false, RECORD",
    "secondary, primary,   primary, false, SWITCH",
    "secondary, secondary, primary, false, OUTSIDE",
    "secondary, ,          primary, false, UNSURE",
    "secondary, secondary, primary, true,  SWITCH",
    "secondary, ,          primary, true,  SWITCH",
    "primary,   primary,   primary, true,  KEEP",
    ",          secondary, primary, true,  KEEP",
  })
  void decides(
      String configured, String applied, String live, boolean triggered, ActiveDecision expected) {
    ActiveDecision decision =
        ActiveDecision.of(
            Optional.ofNullable(configured).map(Side::parse),
            Optional.ofNullable(applied).map(Side::parse),
            Side.parse(live),
            triggered);

    assertThat(decision).isEqualTo(expected);
  }

  @Test
  void nothingIsEverSwitchedToTheSideThatIsLive() {
    for (Side live : Side.values()) {
      for (Optional<Side> applied :
          List.of(Optional.<Side>empty(), Optional.of(live), Optional.of(live.other()))) {
        assertThat(ActiveDecision.of(Optional.of(live), applied, live, true))
            .isNotEqualTo(ActiveDecision.SWITCH);
      }
    }
  }
}
