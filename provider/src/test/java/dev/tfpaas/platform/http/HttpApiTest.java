package dev.tfpaas.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.http.BrokenServer.Answer;
import dev.tfpaas.platform.http.HttpCall.Repeat;
import dev.tfpaas.runbook.MovedClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpApiTest {
  private static final Answer GOOD = Answer.of(200, "{\"ok\":true}");
  private static final Duration SHORT = Duration.ofMillis(200);

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
  private final List<String> log = new ArrayList<>();
  private final HttpApi api =
      new HttpApi(
          "toy",
          new PlatformTools(clock, clock, log::add, "1.2.3", Map.of()),
          new RateLimit(clock, clock, 600, Duration.ofMinutes(1), 100),
          Network.DIRECT);

  private HttpAnswer read(BrokenServer server) {
    return api.send(HttpCall.get(server.at("/things?secret=no")));
  }

  private HttpAnswer write(BrokenServer server) {
    return api.send(HttpCall.json("POST", server.at("/things"), "{\"a\":1}", Repeat.NEVER));
  }

  private static PlatformException failure(Runnable call) {
    return catchThrowableOfType(PlatformException.class, call::run);
  }

  @Test
  void answerIsReadWhole() {
    try (BrokenServer server =
        new BrokenServer(
            Answer.of(
                202, "{\"a\":[1]}", "X-Request-Id: r-1", "Retry-After: 7", "Location: /op/9"))) {
      HttpAnswer answer = read(server);

      assertThat(answer.status()).isEqualTo(202);
      assertThat(answer.ok()).isTrue();
      assertThat(answer.json().orElseThrow().path("a").path(0).asInt()).isEqualTo(1);
      assertThat(answer.requestId()).contains("r-1");
      assertThat(answer.retryAfterSeconds()).contains(7L);
      assertThat(answer.location()).contains("/op/9");
      assertThat(server.requests().getFirst())
          .contains("User-Agent: terraform-provider-paas/1.2.3")
          .contains("Accept: application/json");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "<html><body>502</body></html>", "{\"broken\":", "[1,"})
  void bodyThatIsNoJsonIsAnAnswerWithoutJson(String body) {
    try (BrokenServer server = new BrokenServer(Answer.of(200, body))) {
      HttpAnswer answer = read(server);

      assertThat(answer.json()).isEmpty();
      assertThat(answer.text()).isEqualTo(body);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void readIsRepeatedWhileThePlatformIsUnwell(int status) {
    try (BrokenServer server =
        new BrokenServer(Answer.of(status, "no"), Answer.of(status, "no"), GOOD)) {
      assertThat(read(server).status()).isEqualTo(200);
      assertThat(server.requests()).hasSize(3);
      assertThat(clock.elapsed()).isBetween(Duration.ofMillis(700), Duration.ofSeconds(2));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409, 422, 501})
  void definiteAnswerIsNotAskedForAgain(int status) {
    try (BrokenServer server = new BrokenServer(Answer.of(status, "{}"))) {
      assertThat(read(server).status()).isEqualTo(status);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 502, 503, 504})
  void writeIsNotRepeatedAfterAnUnclearStatus(int status) {
    try (BrokenServer server = new BrokenServer(Answer.of(status, "no"), GOOD)) {
      assertThat(write(server).status()).isEqualTo(status);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void throttledWriteIsRepeatedBecauseNothingWasDone() {
    try (BrokenServer server = new BrokenServer(Answer.of(429, "Retry later"), GOOD)) {
      assertThat(write(server).status()).isEqualTo(200);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void waitIsAtLeastAsLongAsThePlatformAsksFor() {
    try (BrokenServer server = new BrokenServer(Answer.of(429, "", "Retry-After: 7"), GOOD)) {
      read(server);

      assertThat(clock.elapsed()).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(9));
    }
  }

  @Test
  void longWaitIsLeftToTheCaller() {
    try (BrokenServer server = new BrokenServer(Answer.of(429, "", "Retry-After: 600"), GOOD)) {
      HttpAnswer answer = read(server);

      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.retryAfterSeconds()).contains(600L);
      assertThat(clock.pauses()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mon, 02 Mar 2026 09:00:07 GMT|X: y",
        // This machine's clock is far off: the answer's own counts.
        "Wed, 21 Oct 2026 07:28:07 GMT|Date: Wed, 21 Oct 2026 07:28:00 GMT",
      })
  void waitMayBeADate(String date, String header) {
    try (BrokenServer server =
        new BrokenServer(Answer.of(429, "", "Retry-After: " + date, header), GOOD)) {
      assertThat(read(server).status()).isEqualTo(200);
      assertThat(clock.elapsed()).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(9));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "Wed, 21 Oct 2015 07:28:00 GMT"})
  void whoAsksForNoWaitIsNotAskedWithoutPause(String header) {
    try (BrokenServer server = new BrokenServer(Answer.of(429, "", "Retry-After: " + header))) {
      assertThat(read(server).status()).isEqualTo(429);
      assertThat(server.requests()).hasSizeLessThan(12);
      assertThat(clock.elapsed()).isGreaterThan(Duration.ofSeconds(5));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Wed, 99 Oct 2026",
        "soon",
        "-5",
        "99999999999999999999"
      })
  void unreadableRetryAfterCountsAsNone(String header) {
    try (BrokenServer server =
        new BrokenServer(Answer.of(429, "", "Retry-After: " + header), GOOD)) {
      assertThat(read(server).status()).isEqualTo(200);
      assertThat(clock.elapsed()).isLessThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void attemptsEndAndTheLastAnswerIsReturned() {
    try (BrokenServer server = new BrokenServer(Answer.of(503, "{\"error\":\"no\"}"))) {
      assertThat(read(server).status()).isEqualTo(503);
      assertThat(server.requests()).hasSize(4);
    }
  }

  @Test
  void brokenConnectionIsRepeatedForAReadOnly() {
    try (BrokenServer server = new BrokenServer(Answer.half(true), GOOD)) {
      assertThat(read(server).status()).isEqualTo(200);
    }
    try (BrokenServer server = new BrokenServer(Answer.half(true), GOOD)) {
      PlatformException failure = failure(() -> write(server));

      assertThat(failure.kind()).isEqualTo(PlatformException.Kind.UNAVAILABLE);
      assertThat(failure.safeToRepeat()).isFalse();
      assertThat(failure.refused()).isFalse();
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void hangUpWithoutAWordIsNotRepeatedForAWrite() {
    try (BrokenServer server = new BrokenServer(Answer.nothing(), GOOD)) {
      PlatformException failure = failure(() -> write(server));

      assertThat(failure.safeToRepeat()).isFalse();
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void answerThatStopsInTheMiddleIsGivenUp() {
    try (BrokenServer server = new BrokenServer(Answer.half(false))) {
      HttpCall call =
          HttpCall.json("POST", server.at("/things"), "{}", Repeat.NEVER).withReadTimeout(SHORT);

      PlatformException failure = failure(() -> api.send(call));

      assertThat(failure).hasMessageContaining("not complete in time");
      assertThat(failure.safeToRepeat()).isFalse();
    }
  }

  @Test
  void silenceIsGivenUp() {
    try (BrokenServer server = new BrokenServer(Answer.silence())) {
      HttpCall call =
          HttpCall.json("POST", server.at("/things"), "{}", Repeat.NEVER).withReadTimeout(SHORT);

      PlatformException failure = failure(() -> api.send(call));

      assertThat(failure.kind()).isEqualTo(PlatformException.Kind.UNAVAILABLE);
      assertThat(failure.call()).isEqualTo("POST /things");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void refusedConnectionIsAlwaysRepeatedBecauseNothingWasSent() throws IOException {
    URI nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/things");
    }
    HttpCall call = HttpCall.json("POST", nobody, "{}", Repeat.NEVER);

    PlatformException failure = failure(() -> api.send(call));

    assertThat(failure.kind()).isEqualTo(PlatformException.Kind.UNAVAILABLE);
    assertThat(failure.safeToRepeat()).isTrue();
    assertThat(clock.elapsed()).isBetween(Duration.ofMillis(1700), Duration.ofSeconds(3));
  }

  /// A listener whose queue is full lets nobody in, and refuses nobody either.
  @Test
  void connectionThatIsNotMadeInTimeMayBeTriedAgainWhateverTheCallIs() throws IOException {
    List<SocketChannel> waiting = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (int place = 0; place < 8; place++) {
        SocketChannel one = SocketChannel.open();
        one.configureBlocking(false);
        one.connect(full.getLocalSocketAddress());
        waiting.add(one);
      }
      URI unreached = URI.create("http://127.0.0.1:" + full.getLocalPort() + "/things");
      HttpCall call = HttpCall.json("POST", unreached, "{}", Repeat.NEVER);

      PlatformException failure = failure(() -> api.send(call));

      assertThat(failure.kind()).isEqualTo(PlatformException.Kind.UNAVAILABLE);
      assertThat(failure.safeToRepeat()).isTrue();
      assertThat(clock.pauses()).isEmpty();
    } finally {
      for (SocketChannel one : waiting) {
        one.close();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1, false"})
  void answerOfMoreThan10MebibytesIsGivenUp(int more, boolean isRead) {
    String body = "x".repeat(10 * 1024 * 1024 + more);
    try (BrokenServer server = new BrokenServer(Answer.of(200, body))) {
      PlatformException failure = failure(() -> read(server));

      assertThat(failure == null).isEqualTo(isRead);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void redirectIsNotFollowed() {
    try (BrokenServer server =
        new BrokenServer(Answer.of(302, "", "Location: http://127.0.0.1:1/elsewhere"))) {
      assertThat(read(server).status()).isEqualTo(302);
    }
  }

  @Test
  void secretsAreInNoLineAndNoMessage() {
    try (BrokenServer server = new BrokenServer(GOOD, Answer.nothing())) {
      HttpCall call =
          HttpCall.json("POST", server.at("/things?q=tk-1"), "{\"b\":\"tk-2\"}", Repeat.NEVER)
              .withHeaders(Map.of("Authorization", new Secret("Bearer tk-3")));
      api.send(call);
      PlatformException failure = failure(() -> api.send(call));

      assertThat(server.requests().getFirst()).contains("Authorization: Bearer tk-3");
      assertThat(log).hasSize(1).noneMatch(line -> line.contains("tk-"));
      assertThat(log.getFirst()).startsWith("POST /things: 200 in ");
      assertThat(failure).hasMessageNotContaining("tk-");
      assertThat(call.toString()).doesNotContain("tk-2").doesNotContain("tk-3");
    }
  }

  @Test
  void interruptEndsTheWaitAndIsKept() {
    try (BrokenServer server = new BrokenServer(Answer.silence())) {
      Thread.currentThread().interrupt();

      PlatformException failure = failure(() -> write(server));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(failure.kind()).isEqualTo(PlatformException.Kind.UNAVAILABLE);
    }
  }
}
