package dev.tfpaas.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tfpaas.platform.PlatformSettings;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.SettingException;
import dev.tfpaas.platform.jelastic.JelasticType;
import dev.tfpaas.runbook.MovedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the provider block says of the network.
class NetworkTest {
  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));

  private Network network(Map<String, String> values) {
    return Network.of(
        new PlatformSettings(new JelasticType(), values),
        new PlatformTools(clock, clock, _ -> {}, "test", Map.of()));
  }

  @Test
  void answerMayTakeAsLongAsTheVendorsClientsWait() {
    assertThat(network(Map.of()).requestTimeout()).isEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource({"1s, 1", "45s, 45", "1m30s, 90", "10m, 600"})
  void timeIsConfigurable(String text, int seconds) {
    assertThat(network(Map.of("request_timeout", text)).requestTimeout())
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({
    "0s, is not between 1s and 10m",
    "999ms, is not between 1s and 10m",
    "10m1s, is not between 1s and 10m",
    "-5s, is negative",
    "30, is not a duration",
    "soon, is not a duration",
    "'', is not a duration"
  })
  void timeThatIsNoneOrOutOfBoundsIsRefused(String text, String why) {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> network(Map.of("request_timeout", text)))
        .matches(refused -> refused.setting().equals("request_timeout"))
        .satisfies(refused -> assertThat(refused.detail()).contains(why, "PAAS_REQUEST_TIMEOUT"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "secret"})
  void fileWithoutACertificateIsRefusedBeforeAnyCall(String text, @TempDir Path directory)
      throws IOException {
    Path file = Files.writeString(directory.resolve("none.pem"), text);

    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> network(Map.of("ca_certificate_file", file.toString())))
        .matches(refused -> refused.setting().equals("ca_certificate_file"))
        .satisfies(
            refused -> assertThat(refused.detail()).contains("There is no certificate in " + file));
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> network(Map.of("ca_certificate_file", directory.toString())));
  }
}
