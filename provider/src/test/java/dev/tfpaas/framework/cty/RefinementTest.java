package dev.tfpaas.framework.cty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("8.3 #33 refinements of unknowns")
class RefinementTest {
  private static final Type LIST = Type.list(Type.STRING);

  private static Optional<Refinement.Bound> bound(String value, boolean inclusive) {
    return Optional.of(new Refinement.Bound(new BigDecimal(value), inclusive));
  }

  static Stream<Vectors.Vector> both() {
    return Stream.of(
        refined(Type.BOOL, Refinement.NOT_NULL, "c7030c 8101c2"),
        refined(Type.DYNAMIC, Refinement.NOT_NULL, "c7030c 8101c2"),
        refined(Type.STRING, new Refinement.Prefix(false, "ab"), "c7050c 8102a2 'ab'"),
        refined(
            Type.NUMBER,
            new Refinement.Range(false, bound("0.5", false), Optional.empty()),
            "c70d0c 8103 92 cb3fe0000000000000 c2"),
        refined(
            Type.NUMBER,
            new Refinement.Range(false, Optional.empty(), bound("0.1", true)),
            "d70c 8104 92 a3 '0.1' c3"),
        refined(
            LIST, new Refinement.Length(true, 1, OptionalLong.of(3)), "c7070c 8301c2 0501 0603"),
        refined(
            Type.set(Type.BOOL),
            new Refinement.Length(false, 2, OptionalLong.empty()),
            "c7030c 810502"),
        refined(
            Type.map(Type.BOOL),
            new Refinement.Length(false, 0, OptionalLong.of(0)),
            "c7030c 810600"));
  }

  private static Vectors.Vector refined(Type type, Refinement refinement, String notation) {
    return new Vectors.Vector(
        refinement + " of " + type, type, Value.unknown(type, refinement), notation);
  }

  @ParameterizedTest
  @MethodSource("both")
  void travelsBothWays(Vectors.Vector vector) {
    byte[] bytes = MsgpackCodec.encode(vector.value(), vector.type());

    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(HexFormat.of().formatHex(vector.bytes()));
    assertThat(MsgpackCodec.decode(vector.bytes(), vector.type())).isEqualTo(vector.value());
  }

  @Test
  void emptyStatementsBecomeAPlainUnknown() {
    Value plain = Value.unknown(Type.STRING);

    assertThat(MsgpackCodec.decode(Vectors.bytes("c7010c80"), Type.STRING)).isEqualTo(plain);
    assertThat(MsgpackCodec.decode(Vectors.bytes("c7030c 8102a0"), Type.STRING)).isEqualTo(plain);
    assertThat(MsgpackCodec.decode(Vectors.bytes("c7030c 810500"), LIST))
        .isEqualTo(Value.unknown(LIST));
    assertThat(
            MsgpackCodec.encode(
                Value.unknown(Type.STRING, new Refinement.Prefix(false, "")), Type.STRING))
        .isEqualTo(Vectors.bytes("d40000"));
  }

  @Test
  void keysNobodyKnowsAreIgnored() {
    Value decoded =
        MsgpackCodec.decode(Vectors.bytes("c70c0c 83 63 9281a161c3c0 00c3 01c2"), Type.STRING);

    assertThat(decoded).isEqualTo(Value.unknown(Type.STRING, Refinement.NOT_NULL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          string | 8101c3               | a certain null is sent as null
          string | 8102a0c0             | 1 bytes follow
          string | 8201c201c2           | comes twice
          string | 8102                 | announced
          string | 8102a5               | announced
          string | 8102d9               | malformed MessagePack
          string | 810201               | a string is required
          string | 9101                 | a map of refinements is required
          string | 81a161c2             | an integer is required
          string | 8fc2                 | announced
          string | df7fffffffc2         | announced
          string | 8102a2c328           | not valid UTF-8
          string | 810392 00c3          | cannot be said of a string
          bool   | 8102a161             | cannot be said of a bool
          bool   | 810492 00c3          | cannot be said of a bool
          bool   | 810501               | cannot be said of a bool
          bool   | 810601               | cannot be said of a bool
          number | 810393 00c3c0        | a bound is an array of 2
          number | 8103 9200 00         | a bool is required
          number | 8103 92c0 c3         | a number is required
          number | 8203 9205c3 049204c3 | no number lies between
          number | 8203 9205c3 049205c2 | no number lies between
          number | 81cfffffffffffffffff01 | malformed MessagePack
          list   | 8105ff               | no length lies between
          list   | 8205 03 0602         | no length lies between
          list   | 8105cfffffffffffffffff | malformed MessagePack
          """)
  void contradictionsAndMalformedBodiesAreRefused(String kind, String hex, String message) {
    Type type = kind.equals("list") ? LIST : TypeCodec.parse(Vectors.bytes("'\"" + kind + "\"'"));
    byte[] body = Vectors.bytes(hex);
    byte[] bytes = new byte[body.length + 3];
    bytes[0] = (byte) 0xc7;
    bytes[1] = (byte) body.length;
    bytes[2] = 12;
    System.arraycopy(body, 0, bytes, 3, body.length);

    assertThatThrownBy(() -> MsgpackCodec.decode(bytes, type))
        .isInstanceOf(CtyException.class)
        .hasMessageContaining(message);
  }

  @Test
  void prefixIsCutAt256BytesBetweenCharacters() {
    Refinement prefix = new Refinement.Prefix(false, "a" + "\u00e9".repeat(200));

    Value decoded =
        MsgpackCodec.decode(
            MsgpackCodec.encode(Value.unknown(Type.STRING, prefix), Type.STRING), Type.STRING);

    assertThat(decoded)
        .isEqualTo(
            Value.unknown(Type.STRING, new Refinement.Prefix(false, "a" + "\u00e9".repeat(127))));
  }

  @Test
  void bodyTooLongForTheHostIsLeftOut() {
    Refinement wide = new Refinement.Range(true, Optional.empty(), bound("1e1500", true));

    assertThat(MsgpackCodec.encode(Value.unknown(Type.NUMBER, wide), Type.NUMBER))
        .isEqualTo(Vectors.bytes("d40000"));
  }

  @Test
  void equalBoundsAreEqualWhateverTheirDigits() {
    assertThat(bound("1.50", true)).isEqualTo(bound("1.5", true));
  }

  @Test
  void eachKindBelongsToItsTypes() {
    Refinement length = new Refinement.Length(false, 1, OptionalLong.empty());
    Refinement range = new Refinement.Range(false, bound("1", true), bound("1", true));

    assertThatThrownBy(() -> Value.unknown(Type.STRING, length)).isInstanceOf(CtyException.class);
    assertThatThrownBy(() -> Value.unknown(LIST, range)).isInstanceOf(CtyException.class);
    assertThatThrownBy(() -> Value.unknown(Type.BOOL, new Refinement.Prefix(true, "a")))
        .isInstanceOf(CtyException.class)
        .hasMessageContaining("bool");
    assertThat(Value.unknown(Type.set(Type.BOOL), length).isUnknown()).isTrue();
    assertThat(Value.unknown(Type.map(Type.BOOL), length).isUnknown()).isTrue();
    assertThat(Value.unknown(Type.NUMBER, range).isUnknown()).isTrue();
  }
}
