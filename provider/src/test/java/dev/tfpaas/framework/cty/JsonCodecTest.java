package dev.tfpaas.framework.cty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JsonCodecTest {
  private static final Type STATE =
      Type.object(
          Map.of(
              "id",
              Type.STRING,
              "size",
              Type.NUMBER,
              "tags",
              Type.map(Type.STRING),
              "zones",
              Type.set(Type.STRING)));

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Value decode(String json, Type type) {
    return JsonCodec.decode(utf8(json), type);
  }

  private static String encode(Value value, Type type) {
    return new String(JsonCodec.encode(value, type), StandardCharsets.UTF_8);
  }

  static Stream<Vectors.Vector> knownVectors() {
    return Vectors.all().filter(vector -> vector.value().isWhollyKnown());
  }

  static Stream<Vectors.Vector> unknownVectors() {
    return Vectors.all().filter(vector -> !vector.value().isWhollyKnown());
  }

  @ParameterizedTest
  @MethodSource("knownVectors")
  void knownValuesTravelBothWays(Vectors.Vector vector) {
    byte[] json = JsonCodec.encode(vector.value(), vector.type());

    assertThat(JsonCodec.decode(json, vector.type())).isEqualTo(vector.value());
  }

  @ParameterizedTest
  @MethodSource("unknownVectors")
  void unknownValuesAreRefused(Vectors.Vector vector) {
    assertThatThrownBy(() -> JsonCodec.encode(vector.value(), vector.type()))
        .isInstanceOf(CtyException.class)
        .hasMessageContaining("an unknown value cannot be written as JSON");
  }

  @Test
  void unknownIsReportedAtItsPlace() {
    Value value =
        Value.object(
            Map.of(
                "a",
                Value.tuple(List.of(Value.map(Type.BOOL, Map.of("k", Value.unknown(Type.BOOL)))))));

    assertThatThrownBy(() -> JsonCodec.encode(value, Type.DYNAMIC))
        .hasMessageStartingWith("a[0][\"k\"]: an unknown value");
  }

  @Test
  @DisplayName("8.3 #43 indentation, exponents and absent attributes")
  void stateIsReadAsItIsStored() {
    Value state =
        decode(
            """
            {
              "zones": [ "b", "a" ],
              "size": 1.5E+3,
              "id": "e\\u0301\\ud83d\\ude80"
            }
            """,
            STATE);

    assertThat(state.get("size")).isEqualTo(Value.number(1500));
    assertThat(state.get("id").asString()).isEqualTo("\u00e9\ud83d\ude80");
    assertThat(state.get("tags")).isEqualTo(Value.nullOf(Type.map(Type.STRING)));
    assertThat(state.get("zones")).isEqualTo(decode("[\"a\",\"b\"]", Type.set(Type.STRING)));
  }

  @Test
  @DisplayName("8.3 #43 extra attributes are refused, or dropped on request")
  void extraAttributes() {
    String json = "{\"id\":\"x\",\"old\":{\"id\":[1,{}]},\"size\":2}";

    Value state = JsonCodec.decodeDroppingExtraAttributes(utf8(json), STATE);

    assertThat(state.get("size").asLong()).isEqualTo(2);
    assertThat(state.asMap()).containsOnlyKeys("id", "size", "tags", "zones");
    assertThatThrownBy(() -> decode(json, STATE)).hasMessage("old: unsupported attribute");
  }

  @Test
  void extraAttributesAreDroppedAtAnyDepth() {
    Type type = Type.list(Type.object(Map.of("a", Type.BOOL)));

    Value value = JsonCodec.decodeDroppingExtraAttributes(utf8("[{\"b\":1,\"a\":true}]"), type);

    assertThat(value).isEqualTo(decode("[{\"a\":true}]", type));
  }

  @ParameterizedTest
  @CsvSource({"0.1", "1e30", "9223372036854775808", "1.10", "-1E-7", "\"0.1\"", "\"12\"", "1e308"})
  @DisplayName("8.3 #35 JSON numbers keep their value")
  void numbersKeepTheirDigits(String json) {
    Value number = decode(json, Type.NUMBER);

    assertThat(number.asNumber()).isEqualByComparingTo(new BigDecimal(json.replace("\"", "")));
    assertThat(decode(encode(number, Type.NUMBER), Type.NUMBER)).isEqualTo(number);
  }

  @Test
  @DisplayName("8.3 #38 map keys with any Unicode, escaped or not, in NFC")
  void keysAreNormalised() {
    Type map = Type.map(Type.BOOL);

    Value value =
        decode("{\"\\ud83d\\ude80\":true,\"e\\u0301\":true,\"\u65e5\":true,\"\":false}", map);

    assertThat(value.asMap()).containsOnlyKeys("\ud83d\ude80", "\u00e9", "\u65e5", "");
    assertThatThrownBy(() -> decode("{\"e\\u0301\":true,\"\u00e9\":true}", map))
        .hasMessageContaining("the map has this key twice");
  }

  @Test
  void numbersAreWrittenPlainly() {
    assertThat(encode(Value.number(new BigDecimal("1e3")), Type.NUMBER)).isEqualTo("1000");
    assertThat(encode(Value.number(new BigDecimal("1e-9")), Type.NUMBER)).isEqualTo("0.000000001");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "string"                | ``                    | a string is required, not the end
          "string"                | 1                     | a string is required, not a number
          "string"                | "\\ud800"             | the text is not valid Unicode
          "string"                | "a" "b"               | more JSON follows the value
          "string"                | "a"]                  | malformed JSON near line 1, column 4
          "string"                | hunter2               | malformed JSON near line 1
          "number"                | true                  | a number is required, not a bool
          "number"                | "x"                   | the text is not a decimal number
          "number"                | 1e999999999           | a number has at most 2048 digits
          "number"                | 1e-999999999          | a number has at most 2048 decimals
          "number"                | 01                    | malformed JSON
          "number"                | NaN                   | malformed JSON
          "number"                | ``                    | a number is required, not the end
          "bool"                  | "true"                | a bool is required, not a string
          "bool"                  | []                    | a bool is required, not an array
          "bool"                  | ``                    | a bool is required, not the end
          ["list","bool"]         | {}                    | an array is required, not an object
          ["list","bool"]         | [true,1]              | [1]: a bool is required, not a number
          ["list","bool"]         | [true                 | malformed JSON
          ["list","bool"]         | [true,]               | malformed JSON
          ["map","bool"]          | []                    | a JSON object is required, not an array
          ["map","bool"]          | {"a":1}               | ["a"]: a bool is required
          ["map","bool"]          | {"a":true,"a":true}   | ["a"]: the map has this key twice
          ["map","bool"]          | {"\\ud800":true}      | malformed JSON
          ["object",{"a":"bool"}] | []                    | a JSON object is required
          ["object",{"a":"bool"}] | {"a":1}               | a: a bool is required
          ["object",{"a":"bool"}] | {"a":null,"a":null}   | a: the object has this attribute twice
          ["object",{"a":"bool"}] | {"b":1}               | b: unsupported attribute
          ["tuple",["bool"]]      | {}                    | an array is required
          ["tuple",["bool"]]      | []                    | a tuple of 1 elements is required (0 given)
          ["tuple",["bool"]]      | [true,true]           | a tuple of 1 elements is required (more given)
          ["list","dynamic"]      | [1]                   | [0]: a JSON object of type and value is required
          ["list","dynamic"]      | [{"type":"bool","value":true},{"type":"string","value":""}] | [1]: all elements must have one type
          ["set","dynamic"]       | [{"type":"bool","value":true},{"type":"string","value":""}] | [1]: all elements must have one type
          ["map","dynamic"]       | {"a":{"type":"bool","value":true},"b":{"type":"string","value":""}} | ["b"]: all elements must have one type
          "dynamic"               | {}                    | exactly a type and a value
          "dynamic"               | {"type":"bool"}       | exactly a type and a value
          "dynamic"               | {"value":true}        | exactly a type and a value
          "dynamic"               | {"type":"bool","value":true,"x":1}           | exactly a type and a value
          "dynamic"               | {"type":"bool","type":"bool","value":true}   | exactly a type and a value
          "dynamic"               | {"type":"bool","value":true,"value":true}    | exactly a type and a value
          "dynamic"               | {"value":true,"value":true,"type":"bool"}    | exactly a type and a value
          "dynamic"               | {"type":"dynamic","value":null}              | name a type other than dynamic
          "dynamic"               | {"type":"bool","value":1}                    | a bool is required, not a number
          "dynamic"               | {"value":1,"type":"bool"}                    | a bool is required, not a number
          "dynamic"               | {"value":[1],"type":["list","bool"]}         | [0]: a bool is required
          "dynamic"               | {"type":5,"value":1}                         | a type is required, not a number
          """)
  void anythingElseIsRefusedAtItsPlace(String type, String json, String message) {
    assertThatThrownBy(() -> decode(json, TypeCodec.parse(utf8(type))))
        .isInstanceOf(CtyException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void invalidUtf8IsRefused() {
    assertThatThrownBy(() ->
            JsonCodec.decode(
                new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}, Type.STRING))
        .hasMessage("the text is not valid UTF-8");
  }

  @Test
  @DisplayName("8.3 #36 dynamic values in JSON, type first or last, nested")
  void dynamicsInEitherOrder() {
    Type type = Type.list(Type.DYNAMIC);
    Value expected =
        Value.list(
            Type.DYNAMIC,
            List.of(Value.nullOf(Type.DYNAMIC), Value.string("\u00fcx"), Value.string("y")));

    assertThat(
            decode(
                """
                [ null, {"value": "\u00fcx", "type": "string"}, {"type": "string", "value": "y"} ]
                """,
                type))
        .isEqualTo(expected);
    assertThat(encode(expected, type))
        .isEqualTo(
            "[null,{\"type\":\"string\",\"value\":\"\u00fcx\"},{\"type\":\"string\",\"value\":\"y\"}]");
  }

  @Test
  void dynamicInsideDynamicWithValueFirst() {
    String json =
        """
        {"value": {"a": {"value": [{"value": 1, "type": "number"}, null], "type": ["tuple", ["dynamic", "bool"]]}},
         "type": ["object", {"a": "dynamic"}]}
        """;

    assertThat(decode(json, Type.DYNAMIC))
        .isEqualTo(
            Value.object(
                Map.of("a", Value.tuple(List.of(Value.number(1), Value.nullOf(Type.BOOL))))));
  }

  @Test
  void nestingIsBounded() {
    Type type = Type.BOOL;
    for (int i = 0; i < Limits.DEPTH; i++) {
      type = Type.list(type);
    }
    Type deepest = type;
    String json = "[".repeat(Limits.DEPTH) + "true" + "]".repeat(Limits.DEPTH);

    assertThat(encode(decode(json, deepest), deepest)).isEqualTo(json);
    assertThatThrownBy(() -> decode("[" + json + "]", Type.list(deepest)))
        .hasMessageContaining("nested more than 256 levels deep");
    assertThatThrownBy(() ->
            JsonCodec.decodeDroppingExtraAttributes(utf8("{\"x\":" + "[".repeat(100_000)), STATE))
        .isInstanceOf(CtyException.class);
  }

  @Test
  void nestedDynamicsAreWrittenAtTheLimit() {
    Value value = Value.nullOf(Type.DYNAMIC);
    for (int i = 0; i < Limits.DEPTH; i++) {
      value = Value.tuple(List.of(value));
    }

    assertThat(decode(encode(value, Type.DYNAMIC), Type.DYNAMIC)).isEqualTo(value);
  }

  @Test
  void jsonCutAnywhereFails() {
    byte[] json = utf8("{\"id\":\"x\",\"size\":12,\"tags\":{\"a\":\"b\"},\"zones\":[\"a\"]}");

    for (int length = 0; length < json.length; length++) {
      byte[] cut = Arrays.copyOf(json, length);
      assertThatThrownBy(() -> JsonCodec.decode(cut, STATE))
          .as("cut to %d bytes", length)
          .isInstanceOf(CtyException.class);
    }
  }
}
