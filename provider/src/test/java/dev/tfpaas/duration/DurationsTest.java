package dev.tfpaas.duration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Duration texts in the notation of Go, and days.
class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "90s, PT1M30S",
    "1h30m, PT1H30M",
    "1.5h, PT1H30M",
    "250ms, PT0.25S",
    "1us, PT0.000001S",
    "1µs, PT0.000001S",
    "1μs, PT0.000001S",
    "1ns, PT0.000000001S",
    "1.5ns, PT0.000000001S",
    ".5s, PT0.5S",
    "1.s, PT1S",
    "-90s, PT-1M-30S",
    "+5m, PT5M",
    "1h1h, PT2H",
    "7d, PT168H",
    "1.5d, PT36H",
    "1d12h, PT36H"
  })
  void durationIsRead(String text, Duration expected) {
    assertThat(Durations.parse(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5", "s", "5 s", "5x", "1h 30m", "1.2.3s", ".s", "-", "--1s", "1w", "1S"})
  void anythingElseIsRefused(String text) {
    assertThat(Durations.parse(text)).isEmpty();
    assertThat(Durations.problem(text))
        .hasValueSatisfying(it -> assertThat(it).startsWith("is not a duration. Write "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"3000000h", "200000d", "+106752d", "99999999999999999999s", "1d9999999.5h"})
  void lengthIsToBlameWhereNothingElseIs(String text) {
    assertThat(Durations.problem(text))
        .contains("is longer than the 292 years that a duration can be. Give a shorter one.");
  }

  @Test
  void textWithoutAnEndIsAnsweredToo() {
    assertThat(Durations.problem("99999999ms".repeat(100_000)).orElse("")).contains("292 years");
    assertThat(Durations.problem("9m".repeat(100_000) + "x").orElse("")).contains("not a duration");
  }

  @Test
  void onlyWhatIsNegativeIsADurationThatNobodyMayWrite() {
    assertThat(Durations.problem("0")).isEmpty();
    assertThat(Durations.problem("1h30m")).isEmpty();
    assertThat(Durations.problem("-1s")).contains("is negative. Give a duration of zero or more.");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0s",
    "PT1H30M, 1h30m",
    "PT90S, 1m30s",
    "PT1.5S, 1.5s",
    "PT1M0.25S, 1m0.25s",
    "PT0.25S, 250ms",
    "PT0.001S, 1ms",
    "PT0.0015S, 1.5ms",
    "PT0.000999999S, 999.999µs",
    "PT0.000001S, 1µs",
    "PT0.000000999S, 999ns",
    "PT-5M, -5m",
    "PT-0.05S, -50ms"
  })
  void durationIsWritten(Duration duration, String expected) {
    assertThat(Durations.format(duration)).isEqualTo(expected);
    assertThat(Durations.parse(expected)).contains(duration);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0ms",
    "PT1.2345S, 1234ms",
    "PT10.9S, 10s",
    "PT90S, 1m30s",
    "PT51H, 2d3h",
    "PT-51H, -2d3h"
  })
  void durationIsToldToAPerson(Duration duration, String expected) {
    assertThat(Durations.text(duration)).isEqualTo(expected);
  }
}
