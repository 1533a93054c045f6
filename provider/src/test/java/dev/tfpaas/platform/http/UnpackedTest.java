package dev.tfpaas.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// Bodies that were packed by somebody between.
class UnpackedTest {
  private static byte[] packed(byte[] body) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(body);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return packed.toByteArray();
  }

  @Test
  void packedBodyIsReadAndAnyOtherIsLeft() throws IOException {
    byte[] body = "{\"name\":\"Zürich\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(Unpacked.of(packed(body))).isEqualTo(body);
    assertThat(Unpacked.of(body)).isEqualTo(body);
    assertThat(Unpacked.of(new byte[0])).isEmpty();
    assertThat(Unpacked.of(new byte[] {0x1f})).hasSize(1);
  }

  @Test
  void bodyThatGrowsBeyondWhatIsReadIsRefused() {
    byte[] bomb = packed(new byte[BoundedBody.MOST_BYTES + 1]);

    assertThat(bomb).hasSizeLessThan(100_000);
    assertThatExceptionOfType(TooLargeException.class).isThrownBy(() -> Unpacked.of(bomb));
  }

  @Test
  void packedBodyThatIsCutOrSpoiltIsNotWhole() {
    byte[] whole = packed("{\"name\":\"shop\"}".getBytes(StandardCharsets.UTF_8));
    byte[] spoilt = whole.clone();
    spoilt[whole.length - 6] ^= 1;

    for (int length = 2; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> Unpacked.of(cut));
    }
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> Unpacked.of(spoilt));
  }
}
