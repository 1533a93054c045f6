package dev.tfpaas.platform.scalingo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tfpaas.emulator.Fault;
import dev.tfpaas.emulator.RequestLog;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;

/// The limit of 60 calls a minute is the account's: several processes share it and know nothing of
/// each other.
class ScalingoThrottlingTest {
  private final EmulatedScalingo scalingo = EmulatedScalingo.limited();

  @AfterEach
  void stop() {
    scalingo.close();
  }

  /// Reads as a process of its own does: it has called nobody yet, and thinks it may.
  private void readAnew() {
    Platform process = scalingo.platform(EmulatedScalingo.TOKEN, Map.of());
    assertThat(process.apps().find("shop-front")).isPresent();
  }

  private long throttled() {
    return scalingo.server.log().entries().stream()
        .map(RequestLog.Entry::status)
        .filter(status -> status == 429)
        .count();
  }

  @Test
  void minuteThatOtherProcessesUsedUpIsWaitedFor() {
    for (int process = 0; process < 40 && throttled() == 0; process++) {
      readAnew();
    }

    assertThat(throttled()).isPositive();
    assertThat(scalingo.clock.elapsed()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(100));
  }

  @Test
  void throttlingWithoutEndIsOneErrorThatSaysWhy() {
    scalingo.fault(Fault.Kind.THROTTLE, "GET", "/apps/shop-front", "", 1000, 429);

    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(this::readAnew)
        .matches(failure -> failure.kind() == Kind.RATE_LIMITED && failure.safeToRepeat())
        .withMessageContaining("60 calls a minute")
        .withMessageNotContaining(EmulatedScalingo.TOKEN);
  }

  @Test
  void planWaitsOnceForAHostThatThrottlesWithoutEndHoweverMuchItReads() {
    scalingo.fault(Fault.Kind.THROTTLE, "GET", "", "", 1000, 429);
    Platform plan = scalingo.planning();

    for (String app : List.of("shop-front", "shop-second", "shop-third", "shop-fourth")) {
      assertThatExceptionOfType(PlatformException.class)
          .isThrownBy(() -> plan.apps().find(app))
          .matches(failure -> failure.kind() == Kind.RATE_LIMITED && failure.safeToRepeat());
    }

    Duration window = Duration.ofSeconds(65);
    assertThat(scalingo.clock.elapsed()).isLessThanOrEqualTo(window.plusSeconds(15));
  }

  @Test
  void planWaitsForTheMinuteThatAProcessBeforeItUsedUp() {
    while (throttled() == 0) {
      assertThat(scalingo.planning().apps().find("shop-front")).isPresent();
    }

    assertThat(scalingo.clock.elapsed()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(100));
  }

  @Test
  void planWaitsAsLongAsTheVendorAsksAndNoLongerThanForAnySide() {
    scalingo.fault(Fault.Kind.THROTTLE, "GET", "/apps/shop-front", "", 2, 429);

    assertThat(scalingo.planning().apps().find("shop-front")).isPresent();
    assertThat(scalingo.clock.elapsed()).isLessThanOrEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void throttledChangeIsMadeOnceWhenTheMinuteIsOver() {
    scalingo.fault(Fault.Kind.THROTTLE, "PUT", "/variables", "", 6, 429);
    ScalingoApi.Change change =
        ScalingoApi.Change.once(
            "PUT",
            "/v1/apps/shop-front/variables",
            new ObjectMapper().readTree("{\"variables\":[]}"));

    scalingo.api().change("osc-fr1", change);

    assertThat(scalingo.server.log().entries())
        .filteredOn(entry -> entry.method().equals("PUT"))
        .extracting(RequestLog.Entry::status)
        .containsExactly(429, 429, 429, 429, 429, 429, 200);
  }
}
