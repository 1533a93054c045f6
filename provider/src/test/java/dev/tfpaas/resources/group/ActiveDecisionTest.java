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
    // configured, applied, written, live, trigger changed, decision
    ",          ,          ,          primary, false, KEEP",
    ",          secondary, ,          primary, false, KEEP",
    ",          secondary, secondary, primary, false, RECORD",
    ",          primary,   primary,   primary, false, KEEP",
    "primary,   ,          ,          primary, false, KEEP",
    "primary,   primary,   primary,   primary, false, KEEP",
    "primary,   secondary, secondary, primary, false, RECORD",
    "secondary, primary,   primary,   primary, false, SWITCH",
    "secondary, primary,   ,          primary, false, SWITCH",
    "secondary, secondary, secondary, primary, false, OUTSIDE",
    "secondary, ,          ,          primary, false, UNSURE",
    "secondary, secondary, secondary, primary, true,  SWITCH",
    "secondary, ,          ,          primary, true,  SWITCH",
    "primary,   primary,   primary,   primary, true,  KEEP",
    ",          secondary, ,          primary, true,  KEEP",
  })
  void decides(
      String configured,
      String applied,
      String written,
      String live,
      boolean triggered,
      ActiveDecision expected) {
    ActiveDecision decision =
        ActiveDecision.of(
            Optional.ofNullable(configured).map(Side::parse),
            before(applied, written),
            Side.parse(live),
            triggered);

    assertThat(decision).isEqualTo(expected);
  }

  private static ActiveDecision.Before before(String applied, String written) {
    return new ActiveDecision.Before(
        Optional.ofNullable(applied).map(Side::parse),
        Optional.ofNullable(written).map(Side::parse));
  }

  @Test
  void nothingIsEverSwitchedToTheSideThatIsLive() {
    for (Side live : Side.values()) {
      for (Optional<Side> applied :
          List.of(Optional.<Side>empty(), Optional.of(live), Optional.of(live.other()))) {
        assertThat(
                ActiveDecision.of(
                    Optional.of(live), new ActiveDecision.Before(applied, applied), live, true))
            .isNotEqualTo(ActiveDecision.SWITCH);
      }
    }
  }
}
