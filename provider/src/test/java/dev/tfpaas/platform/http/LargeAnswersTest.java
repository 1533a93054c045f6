package dev.tfpaas.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies that would need more memory as a tree than the process has.
class LargeAnswersTest {
  private static String many(String value, int times) {
    return "[" + String.join(",", Collections.nCopies(times, value)) + "]";
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}", "1", "{\"a\":{}}"})
  void millionValuesAreNotMadeATree(String value) {
    String body = many(value, 1_000_000);

    assertThatExceptionOfType(TooLargeException.class)
        .isThrownBy(() -> BodyJson.parse(body))
        .withMessageContaining("values");
  }

  @Test
  void listOfFiveHundredEnvironmentsIsRead() throws TooLargeException {
    String node = "{" + "\"key\":\"value\",".repeat(60) + "\"last\":{\"a\":[1,2]}}";
    String body = many("{\"env\":{\"name\":\"x\"},\"nodes\":" + many(node, 6) + "}", 500);

    assertThat(BodyJson.parse(body).orElseThrow()).hasSize(500);
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 100_000, 2_000_000})
  void nestingDeeperThanAnyAnswerIsNoJson(int depth) throws TooLargeException {
    assertThat(BodyJson.parse("[".repeat(depth) + "]".repeat(depth))).isEmpty();
    assertThat(BodyJson.parse("{\"a\":".repeat(depth) + "1" + "}".repeat(depth))).isEmpty();
  }

  @Test
  void byteOrderMarkIsNoPartOfTheBody() throws TooLargeException {
    assertThat(BodyJson.parse("\uFEFF{\"a\":1}").orElseThrow().path("a").asInt()).isEqualTo(1);
  }
}
