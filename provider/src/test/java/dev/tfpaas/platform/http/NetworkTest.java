package dev.tfpaas.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tfpaas.platform.PlatformSettings;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.SettingException;
import dev.tfpaas.platform.jelastic.JelasticType;
import dev.tfpaas.runbook.MovedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
  @ValueSource(strings = {"0s", "-5s", "999ms", "10m1s", "30", "soon", ""})
  void timeThatIsNoneOrOutOfBoundsIsRefused(String text) {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> network(Map.of("request_timeout", text)))
        .matches(refused -> refused.setting().equals("request_timeout"))
        .satisfies(refused ->
            assertThat(refused.detail()).contains("between 1s and 10m", "PAAS_REQUEST_TIMEOUT"));
  }
}
