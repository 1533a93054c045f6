package dev.tfpaas.framework.cty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("8.3 #32 vectors of 3.15 both ways")
class MsgpackVectorsTest {
  static Stream<Vectors.Vector> vectors() {
    return Vectors.all();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void bytesDecodeToTheValue(Vectors.Vector vector) {
    assertThat(MsgpackCodec.decode(vector.bytes(), vector.type())).isEqualTo(vector.value());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void valueEncodesToTheBytes(Vectors.Vector vector) {
    byte[] bytes = MsgpackCodec.encode(vector.value(), vector.type());

    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(HexFormat.of().formatHex(vector.bytes()));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void bytesCutAnywhereFail(Vectors.Vector vector) {
    byte[] bytes = vector.bytes();

    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> MsgpackCodec.decode(cut, vector.type()))
          .as("cut to %d bytes", length)
          .isInstanceOf(CtyException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void bytesBehindTheValueFail(Vectors.Vector vector) {
    byte[] longer = Arrays.copyOf(vector.bytes(), vector.bytes().length + 1);

    assertThatThrownBy(() -> MsgpackCodec.decode(longer, vector.type()))
        .isInstanceOf(CtyException.class)
        .hasMessageContaining("1 bytes follow");
  }
}
