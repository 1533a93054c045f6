package dev.tfpaas.framework.cty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MsgpackWritingTest {
  private static final Value TRUE = Value.bool(true);

  static Stream<Arguments> misplaced() {
    Type object = Type.object(Map.of("a", Type.BOOL, "b", Type.BOOL));
    Type pair = Type.tuple(List.of(Type.BOOL, Type.BOOL));
    Value bools = Value.list(Type.BOOL, List.of(TRUE));
    return Stream.of(
        Arguments.of(Value.object(Map.of("a", TRUE)), object, "b: the attribute is missing"),
        Arguments.of(
            Value.object(Map.of("a", TRUE, "b", TRUE, "c", TRUE)),
            object,
            "c: unsupported attribute"),
        Arguments.of(
            Value.object(Map.of("a", TRUE, "b", Value.string("x"))),
            object,
            "b: must be bool, not string"),
        Arguments.of(bools, object, "must be object({a=bool,b=bool}), not list(bool)"),
        Arguments.of(TRUE, Type.STRING, "must be string, not bool"),
        Arguments.of(TRUE, Type.NUMBER, "must be number, not bool"),
        Arguments.of(Value.number(1), Type.BOOL, "must be bool, not number"),
        Arguments.of(TRUE, Type.list(Type.BOOL), "must be list(bool), not bool"),
        Arguments.of(bools, Type.set(Type.BOOL), "must be set(bool), not list(bool)"),
        Arguments.of(bools, Type.map(Type.BOOL), "must be map(bool), not list(bool)"),
        Arguments.of(bools, pair, "must be tuple([bool,bool]), not list(bool)"),
        Arguments.of(
            Value.tuple(List.of(TRUE)), pair, "a tuple of 2 elements is required (1 given)"),
        Arguments.of(Value.tuple(List.of(TRUE, Value.number(2))), pair, "[1]: must be bool"),
        Arguments.of(bools, Type.list(Type.STRING), "[0]: must be string, not bool"),
        Arguments.of(
            Value.map(Type.BOOL, Map.of("k", TRUE)),
            Type.map(Type.NUMBER),
            "[\"k\"]: must be number"),
        Arguments.of(Value.nullOf(Type.STRING), Type.BOOL, "must be bool, not string"),
        Arguments.of(Value.unknown(Type.STRING), Type.BOOL, "must be bool, not string"));
  }

  @ParameterizedTest
  @DisplayName("8.3 #37 a value that does not conform is never sent")
  @MethodSource("misplaced")
  void valuesOfAnotherTypeAreRefused(Value value, Type type, String message) {
    assertThatThrownBy(() -> MsgpackCodec.encode(value, type))
        .isInstanceOf(CtyException.class)
        .hasMessageContaining(message);
    assertThatThrownBy(() -> JsonCodec.encode(value, type))
        .isInstanceOf(CtyException.class)
        .hasMessageContaining(message);
  }

  @Test
  void nullsAndUnknownsWithoutTypeGoAnywhere() {
    Type list = Type.list(Type.STRING);

    assertThat(MsgpackCodec.encode(Value.nullOf(Type.DYNAMIC), list))
        .isEqualTo(Vectors.bytes("c0"));
    assertThat(MsgpackCodec.encode(Value.unknown(Type.DYNAMIC), list))
        .isEqualTo(Vectors.bytes("d40000"));
    assertThat(MsgpackCodec.encode(Value.nullOf(list), Type.list(Type.DYNAMIC)))
        .isEqualTo(Vectors.bytes("c0"));
  }

  @Test
  @DisplayName("8.3 #41 null list and empty list stay different, alone and in an object")
  void nullAndEmptyStayDifferent() {
    Type list = Type.list(Type.STRING);
    Type object = Type.object(Map.of("empty", list, "none", list));
    Value value =
        Value.object(
            Map.of("empty", Value.list(Type.STRING, List.of()), "none", Value.nullOf(list)));

    Value back = MsgpackCodec.decode(MsgpackCodec.encode(value, object), object);

    assertThat(back).isEqualTo(value);
    assertThat(back.get("empty")).isNotEqualTo(back.get("none"));
    assertThat(JsonCodec.decode(JsonCodec.encode(value, object), object)).isEqualTo(value);
  }

  @Test
  @DisplayName("8.3 #42 a whole collection or object of blocks may be unknown")
  void wholeCollectionsMayBeUnknown() {
    Type block = Type.object(Map.of("name", Type.STRING));
    for (Type whole :
        List.of(block, Type.list(block), Type.set(block), Type.map(block), Type.DYNAMIC)) {
      Type type = Type.object(Map.of("blocks", whole));
      Value value = Value.object(Map.of("blocks", Value.unknown(whole)));

      byte[] bytes = MsgpackCodec.encode(value, type);

      assertThat(bytes).isEqualTo(Vectors.bytes("81 a6 'blocks' d40000"));
      assertThat(MsgpackCodec.decode(bytes, type)).isEqualTo(value);
    }
  }

  @Test
  void nestingIsBounded() {
    Value value = TRUE;
    for (int i = 0; i <= Limits.DEPTH; i++) {
      value = Value.tuple(List.of(value));
    }
    Value tooDeep = value;

    assertThatThrownBy(() -> MsgpackCodec.encode(tooDeep, Type.DYNAMIC))
        .hasMessageContaining("nested more than 256 levels deep");
    assertThatThrownBy(() -> JsonCodec.encode(tooDeep, Type.DYNAMIC))
        .hasMessageContaining("nested more than 256 levels deep");
  }

  @Test
  void longTextsKeepTheirLength() {
    for (int length : new int[] {31, 32, 255, 256, 600, 65_535, 65_536, 100_000}) {
      Value text = Value.string("\u00e9".repeat(length / 2) + "a".repeat(length % 2));

      byte[] bytes = MsgpackCodec.encode(text, Type.STRING);

      assertThat(MsgpackCodec.decode(bytes, Type.STRING)).isEqualTo(text);
    }
  }

  @Test
  void stateThatWasReadHasItsNumbersAsDigits() {
    Type type = Type.object(Map.of("n", Type.NUMBER, "l", Type.list(Type.NUMBER)));
    Value value =
        Value.object(
            Map.of("n", Value.number(30), "l", Value.list(Type.NUMBER, List.of(Value.number(1)))));

    byte[] bytes = MsgpackCodec.encodeAsStored(value, type);

    assertThat(MsgpackCodec.decode(bytes, type)).isEqualTo(value);
    assertThat(bytes).containsExactly(0x82, 0xa1, 'l', 0x91, 0xa1, '1', 0xa1, 'n', 0xa2, '3', '0');
  }
}
