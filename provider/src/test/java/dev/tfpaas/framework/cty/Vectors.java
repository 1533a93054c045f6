package dev.tfpaas.framework.cty;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Values with their bytes, as Terraform 1.11.4 puts them on the wire (go-cty's msgpack package).
/// Written in hexadecimal, texts in single quotes.
final class Vectors {
  private Vectors() {}

  /// A value where `type` is declared, and its bytes.
  record Vector(String name, Type type, Value value, String notation) {
    byte[] bytes() {
      return Vectors.bytes(notation);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /// Hexadecimal digits, with texts in single quotes and white space ignored.
  static byte[] bytes(String notation) {
    StringBuilder hex = new StringBuilder();
    String[] parts = notation.split("'", -1);
    for (int i = 0; i < parts.length; i++) {
      hex.append(
          i % 2 == 0
              ? parts[i].replace(" ", "")
              : HexFormat.of().formatHex(parts[i].getBytes(StandardCharsets.UTF_8)));
    }
    return HexFormat.of().parseHex(hex);
  }

  static Stream<Vector> all() {
    return Stream.of(numbers(), unknowns(), dynamics(), structures()).flatMap(List::stream);
  }

  private static Vector number(String digits, String notation) {
    return new Vector(digits, Type.NUMBER, Value.number(new BigDecimal(digits)), notation);
  }

  private static List<Vector> numbers() {
    return List.of(
        number("0", "00"),
        number("127", "7f"),
        number("128", "cc80"),
        number("255", "ccff"),
        number("256", "cd0100"),
        number("4294967296", "cf0000000100000000"),
        number("9223372036854775807", "cf7fffffffffffffff"),
        number("9223372036854775808", "b3 '9223372036854775808'"),
        number("-1", "ff"),
        number("-32", "e0"),
        number("-33", "d0df"),
        number("-129", "d1ff7f"),
        number("-9223372036854775808", "d38000000000000000"),
        number("1.5", "cb3ff8000000000000"),
        number("0.25", "cb3fd0000000000000"),
        number("0.1", "a3 '0.1'"),
        number("1e30", "bf '1000000000000000000000000000000'"),
        number("123456789012345678901234567890.5", "d920 '123456789012345678901234567890.5'"));
  }

  private static List<Vector> unknowns() {
    Refinement prefix = new Refinement.Prefix(true, "pre-");
    Refinement range =
        new Refinement.Range(
            true,
            Optional.of(new Refinement.Bound(BigDecimal.ZERO, true)),
            Optional.of(new Refinement.Bound(BigDecimal.valueOf(Long.MAX_VALUE), true)));
    return List.of(
        new Vector("unknown string", Type.STRING, Value.unknown(Type.STRING), "d40000"),
        new Vector(
            "unknown list", Type.list(Type.BOOL), Value.unknown(Type.list(Type.BOOL)), "d40000"),
        new Vector(
            "prefix", Type.STRING, Value.unknown(Type.STRING, prefix), "c7090c 8201c202a4 'pre-'"),
        new Vector(
            "range",
            Type.NUMBER,
            Value.unknown(Type.NUMBER, range),
            "c7130c 8301c2 039200c3 0492cf7fffffffffffffffc3"));
  }

  private static List<Vector> dynamics() {
    return List.of(
        new Vector(
            "dynamic string", Type.DYNAMIC, Value.string("rtr"), "92c408 '\"string\"' a3 'rtr'"),
        new Vector(
            "dynamic unknown string",
            Type.DYNAMIC,
            Value.unknown(Type.STRING),
            "92c408 '\"string\"' d40000"),
        new Vector(
            "dynamic null string",
            Type.DYNAMIC,
            Value.nullOf(Type.STRING),
            "92c408 '\"string\"' c0"),
        new Vector("dynamic null", Type.DYNAMIC, Value.nullOf(Type.DYNAMIC), "c0"),
        new Vector("dynamic unknown", Type.DYNAMIC, Value.unknown(Type.DYNAMIC), "d40000"),
        new Vector(
            "dynamic tuple",
            Type.DYNAMIC,
            Value.tuple(List.of(Value.number(1), Value.nullOf(Type.DYNAMIC))),
            "92c41e '[\"tuple\",[\"number\",\"dynamic\"]]' 9201c0"),
        new Vector(
            "dynamic object",
            Type.DYNAMIC,
            Value.object(Map.of("a", Value.bool(true))),
            "92c417 '[\"object\",{\"a\":\"bool\"}]' 81a161c3"));
  }

  private static List<Vector> structures() {
    Type type =
        Type.object(
            Map.of(
                "enabled", Type.BOOL,
                "id", Type.STRING,
                "name", Type.STRING,
                "note", Type.STRING,
                "ports", Type.list(Type.NUMBER),
                "tags", Type.map(Type.STRING)));
    Value value =
        Value.object(
            Map.of(
                "enabled", Value.bool(true),
                "id", Value.unknown(Type.STRING),
                "name", Value.string("x"),
                "note", Value.nullOf(Type.STRING),
                "ports", Value.list(Type.NUMBER, List.of(Value.number(80), Value.number(443))),
                "tags", Value.map(Type.STRING, Map.of("a", Value.string("b")))));
    Type set = Type.set(Type.STRING);
    return List.of(
        new Vector("false", Type.BOOL, Value.bool(false), "c2"),
        new Vector("empty string", Type.STRING, Value.string(""), "a0"),
        new Vector("null set", set, Value.nullOf(set), "c0"),
        new Vector("empty set", set, Value.set(Type.STRING, List.of()), "90"),
        new Vector(
            "set",
            set,
            Value.set(Type.STRING, List.of(Value.string("b"), Value.string("a"))),
            "92a161a162"),
        new Vector(
            "object",
            type,
            value,
            "86 a7 'enabled' c3 a2 'id' d40000 a4 'name' a178 a4 'note' c0 a5 'ports' 9250cd01bb a4"
                + " 'tags' 81a161a162"));
  }
}
