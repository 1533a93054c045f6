package dev.tfpaas.framework.cty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The numbers of the wire format, written once by hand.
class WireConstantsTest {
  @Test
  void extensionCodesOfUnknowns() {
    assertThat(MsgpackCodec.UNKNOWN).isEqualTo((byte) 0);
    assertThat(MsgpackCodec.REFINED_UNKNOWN).isEqualTo((byte) 12);
  }

  @Test
  void keysOfRefinements() {
    assertThat(RefinementCodec.NULLNESS).isEqualTo(1);
    assertThat(RefinementCodec.STRING_PREFIX).isEqualTo(2);
    assertThat(RefinementCodec.LOWER_BOUND).isEqualTo(3);
    assertThat(RefinementCodec.UPPER_BOUND).isEqualTo(4);
    assertThat(RefinementCodec.LEAST_LENGTH).isEqualTo(5);
    assertThat(RefinementCodec.GREATEST_LENGTH).isEqualTo(6);
  }

  @Test
  void limitsOfTheHost() {
    assertThat(Limits.REFINEMENT_BYTES).isEqualTo(1024);
    assertThat(Limits.PREFIX_BYTES).isEqualTo(256);
  }
}
