package dev.tfpaas.framework.cty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValueTest {
  private static final Value A = Value.string("a");
  private static final Value B = Value.string("b");
  private static final Value LIST = Value.list(Type.STRING, List.of(A, B));
  private static final Value MAP = Value.map(Type.STRING, Map.of("k", A));
  private static final Value OBJECT = Value.object(Map.of("list", LIST, "map", MAP));

  static List<Value> oneOfEachKind() {
    return List.of(
        A,
        Value.number(1),
        Value.bool(true),
        LIST,
        Value.set(Type.STRING, List.of(A)),
        MAP,
        OBJECT,
        Value.tuple(List.of(A, Value.number(1))),
        Value.nullOf(Type.STRING),
        Value.unknown(Type.STRING));
  }

  @Test
  void typesAreReported() {
    assertThat(oneOfEachKind().stream().map(value -> value.type().toString()))
        .containsExactly(
            "string",
            "number",
            "bool",
            "list(string)",
            "set(string)",
            "map(string)",
            "object({list=list(string),map=map(string)})",
            "tuple([string,number])",
            "string",
            "string");
  }

  @Test
  void textShowsTheContent() {
    assertThat(oneOfEachKind().toString())
        .isEqualTo(
            "[\"a\", 1, true, [\"a\", \"b\"], set[\"a\"], {k=\"a\"}, {list=[\"a\", \"b\"],"
                + " map={k=\"a\"}}, [\"a\", 1], null, unknown]");
  }

  @ParameterizedTest
  @MethodSource("oneOfEachKind")
  void eachConversionTakesOnlyItsKinds(Value value) {
    List<Consumer<Value>> conversions =
        List.of(
            Value::asString,
            Value::asNumber,
            Value::asLong,
            Value::asBool,
            Value::asList,
            Value::asMap);

    long taken = conversions.stream().filter(conversion -> succeeds(conversion, value)).count();

    long expected = value.isKnown() ? (value instanceof Value.NumberValue ? 2 : 1) : 0;
    assertThat(taken).isEqualTo(expected);
  }

  private static boolean succeeds(Consumer<Value> conversion, Value value) {
    try {
      conversion.accept(value);
      return true;
    } catch (CtyException e) {
      assertThat(e).hasMessageContaining("is required, this is");
      return false;
    }
  }

  @Test
  void optionalConversionsAreEmptyForNullOnly() {
    Value none = Value.nullOf(Type.DYNAMIC);
    assertThat(
            Stream.of(
                none.optionalString(),
                none.optionalBool(),
                none.optionalList(),
                none.optionalMap()))
        .allMatch(Optional::isEmpty);

    assertThat(A.optionalString()).contains("a");
    assertThat(Value.bool(true).optionalBool()).contains(true);
    assertThat(LIST.optionalList()).contains(List.of(A, B));
    assertThat(MAP.optionalMap()).contains(MAP.asMap());
    assertThatThrownBy(() -> Value.unknown(Type.STRING).optionalString())
        .isInstanceOf(CtyException.class)
        .hasMessage("a string is required, this is unknown");
  }

  @Test
  void longsAreExact() {
    assertThat(Value.number(new BigDecimal("1.20e1")).asLong()).isEqualTo(12);
    assertThat(Value.number(Long.MIN_VALUE).asLong()).isEqualTo(Long.MIN_VALUE);
    assertThatThrownBy(() -> Value.number(new BigDecimal("1.5")).asLong())
        .isInstanceOf(CtyException.class);
    assertThatThrownBy(() -> Value.number(new BigDecimal("9223372036854775808")).asLong())
        .isInstanceOf(CtyException.class);
  }

  @Test
  void equalNumbersAreEqual() {
    Value one = Value.number(1);

    assertThat(Value.number(new BigDecimal("1.00"))).isEqualTo(one).hasSameHashCodeAs(one);
    assertThat(Value.number(new BigDecimal("1e2")).asNumber()).hasToString("100");
    assertThat(Value.number(new BigDecimal("0e9999999"))).isEqualTo(Value.number(0));
    assertThatThrownBy(() -> Value.number(new BigDecimal("1e2048")))
        .isInstanceOf(CtyException.class);
  }

  @Test
  @DisplayName("8.3 #39 strings and keys become NFC, whoever makes them")
  void textIsNormalised() {
    assertThat(Value.string("e\u0301")).isEqualTo(Value.string("\u00e9"));
    assertThat(Value.string("\ud83d\ude80e\u0301").asString()).isEqualTo("\ud83d\ude80\u00e9");
    assertThat(Value.map(Type.STRING, Map.of("e\u0301", A)).get("e\u0301")).isEqualTo(A);
    assertThat(Value.object(Map.of("\u00e9", A)).get("e\u0301")).isEqualTo(A);
    for (String broken : List.of("\ud83d", "x\ud83dy", "\ude80", "\ud83d\ud83d")) {
      assertThatThrownBy(() -> Value.string(broken)).hasMessage("the text is not valid Unicode");
    }
    assertThatThrownBy(() -> Value.map(Type.STRING, Map.of("\u00e9", A, "e\u0301", A)))
        .isInstanceOf(CtyException.class);
  }

  @Test
  @DisplayName("8.3 #40 sets are equal whatever the order")
  void setsHaveNoOrder() {
    Value set = Value.set(Type.STRING, List.of(A, B, A));

    assertThat(set).isEqualTo(Value.set(Type.STRING, List.of(B, A)));
    assertThat(set.asList()).containsExactly(A, B);
    assertThat(set).isNotEqualTo(Value.list(Type.STRING, List.of(A, B)));
  }

  @Test
  @DisplayName("8.3 #40 sets of objects with unknown parts keep every element")
  void unknownElementsAreNotMerged() {
    Value part = Value.object(Map.of("a", Value.unknown(Type.STRING)));
    Value whole = Value.object(Map.of("a", A));
    Type type = part.type();

    Value set = Value.set(type, List.of(part, whole, part, whole));

    assertThat(set.asList()).containsExactly(whole, part, part);
    assertThat(set).isEqualTo(Value.set(type, List.of(whole, part, whole, part)));
  }

  @Test
  @DisplayName("8.3 #41 null list, empty list and absent attribute are three things")
  void nullEmptyAndAbsentDiffer() {
    Value empty = Value.list(Type.STRING, List.of());
    Value none = Value.nullOf(Type.list(Type.STRING));
    Value object = Value.object(Map.of("empty", empty, "none", none));

    assertThat(empty).isNotEqualTo(none);
    assertThat(object.get("empty").asList()).isEmpty();
    assertThat(object.get("none").isNull()).isTrue();
    assertThatThrownBy(() -> object.get("absent"))
        .isInstanceOf(CtyException.class)
        .hasMessage("absent: the object has no such attribute");
  }

  @Test
  void knownNullAndUnknownExcludeEachOther() {
    Value none = Value.nullOf(Type.STRING);
    Value unknown = Value.unknown(Type.STRING);

    assertThat(List.of(none.isNull(), none.isUnknown(), none.isKnown()))
        .containsExactly(true, false, false);
    assertThat(List.of(unknown.isNull(), unknown.isUnknown(), unknown.isKnown()))
        .containsExactly(false, true, false);
    assertThat(List.of(A.isNull(), A.isUnknown(), A.isKnown())).containsExactly(false, false, true);
  }

  @Test
  void whollyKnownLooksInside() {
    Value unknown = Value.unknown(Type.STRING);

    assertThat(oneOfEachKind().stream().filter(value -> !value.isWhollyKnown()))
        .containsExactly(unknown);
    assertThat(
            Stream.of(
                Value.list(Type.STRING, List.of(A, unknown)),
                Value.set(Type.STRING, List.of(unknown)),
                Value.tuple(List.of(Value.tuple(List.of(unknown)))),
                Value.map(Type.STRING, Map.of("k", unknown)),
                Value.object(Map.of("a", unknown))))
        .noneMatch(Value::isWhollyKnown)
        .allMatch(Value::isKnown);
  }

  @Test
  void partsAreReachedByName() {
    assertThat(OBJECT.get("map").get("k")).isEqualTo(A);
    assertThatThrownBy(() -> MAP.get("x")).hasMessage("[\"x\"]: the map has no such key");
    assertThatThrownBy(() -> LIST.get("x"))
        .hasMessage("a map or object is required, this is a list");
    assertThatThrownBy(() -> Value.nullOf(OBJECT.type()).get("map"))
        .hasMessage("a map or object is required, this is null");
  }

  @Test
  void pathsLeadToPartsOrNowhere() {
    Path root = Path.root();
    Value set = Value.set(Type.STRING, List.of(B, A));
    Value all = Value.object(Map.of("o", OBJECT, "s", set, "t", Value.tuple(List.of(A, MAP))));

    assertThat(all.at(root)).contains(all);
    assertThat(all.at(root.attribute("o").attribute("list").index(1))).contains(B);
    assertThat(all.at(root.attribute("t").index(1).key("k"))).contains(A);
    assertThat(all.at(root.attribute("s").index(0))).contains(A);
    for (Path nowhere :
        List.of(
            root.attribute("x"),
            root.key("o"),
            root.index(0),
            root.attribute("t").index(2),
            root.attribute("t").index(-1),
            root.attribute("t").attribute("k"),
            root.attribute("t").index(1).key("x"),
            root.attribute("t").index(0).index(0))) {
      assertThat(all.at(nowhere)).as(nowhere.toString()).isEmpty();
    }
    assertThat(Value.nullOf(LIST.type()).at(root.index(0))).isEmpty();
    assertThat(MAP.at(root.index(0))).isEmpty();
  }

  @Test
  void objectsAreChangedIntoNewOnes() {
    Value changed = OBJECT.with("list", A);

    assertThat(changed.get("list")).isEqualTo(A);
    assertThat(changed.get("map")).isEqualTo(MAP);
    assertThat(OBJECT.get("list")).isEqualTo(LIST);
    assertThatThrownBy(() -> OBJECT.with("lists", A)).hasMessageStartingWith("lists:");
    assertThatThrownBy(() -> MAP.with("k", A)).hasMessage("an object is required, this is a map");
  }

  @Test
  void valuesCopyWhatTheyAreGiven() {
    Map<String, Value> given = new HashMap<>(Map.of("a", A));
    Value object = Value.object(given);

    given.put("b", B);

    assertThat(object.asMap()).containsOnlyKeys("a");
    assertThatThrownBy(() -> object.asMap().put("b", B))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> LIST.asList().add(A))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void elementsHaveTheElementType() {
    assertThatThrownBy(() -> Value.list(Type.STRING, List.of(A, Value.number(1))))
        .hasMessage("[1]: all elements must have one type, here string, not number");
    assertThatThrownBy(() -> Value.list(Type.NUMBER, List.of(A)))
        .hasMessage("[0]: must be number, not string");
    assertThatThrownBy(() -> Value.map(Type.NUMBER, Map.of("k", A)))
        .hasMessage("[\"k\"]: must be number, not string");
    assertThatThrownBy(() -> Value.set(Type.list(Type.NUMBER), List.of(LIST)))
        .hasMessage("[0]: must be list(number), not list(string)");
  }

  @ParameterizedTest
  @MethodSource("oneOfEachKind")
  void elementsOfEveryKindAreCompared(Value element) {
    for (Value other : oneOfEachKind()) {
      boolean same = element.type().equals(other.type());
      boolean accepted = succeeds(List.of(element, other));
      assertThat(accepted).as("%s beside %s", element, other).isEqualTo(same);
    }
  }

  private static boolean succeeds(List<Value> elements) {
    try {
      return Value.list(Type.DYNAMIC, elements).asList().size() == elements.size();
    } catch (CtyException e) {
      return false;
    }
  }

  @Test
  void structuresAreComparedPartByPart() {
    Value object = Value.object(Map.of("a", A));
    Value pair = Value.tuple(List.of(A, B));
    for (Value other :
        List.of(
            Value.object(Map.of("b", A)),
            Value.object(Map.of("a", Value.number(1))),
            Value.object(Map.of("a", A, "b", B)))) {
      assertThat(succeeds(List.of(object, other))).isFalse();
    }
    assertThat(succeeds(List.of(pair, Value.tuple(List.of(A))))).isFalse();
    assertThat(succeeds(List.of(pair, Value.tuple(List.of(A, Value.number(1)))))).isFalse();
    assertThat(succeeds(List.of(pair, Value.tuple(List.of(B, A))))).isTrue();
  }

  @Test
  void dynamicElementTypeBecomesTheRealOne() {
    Value untyped = Value.nullOf(Type.DYNAMIC);

    assertThat(Value.list(Type.DYNAMIC, List.of(untyped, A)).type()).isEqualTo(LIST.type());
    assertThat(Value.list(Type.DYNAMIC, List.of(untyped)).type())
        .isEqualTo(Type.list(Type.DYNAMIC));
    assertThat(Value.list(Type.DYNAMIC, List.of()).type()).isEqualTo(Type.list(Type.DYNAMIC));
    assertThat(Value.list(Type.STRING, List.of(untyped, A)).type()).isEqualTo(LIST.type());
  }

  @Test
  void elementsWithoutTypeLeaveTheDeclaredOne() {
    List<Value> untyped = List.of(Value.nullOf(Type.DYNAMIC), Value.unknown(Type.DYNAMIC));

    assertThat(Value.list(Type.STRING, untyped).type()).isEqualTo(LIST.type());
    assertThat(Value.set(Type.STRING, untyped).type()).isEqualTo(Type.set(Type.STRING));
    assertThat(MsgpackCodec.encode(Value.list(Type.STRING, untyped), LIST.type()))
        .isEqualTo(Vectors.bytes("92 c0 d40000"));
  }

  @Test
  void unknownsDifferByRefinement() {
    Value plain = Value.unknown(Type.STRING);

    assertThat(plain).isEqualTo(Value.unknown(Type.STRING, Refinement.NONE));
    assertThat(plain).isNotEqualTo(Value.unknown(Type.STRING, Refinement.NOT_NULL));
  }
}
