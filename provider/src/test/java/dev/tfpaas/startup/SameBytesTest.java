package dev.tfpaas.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/// Checks what is taken out of a cache, and what is not.
class SameBytesTest {
  private static final int SIZE = 1 << 14;
  private static final int PLACE = 8192;

  private static byte[] cache(int sum, long word) {
    ByteBuffer bytes = ByteBuffer.allocate(SIZE).order(ByteOrder.nativeOrder());
    return bytes.putInt(4, sum).putLong(PLACE, word).array();
  }

  @Test
  void timesAndSumsAreTakenOut() {
    byte[] one = cache(1, 1001);
    byte[] two = cache(2, 1005);
    byte[] three = cache(3, 2001);
    byte[] four = cache(4, 2003);

    assertThat(SameBytes.settle(one, two, 1000, 1010)).isEmpty();
    assertThat(SameBytes.settle(three, four, 2000, 2010)).isEmpty();

    assertThat(one).isEqualTo(three);
  }

  @Test
  void anythingElseIsSaidAndLeft() {
    byte[] one = cache(1, 999);

    assertThat(SameBytes.settle(one, cache(2, 1005), 1000, 1010))
        .hasValue("at 2000: 3e7 and then 3ed");
    assertThat(SameBytes.settle(one, new byte[SIZE + 1], 1000, 1010))
        .hasValue("16384 bytes and then 16385");

    assertThat(one).isEqualTo(cache(1, 999));
  }
}
