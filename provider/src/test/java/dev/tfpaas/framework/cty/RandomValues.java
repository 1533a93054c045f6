package dev.tfpaas.framework.cty;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;

/// Makes random types, and values that conform to them; the same seed makes the same ones.
final class RandomValues {
  private static final int[] CODE_POINTS = {
    0, '"', '\\', '\n', 'a', 'z', 0xE9, 0x301, 0x3B1, 0xFFFD, 0xFFFF, 0x1F680, 0x10FFFF
  };

  private final Random random;
  private final boolean withUnknowns;

  RandomValues(long seed, boolean withUnknowns) {
    random = new Random(seed);
    this.withUnknowns = withUnknowns;
  }

  /// A type of at most `depth` levels. Collections of dynamic are left out: their elements would
  /// have to agree.
  Type type(int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 4)) {
      case 0 -> Type.STRING;
      case 1 -> Type.NUMBER;
      case 2 -> Type.BOOL;
      case 3 -> Type.DYNAMIC;
      case 4 -> Type.list(staticType(depth - 1));
      case 5 -> Type.set(staticType(depth - 1));
      case 6 -> Type.map(staticType(depth - 1));
      case 7 -> {
        Map<String, Type> attributes = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          attributes.put(Text.nfc(text()), type(depth - 1));
        }
        yield Type.object(attributes);
      }
      default -> {
        List<Type> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          elements.add(type(depth - 1));
        }
        yield Type.tuple(elements);
      }
    };
  }

  private Type staticType(int depth) {
    Type type = type(depth);
    return type.toString().contains("dynamic") ? Type.NUMBER : type;
  }

  /// A value that may stand where `type` is declared.
  Value value(Type type) {
    int chance = random.nextInt(10);
    if (chance == 0) {
      return Value.nullOf(type);
    }
    if (chance == 1 && withUnknowns) {
      return Value.unknown(type, refinement(type));
    }
    return switch (type) {
      case Type.Dynamic _ -> value(type(2));
      case Type.Primitive.STRING -> Value.string(text());
      case Type.Primitive.NUMBER -> Value.number(number());
      case Type.Primitive.BOOL -> Value.bool(random.nextBoolean());
      case Type.ListOf(Type element) -> Value.list(element, values(element));
      case Type.SetOf(Type element) -> Value.set(element, values(element));
      case Type.MapOf(Type element) -> {
        Map<String, Value> elements = new TreeMap<>();
        values(element).forEach(value -> elements.put(Text.nfc(text()), value));
        yield Value.map(element, elements);
      }
      case Type.ObjectOf object -> {
        Map<String, Value> attributes = new TreeMap<>();
        object.attributes().forEach((name, part) -> attributes.put(name, value(part)));
        yield Value.object(attributes);
      }
      case Type.TupleOf(List<Type> elements) ->
          Value.tuple(elements.stream().map(this::value).toList());
    };
  }

  private List<Value> values(Type element) {
    List<Value> values = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      values.add(value(element));
    }
    return values;
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(random.nextInt(10) == 0 ? 300 : 6); i > 0; i--) {
      text.appendCodePoint(CODE_POINTS[random.nextInt(CODE_POINTS.length)]);
    }
    return text.toString();
  }

  private BigDecimal number() {
    return switch (random.nextInt(4)) {
      case 0 -> BigDecimal.valueOf(random.nextLong() >> random.nextInt(64));
      case 1 -> new BigDecimal(random.nextGaussian());
      case 2 -> new BigDecimal(new BigInteger(random.nextInt(500), random)).negate();
      default -> new BigDecimal(new BigInteger(100, random), random.nextInt(200) - 100);
    };
  }

  private Refinement refinement(Type type) {
    boolean notNull = random.nextBoolean();
    if (random.nextBoolean()) {
      return new Refinement.Nullness(notNull);
    }
    return switch (type) {
      case Type.Primitive.STRING -> new Refinement.Prefix(notNull, "a" + random.nextInt(1000));
      case Type.Primitive.NUMBER -> {
        BigDecimal lower = number();
        BigDecimal upper = lower.add(BigDecimal.ONE);
        yield new Refinement.Range(
            notNull,
            Optional.of(new Refinement.Bound(lower, random.nextBoolean())),
            random.nextBoolean()
                ? Optional.empty()
                : Optional.of(new Refinement.Bound(upper, random.nextBoolean())));
      }
      case Type.ListOf _, Type.SetOf _, Type.MapOf _ -> {
        int least = 1 + random.nextInt(3);
        yield new Refinement.Length(notNull, least, OptionalLong.of(least + random.nextInt(300)));
      }
      default -> new Refinement.Nullness(notNull);
    };
  }
}
