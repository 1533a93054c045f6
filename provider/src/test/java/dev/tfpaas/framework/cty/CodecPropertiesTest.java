package dev.tfpaas.framework.cty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/// Random types and values. Each case has its own seed, which a failure names.
class CodecPropertiesTest {
  private static final int CASES = 3_000;

  private static void forSeeds(LongConsumer property) {
    assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          for (long seed = 1; seed <= CASES; seed++) {
            try {
              property.accept(seed);
            } catch (AssertionError | RuntimeException e) {
              throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
          }
        });
  }

  @Test
  void typesTravelBothWays() {
    forSeeds(seed -> {
      Type type = new RandomValues(seed, true).type(4);
      assertThat(TypeCodec.parse(TypeCodec.encode(type))).isEqualTo(type);
    });
  }

  @Test
  void valuesTravelBothWaysInMessagePack() {
    forSeeds(seed -> {
      RandomValues random = new RandomValues(seed, true);
      Type type = random.type(4);
      Value value = random.value(type);

      byte[] bytes = MsgpackCodec.encode(value, type);

      Value back = MsgpackCodec.decode(bytes, type);
      assertThat(back).isEqualTo(value).hasSameHashCodeAs(value);
      assertThat(MsgpackCodec.encode(back, type)).isEqualTo(bytes);
      assertThat(Type.conforms(back.type(), type)).isTrue();
    });
  }

  @Test
  void knownValuesTravelBothWaysInJson() {
    forSeeds(seed -> {
      RandomValues random = new RandomValues(seed, false);
      Type type = random.type(4);
      Value value = random.value(type);

      byte[] bytes = JsonCodec.encode(value, type);

      assertThat(JsonCodec.decode(bytes, type)).isEqualTo(value);
      assertThat(JsonCodec.decodeDroppingExtraAttributes(bytes, type)).isEqualTo(value);
    });
  }

  @Test
  void everyValueIsFoundAtItsPath() {
    forSeeds(seed -> {
      RandomValues random = new RandomValues(seed, true);
      assertPartsAreReachable(random.value(random.type(4)));
    });
  }

  private static void assertPartsAreReachable(Value whole) {
    assertThat(whole.at(Path.root())).contains(whole);
    if (whole instanceof Value.ObjectValue object) {
      object
          .attributes()
          .forEach(
              (name, part) -> assertThat(whole.at(Path.root().attribute(name))).contains(part));
    } else if (whole instanceof Value.MapValue map) {
      map.elements()
          .forEach((key, part) -> assertThat(whole.at(Path.root().key(key))).contains(part));
    }
  }

  @Test
  void setsDoNotDependOnOrder() {
    forSeeds(seed -> {
      RandomValues random = new RandomValues(seed, true);
      Type element = random.type(0).equals(Type.DYNAMIC) ? Type.NUMBER : Type.STRING;
      List<Value> elements = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        elements.add(random.value(element));
      }
      Value set = Value.set(element, elements);

      Collections.shuffle(elements, new Random(seed));

      assertThat(Value.set(element, elements)).isEqualTo(set);
    });
  }

  @Test
  void damagedMessagePackFailsWithAPathOrDecodes() {
    forSeeds(seed -> {
      RandomValues values = new RandomValues(seed, true);
      Type type = values.type(4);
      byte[] bytes = MsgpackCodec.encode(values.value(type), type);
      Random random = new Random(seed);
      for (int i = 0; i < 10; i++) {
        decodeOrFail(damaged(bytes, random), type, Codec.MSGPACK);
      }
    });
  }

  @Test
  void damagedJsonFailsWithAPathOrDecodes() {
    forSeeds(seed -> {
      RandomValues values = new RandomValues(seed, false);
      Type type = values.type(4);
      byte[] bytes = JsonCodec.encode(values.value(type), type);
      Random random = new Random(seed);
      for (int i = 0; i < 10; i++) {
        decodeOrFail(damaged(bytes, random), type, Codec.JSON);
      }
    });
  }

  @Test
  void noiseFailsWithAPathOrDecodes() {
    forSeeds(seed -> {
      Random random = new Random(seed);
      Type type = new RandomValues(seed, true).type(3);
      for (int i = 0; i < 20; i++) {
        byte[] noise = new byte[random.nextInt(40)];
        random.nextBytes(noise);
        decodeOrFail(noise, type, Codec.MSGPACK);
        decodeOrFail(noise, type, Codec.JSON);
      }
    });
  }

  private enum Codec {
    MSGPACK,
    JSON
  }

  /// What decodes must also encode; anything thrown but a CtyException fails the test.
  private static void decodeOrFail(byte[] bytes, Type type, Codec codec) {
    try {
      Value value =
          switch (codec) {
            case MSGPACK -> MsgpackCodec.decode(bytes, type);
            case JSON -> JsonCodec.decodeDroppingExtraAttributes(bytes, type);
          };
      byte[] again = MsgpackCodec.encode(value, type);
      assertThat(MsgpackCodec.decode(again, type)).isEqualTo(value);
    } catch (CtyException e) {
      assertThat(e.reason()).isNotEmpty();
      assertThat(e.path()).isNotNull();
    }
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] damaged = Arrays.copyOf(bytes, bytes.length + random.nextInt(3));
    for (int i = 1 + random.nextInt(4); i > 0 && damaged.length > 0; i--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
    }
    return Arrays.copyOf(damaged, damaged.length - random.nextInt(Math.min(3, damaged.length + 1)));
  }
}
