package dev.tfpaas.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.scalingo.ScalingoEmulator;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the operator's port takes, and from whom.
class OperatorTest {
  private static final String FAULT = "{\"kind\":\"STATUS\",\"status\":503}";

  private final RequestLog log = new RequestLog();
  private final Faults faults = new Faults();
  private final Hold hold = new Hold();
  private final Operator operator =
      new Operator(
          new ScalingoEmulator(Clock.systemUTC(), Duration.ZERO, "tk-us-of-a-test"),
          log,
          faults,
          hold);

  private Reply call(String method, String path, Map<String, String> headers, String body) {
    Map<String, String> all = new HashMap<>(Map.of("host", "127.0.0.1:8098"));
    all.putAll(headers);
    return operator.handle(new Request(method, path, Map.of(), all, body));
  }

  private boolean isFaulty() {
    return faults
        .take(new Request("GET", "/v1/apps", Map.of(), Map.of("host", "127.0.0.1"), ""))
        .isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "host, evil.example",
    "host, 127.0.0.1.evil.example:8098",
    "host, user@evil.example",
    "host, ''",
    "origin, https://evil.example",
    "origin, null",
    "sec-fetch-site, cross-site",
    "sec-fetch-site, same-site",
    "content-type, text/plain;charset=UTF-8",
    "content-type, multipart/form-data; boundary=x",
  })
  void callOfAWebPageIsNotCarriedOut(String header, String value) {
    assertThat(call("POST", "/faults", Map.of(header, value), FAULT).status()).isEqualTo(403);
    assertThat(call("GET", "/requests", Map.of(header, value), "").status()).isEqualTo(403);
    assertThat(call("POST", "/dashboard/gateway", Map.of(header, value), "{}").status())
        .isEqualTo(403);
    assertThat(isFaulty()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:8098", "localhost:8098", "LOCALHOST", "[::1]:8098"})
  void callOfAProgramIsCarriedOut(String host) {
    assertThat(call("POST", "/faults", Map.of("host", host), FAULT).status()).isEqualTo(200);
    assertThat(isFaulty()).isTrue();
  }

  @Test
  void whatCurlSendsUnaskedIsCarriedOut() {
    Map<String, String> curl = Map.of("content-type", "application/x-www-form-urlencoded");

    assertThat(call("POST", "/faults", curl, FAULT).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "17",
        "{}",
        "{\"kind\":\"EXPLODE\"}",
        "{\"kind\":17}",
        "{\"kind\":\"STATUS\",\"status\":-1}",
        "{\"kind\":\"STATUS\",\"status\":\"503\"}",
        "{\"kind\":\"STATUS\",\"status\":1e9}",
        "{\"kind\":\"DELAY\",\"delay_ms\":-5}",
        "{\"kind\":\"DELAY\",\"delay_ms\":99999999999}",
        "{\"kind\":\"THROTTLE\",\"times\":0}",
        "{\"kind\":\"THROTTLE\",\"times\":1.5}",
        "{\"kind\":\"THROTTLE\",\"skip\":-1}",
        "{\"kind\":\"THROTTLE\",\"path\":null}",
        "{\"kind\":\"THROTTLE\",\"pth\":\"/apps\"}",
      })
  void faultThatCannotBeIsRefused(String body) {
    Reply reply = call("POST", "/faults", Map.of(), body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("error").doesNotContain("java").doesNotContain("Exception");
    assertThat(isFaulty()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"moment\":\"never\"}",
        "{\"moment\":\"before\",\"skip\":-1}",
        "{\"moment\":\"before\",\"call\":\"x\"}",
      })
  void holdThatCannotBeIsRefused(String body) {
    Reply reply = call("POST", "/hold", Map.of(), body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).doesNotContain("java");
  }
}
