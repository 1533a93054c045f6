package dev.tfpaas.framework.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DerTest {

  @ParameterizedTest
  @CsvSource({"0,0400", "127,047f", "128,048180", "255,0481ff", "256,04820100", "65535,0482ffff"})
  void lengthTakesTheShortestForm(int length, String head) {
    byte[] element = Der.element(Der.OCTET_STRING, new byte[length]);

    byte[] expected = HexFormat.of().parseHex(head);
    assertThat(Arrays.copyOf(element, expected.length)).isEqualTo(expected);
    assertThat(element).hasSize(expected.length + length);
  }

  @Test
  void bitStringSaysThatNoBitIsUnused() {
    assertThat(Der.bits(new byte[] {5})).isEqualTo(new byte[] {3, 2, 0, 5});
  }

  @Test
  void timeBefore2050HasTwoDigitsOfTheYear() {
    assertThat(time("2049-12-31T23:59:59Z")).isEqualTo("\u0017\r491231235959Z");
  }

  @Test
  void timeFrom2050OnHasFourDigitsOfTheYear() {
    assertThat(time("2050-01-02T03:04:05Z")).isEqualTo("\u0018\u000f20500102030405Z");
  }

  private static String time(String instant) {
    return new String(Der.time(Instant.parse(instant)), StandardCharsets.US_ASCII);
  }
}
