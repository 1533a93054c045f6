package dev.tfpaas.framework.cty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeTest {
  private static Type parse(String json) {
    return TypeCodec.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "string"                                             | string
          "number"                                             | number
          "bool"                                               | bool
          "dynamic"                                            | dynamic
          ["list","string"]                                    | list(string)
          ["set",["object",{"a":"bool"}]]                      | set(object({a=bool}))
          ["map","number"]                                     | map(number)
          ["object",{"name":"string","size":["list","bool"]}]  | object({name=string,size=list(bool)})
          ["object",{}]                                        | object({})
          ["tuple",["string","number"]]                        | tuple([string,number])
          ["tuple",[]]                                         | tuple([])
          """)
  void jsonAndNotation(String json, String notation) {
    Type type = parse(json);

    assertThat(type).hasToString(notation);
    assertThat(new String(TypeCodec.encode(type), StandardCharsets.UTF_8)).isEqualTo(json);
  }

  @Test
  void namesAreQuoted() {
    Type type = Type.object(Map.of("a\"\\\n\u00e9", Type.BOOL));
    byte[] json = TypeCodec.encode(type);

    assertThat(new String(json, StandardCharsets.UTF_8))
        .isEqualTo("[\"object\",{\"a\\\"\\\\\\u000a\u00e9\":\"bool\"}]");
    assertThat(TypeCodec.parse(json)).isEqualTo(type);
  }

  @Test
  void whiteSpaceAndKeyOrderDoNotMatterAndOutputIsSorted() {
    Type type = parse(" [ \"object\" , { \"b\" : \"string\" ,\n \"a\" : \"bool\" } ] ");

    assertThat(type).isEqualTo(Type.object(Map.of("a", Type.BOOL, "b", Type.STRING)));
    assertThat(new String(TypeCodec.encode(type), StandardCharsets.UTF_8))
        .isEqualTo("[\"object\",{\"a\":\"bool\",\"b\":\"string\"}]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "1",
        "{}",
        "[]",
        "[1]",
        "\"text\"",
        "\"string\" 1",
        "\"string",
        "[\"list\"]",
        "[\"list\",\"string\",\"string\"]",
        "[\"bag\",\"string\"]",
        "[\"object\",[]]",
        "[\"object\",{\"a\":\"bool\"},[\"a\"]]",
        "[\"object\",{\"a\":\"bool\",\"a\":\"bool\"}]",
        "[\"object\",{\"\\ud800\":\"bool\"}]",
        "[\"tuple\",{}]",
        "[\"tuple\",[\"string\"",
        "[\"tuple\",[null]]",
        "[\"list\",\"string\"]]",
      })
  void anythingElseIsRefused(String json) {
    assertThatThrownBy(() -> parse(json)).isInstanceOf(CtyException.class);
  }

  @Test
  void invalidUtf8IsRefused() {
    assertThatThrownBy(() -> TypeCodec.parse(new byte[] {'"', (byte) 0xC3, '"'}))
        .isInstanceOf(CtyException.class)
        .hasMessage("the text is not valid UTF-8");
  }

  @Test
  void nestingIsBounded() {
    int levels = Limits.DEPTH;
    String deepest = "[\"list\",".repeat(levels) + "\"bool\"" + "]".repeat(levels);

    assertThat(TypeCodec.encode(parse(deepest))).hasSize(deepest.length());
    for (int more : new int[] {levels + 1, 100_000}) {
      String deeper = "[\"list\",".repeat(more) + "\"bool\"" + "]".repeat(more);
      assertThatThrownBy(() -> parse(deeper)).isInstanceOf(CtyException.class);
    }
  }

  @Test
  void malformedTextIsNotQuoted() {
    assertThatThrownBy(() -> parse("[\"list\", hunter2]"))
        .hasMessageContaining("malformed JSON near line 1")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  @Test
  void conformanceLooksOnlyAtWhatIsNotDynamic() {
    Type.TupleOf pair = new Type.TupleOf(List.of(Type.BOOL, Type.STRING));

    assertThat(Type.conforms(pair, Type.DYNAMIC)).isTrue();
    assertThat(Type.conforms(pair, Type.tuple(List.of(Type.DYNAMIC, Type.STRING)))).isTrue();
    assertThat(Type.conforms(pair, Type.tuple(List.of(Type.STRING, Type.STRING)))).isFalse();
    assertThat(Type.conforms(pair, Type.tuple(List.of(Type.BOOL)))).isFalse();
    assertThat(Type.conforms(pair, Type.STRING)).isFalse();
  }

  @Test
  void collectionsConformByElement() {
    assertThat(Type.conforms(Type.list(Type.BOOL), Type.list(Type.DYNAMIC))).isTrue();
    assertThat(Type.conforms(Type.set(Type.BOOL), Type.set(Type.DYNAMIC))).isTrue();
    assertThat(Type.conforms(Type.map(Type.BOOL), Type.map(Type.DYNAMIC))).isTrue();
    assertThat(Type.conforms(Type.list(Type.BOOL), Type.list(Type.NUMBER))).isFalse();
    assertThat(Type.conforms(Type.list(Type.BOOL), Type.set(Type.BOOL))).isFalse();
    assertThat(Type.conforms(Type.list(Type.BOOL), Type.map(Type.BOOL))).isFalse();
    assertThat(Type.conforms(Type.set(Type.BOOL), Type.list(Type.BOOL))).isFalse();
    assertThat(Type.conforms(Type.BOOL, Type.tuple(List.of()))).isFalse();
  }

  @Test
  void objectsConformByAttribute() {
    Type own = Type.object(Map.of("a", Type.BOOL));

    assertThat(Type.conforms(own, Type.object(Map.of("a", Type.DYNAMIC)))).isTrue();
    assertThat(Type.conforms(own, Type.object(Map.of("a", Type.STRING)))).isFalse();
    assertThat(Type.conforms(own, Type.object(Map.of("b", Type.BOOL)))).isFalse();
    assertThat(Type.conforms(Type.BOOL, own)).isFalse();
  }

  @Test
  void namesThatNormaliseToTheSameAreRefused() {
    assertThatThrownBy(() -> Type.object(Map.of("\u00e9", Type.BOOL, "e\u0301", Type.BOOL)))
        .isInstanceOf(CtyException.class);
  }
}
