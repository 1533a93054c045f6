package dev.tfpaas.resources.life;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;

/// Checks the form in which facts are kept.
class PackedTest {
  private static final byte[] JSON =
      "{\"type\":[\"object\",{\"status\":\"string\"}],\"value\":{}}".repeat(200).getBytes(UTF_8);

  @Test
  void comesBackAsItWas() throws DataFormatException {
    byte[] packed = Packed.pack(JSON);

    assertThat(packed).hasSizeLessThan(JSON.length / 10);
    assertThat(Packed.unpack(packed)).isEqualTo(JSON);
    assertThat(Packed.unpack(Packed.pack(new byte[0]))).isEmpty();
  }

  @Test
  void whatEarlierVersionsWroteIsReadAsItIs() throws DataFormatException {
    assertThat(Packed.unpack(JSON)).isEqualTo(JSON);
    assertThat(Packed.unpack(new byte[0])).isEmpty();
  }

  @Test
  void cutShortItIsRefused() {
    byte[] packed = Packed.pack(JSON);

    for (int length = 1; length < packed.length; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      assertThatThrownBy(() -> Packed.unpack(cut)).isInstanceOf(DataFormatException.class);
    }
  }

  @Test
  void moreThanCanBeMeantIsRefused() {
    byte[] bomb = Packed.pack(new byte[1 << 25]);

    assertThatThrownBy(() -> Packed.unpack(bomb)).isInstanceOf(DataFormatException.class);
  }
}
