package dev.tfpaas.framework.cty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MsgpackReadingTest {
  private static Value decode(String notation, Type type) {
    return MsgpackCodec.decode(Vectors.bytes(notation), type);
  }

  private static Type type(String json) {
    return TypeCodec.parse(Vectors.bytes("'" + json + "'"));
  }

  @ParameterizedTest
  @DisplayName("8.3 #33 any extension with a body of at most one byte is an unknown")
  @ValueSource(
      strings = {
        "d40000",
        "d40001",
        "d405ff",
        "d40c00",
        "d4ff00",
        "c70000",
        "c7010000",
        "c7000c",
        "c8000000",
        "c800010700",
        "c90000000000",
        "c900000001ff00"
      })
  void extensionsAreUnknown(String notation) {
    assertThat(decode(notation, Type.STRING)).isEqualTo(Value.unknown(Type.STRING));
    assertThat(decode(notation, Type.DYNAMIC)).isEqualTo(Value.unknown(Type.DYNAMIC));
    assertThat(decode(notation, Type.list(Type.BOOL)))
        .isEqualTo(Value.unknown(Type.list(Type.BOOL)));
  }

  @ParameterizedTest
  @DisplayName("8.3 #33 refinements behind every extension header")
  @ValueSource(strings = {"c7030c 8101c2", "c800030c 8101c2", "c9000000030c 8101c2"})
  void extensionHeadersOfAllWidths(String notation) {
    assertThat(decode(notation, Type.BOOL))
        .isEqualTo(Value.unknown(Type.BOOL, Refinement.NOT_NULL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          d5000000                   | extension 0 is not an unknown value
          d6ff00000000               | extension -1 is not an unknown value
          c7030d8101c2               | extension 13 is not an unknown value
          c9ffffffff0c               | malformed MessagePack
          c97fffffff0c00             | only 1 bytes follow
          """)
  void otherExtensionsAreRefused(String notation, String message) {
    assertThatThrownBy(() -> decode(notation, Type.BOOL))
        .isInstanceOf(CtyException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refinementsOfMoreThan1024BytesAreRefused() {
    String longest = "c804000c 8107 c503fb" + "00".repeat(1019);
    String longer = "c804010c 8107 c503fc" + "00".repeat(1020);

    assertThat(decode(longest, Type.BOOL)).isEqualTo(Value.unknown(Type.BOOL));
    assertThatThrownBy(() -> decode(longer, Type.BOOL)).hasMessageContaining("1024");
  }

  @ParameterizedTest
  @DisplayName("8.3 #34 integers in all widths, floats 32 and 64, decimal strings")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          05                 | 5
          fb                 | -5
          cc05               | 5
          cd0005             | 5
          ce00000005         | 5
          cf0000000000000005 | 5
          d0fb               | -5
          d1fffb             | -5
          d2fffffffb         | -5
          d3fffffffffffffffb | -5
          cfffffffffffffffff | 18446744073709551615
          ca40a00000         | 5
          ca3dcccccd         | 0.100000001490116119384765625
          cb4014000000000000 | 5
          cb8000000000000000 | 0
          cb3fb999999999999a | 0.1000000000000000055511151231257827021181583404541015625
          a135               | 5
          d90135             | 5
          da000135           | 5
          db0000000135       | 5
          a3 '5.0'           | 5
          a3 '+.5'           | 0.5
          a4 '-5e0'          | -5
          a5 '1E-01'         | 0.1
          """)
  void numbersInEveryForm(String notation, String digits) {
    assertThat(decode(notation, Type.NUMBER).asNumber())
        .isEqualByComparingTo(new BigDecimal(digits));
  }

  @ParameterizedTest
  @DisplayName("8.3 #35 numbers keep their value on the way there and back")
  @ValueSource(
      strings = {
        "0.1",
        "1e30",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "18446744073709551616",
        "1.10",
        "123456789.123456789",
        "-0.5",
        "5e-324",
        "1e308",
        "1e-2048",
        "1e2047"
      })
  void numbersKeepTheirValue(String digits) {
    Value number = Value.number(new BigDecimal(digits));

    Value back = MsgpackCodec.decode(MsgpackCodec.encode(number, Type.NUMBER), Type.NUMBER);

    assertThat(back).isEqualTo(number);
    assertThat(back.asNumber()).isEqualByComparingTo(new BigDecimal(digits));
  }

  @Test
  void smallestFloatIsExact() {
    Value smallest = Value.number(new BigDecimal(Double.MIN_VALUE));

    assertThat(MsgpackCodec.encode(smallest, Type.NUMBER))
        .isEqualTo(Vectors.bytes("cb0000000000000001"));
    assertThat(decode("cb0000000000000001", Type.NUMBER)).isEqualTo(smallest);
  }

  @Test
  void hugeFractionIsText() {
    BigDecimal huge = new BigDecimal(BigInteger.TEN.pow(400)).add(new BigDecimal("0.5"));
    byte[] bytes = MsgpackCodec.encode(Value.number(huge), Type.NUMBER);

    assertThat(bytes[0]).isEqualTo((byte) 0xda);
    assertThat(MsgpackCodec.decode(bytes, Type.NUMBER).asNumber()).isEqualByComparingTo(huge);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a0",
        "a1 'x'",
        "a1 '-'",
        "a3 '1_0'",
        "a3 'Inf'",
        "a3 'NaN'",
        "a2 '1e'",
        "a3 '0x1'",
        "a1 ' '",
        "ab '1e999999999'",
        "ac '1e-999999999'",
        "ad '1e99999999999'",
        "a6 '1e2048'",
        "a7 '1e-2049'",
        "cb7ff0000000000000",
        "cbfff0000000000000",
        "cb7ff8000000000000",
        "ca7f800000",
        "c3",
        "90",
        "80",
        "c40131",
        "a3 d9a5 35",
        "c1"
      })
  void otherNumbersAreRefused(String notation) {
    assertThatThrownBy(() -> decode(notation, Type.NUMBER)).isInstanceOf(CtyException.class);
  }

  @Test
  void endlessDigitsAreRefused() {
    String digits = "9".repeat(65_000);
    String notation = "da" + HexFormat.of().toHexDigits((short) 65_000) + "'" + digits + "'";

    assertThatThrownBy(() -> decode(notation, Type.NUMBER)).hasMessageContaining("2048 digits");
  }

  @Test
  @DisplayName("8.3 #36 the type of a dynamic value is bin, not str")
  void typeOfDynamicIsBin() {
    assertThat(decode("92c408 '\"string\"' a178", Type.DYNAMIC)).isEqualTo(Value.string("x"));
    assertThat(decode("92c50008 '\"string\"' a178", Type.DYNAMIC)).isEqualTo(Value.string("x"));
    assertThatThrownBy(() -> decode("92a8 '\"string\"' a178", Type.DYNAMIC))
        .hasMessageContaining("the type of a dynamic value is required, not fixstr");
  }

  @ParameterizedTest
  @DisplayName("8.3 #36 malformed dynamic values")
  @ValueSource(
      strings = {
        "90", "91c0", "93c408 '\"string\"' c0c0", "a178", "92c409 '\"dynamic\"' c0",
        "92c408 '\"strong\"' c0", "92c408 '\"string' c0", "92c4ff", "92c67fffffff00", "92c0c0"
      })
  void malformedDynamics(String notation) {
    assertThatThrownBy(() -> decode(notation, Type.DYNAMIC)).isInstanceOf(CtyException.class);
  }

  @Test
  @DisplayName("8.3 #36 nested tuple and object in a dynamic value")
  void nestedDynamic() {
    Value nested =
        Value.object(
            Map.of(
                "t", Value.tuple(List.of(Value.object(Map.of("n", Value.nullOf(Type.DYNAMIC))))),
                "u", Value.unknown(Type.DYNAMIC)));

    byte[] bytes = MsgpackCodec.encode(nested, Type.DYNAMIC);

    assertThat(MsgpackCodec.decode(bytes, Type.DYNAMIC)).isEqualTo(nested);
  }

  @Test
  void dynamicElementsMustAgree() {
    Type list = Type.list(Type.DYNAMIC);
    String string = "92c408 '\"string\"' a178";
    String bool = "92c406 '\"bool\"' c3";

    assertThat(decode("93 " + string + "c0" + string, list).type())
        .isEqualTo(Type.list(Type.STRING));
    assertThat(decode("92 d40000 c0", list).type()).isEqualTo(list);
    assertThatThrownBy(() -> decode("92 " + string + bool, list))
        .hasMessage("[1]: all elements must have one type, here string, not bool");
    assertThatThrownBy(() -> decode("92 " + string + bool, Type.set(Type.DYNAMIC)))
        .hasMessageStartingWith("[1]: all elements must have one type");
    assertThatThrownBy(() -> decode("82 a161" + string + "a162" + bool, Type.map(Type.DYNAMIC)))
        .hasMessageStartingWith("[\"b\"]: all elements must have one type");
  }

  @ParameterizedTest
  @DisplayName("8.3 #37 objects with missing, extra or repeated attributes, and other wrong shapes")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ["object",{"a":"bool","b":"bool"}] | 81a161c3         | an object with 2 attributes is required (1 given)
          ["object",{"a":"bool"}]            | 82a161c3a162c3   | an object with 1 attributes is required (2 given)
          ["object",{"a":"bool"}]            | 81a162c3         | b: unsupported attribute
          ["object",{"a":"bool","b":"bool"}] | 82a161c3a161c3   | a: the object has this attribute twice
          ["object",{"a":"bool"}]            | 8101c3           | a string is required, not posfixint
          ["object",{"a":"bool"}]            | 90               | an object is required, not fixarray
          ["object",{"a":["list","bool"]}]   | 81a16192c305     | a[1]: a bool is required, not posfixint
          ["map","bool"]                     | 82a161c3a161c3   | ["a"]: the map has this key twice
          ["map","bool"]                     | 81a16105         | ["a"]: a bool is required
          ["map","bool"]                     | 81c0c3           | a string is required, not nil
          ["map",["set","bool"]]             | 81a1619105       | ["a"][0]: a bool is required
          ["tuple",["bool","bool"]]          | 91c3             | a tuple of 2 elements is required (1 given)
          ["tuple",["bool","string"]]        | 92c3c3           | [1]: a string is required
          ["list","string"]                  | 92a161a1ff       | [1]: the text is not valid UTF-8
          ["list","string"]                  | 80               | a list or set is required, not fixmap
          ["list","string"]                  | 91c40161         | [0]: a string is required, not bin8
          ["list","string"]                  | 91c1             | [0]: a string is required, not never_used
          ["list","string"]                  | dd7fffffff       | 2147483647 announced, but only 0 bytes follow
          ["list","string"]                  | ddffffffffc0     | malformed MessagePack near byte 5
          ["map","string"]                   | dfffffffffa161   | malformed MessagePack near byte 5
          ["map","string"]                   | df7fffffff       | announced
          "string"                           | db7fffffff61     | announced
          "string"                           | dbffffffff61     | malformed
          ["set","string"]                   | 92a161           | [1]: malformed MessagePack near byte 3
          ["set","bool"]                     | 92c3d9           | [1]: a bool is required, not str8
          """)
  void wrongShapesAreRefusedAtTheirPlace(String type, String notation, String message) {
    assertThatThrownBy(() -> decode(notation, type(type)))
        .isInstanceOf(CtyException.class)
        .hasMessageContaining(message);
  }

  @Test
  @DisplayName("8.3 #38 map keys with any Unicode, in NFC")
  void keysAreNormalised() {
    Type map = Type.map(Type.BOOL);

    Value decoded = decode("83 a3 'e\u0301' c3 a4 '\ud83d\ude80' c2 a0 c3", map);

    assertThat(decoded.asMap()).containsOnlyKeys("", "\u00e9", "\ud83d\ude80");
    assertThat(MsgpackCodec.decode(MsgpackCodec.encode(decoded, map), map)).isEqualTo(decoded);
    assertThatThrownBy(() -> decode("82 a3 'e\u0301' c3 a2 '\u00e9' c3", map))
        .hasMessageContaining("the map has this key twice");
  }

  @Test
  @DisplayName("8.3 #39 strings become NFC")
  void stringsAreNormalised() {
    assertThat(decode("a3 'e\u0301'", Type.STRING)).isEqualTo(Value.string("\u00e9"));
    assertThat(decode("a3 '\ufffd'", Type.STRING)).isEqualTo(Value.string("\ufffd"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a1ff", "a2c328", "a3eda080", "a2c080", "a4f4908080", "a1c3"})
  void invalidUtf8IsRefused(String notation) {
    assertThatThrownBy(() -> decode(notation, Type.STRING))
        .hasMessage("the text is not valid UTF-8");
  }

  @Test
  @DisplayName("8.3 #40 sets are equal in any order, and repeated elements become one")
  void setsHaveNoOrder() {
    Type set = Type.set(Type.STRING);

    assertThat(decode("93 a161 a162 a161", set)).isEqualTo(decode("92 a162 a161", set));
    assertThat(decode("92 d40000 d40000", set).asList()).hasSize(2);
  }

  @Test
  void nestingIsBounded() {
    Type type = Type.BOOL;
    for (int i = 0; i < Limits.DEPTH; i++) {
      type = Type.list(type);
    }
    Type deepest = type;
    String bytes = "91".repeat(Limits.DEPTH) + "c3";

    assertThat(MsgpackCodec.encode(decode(bytes, deepest), deepest))
        .isEqualTo(Vectors.bytes(bytes));
    assertThatThrownBy(() -> decode("91" + bytes, Type.list(deepest)))
        .hasMessageContaining("nested more than 256 levels deep");
  }

  @Test
  void nestedDynamicsAreBounded() {
    String tuple = "92c413 '[\"tuple\",[\"dynamic\"]]'".replace("c413", "c415") + "91";
    String bytes = tuple.repeat(Limits.DEPTH) + "92c406 '\"bool\"' c3";

    assertThat(decode(bytes, Type.DYNAMIC).isKnown()).isTrue();
    assertThatThrownBy(() -> decode(tuple.repeat(40_000) + "c0", Type.DYNAMIC))
        .hasMessageContaining("nested more than");
  }

  @Test
  void longListsTakeLittleTime() {
    int size = 100_000;
    byte[] bytes = new byte[size + 5];
    Arrays.fill(bytes, (byte) 0x07);
    System.arraycopy(Vectors.bytes("dd000186a0"), 0, bytes, 0, 5);
    Type list = Type.list(Type.NUMBER);

    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          Value value = MsgpackCodec.decode(bytes, list);
          assertThat(value.asList()).hasSize(size);
          assertThat(MsgpackCodec.encode(value, list)).isEqualTo(bytes);
          assertThat(MsgpackCodec.decode(bytes, Type.set(Type.NUMBER)).asList()).hasSize(1);
        });
  }

  @Test
  void bigTypeWithManyNullsTakesLittleTime() {
    StringBuilder type = new StringBuilder("[\"list\",[\"list\",[\"object\",{");
    for (int i = 0; i < 20_000; i++) {
      type.append(i == 0 ? "" : ",").append("\"a").append(i).append("\":\"bool\"");
    }
    type.append("}]]]");
    String notation =
        "92c6"
            + HexFormat.of().toHexDigits(type.length())
            + "'"
            + type
            + "'"
            + "dd000186a0"
            + "91c0".repeat(100_000);

    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          Value value = decode(notation, Type.DYNAMIC);
          assertThat(value.asList()).hasSize(100_000);
          assertThat(MsgpackCodec.encode(value, Type.DYNAMIC).length).isGreaterThan(200_000);
        });
  }
}
