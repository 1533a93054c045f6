package dev.tfpaas.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tfpaas.emulator.scalingo.ScalingoEmulator;
import dev.tfpaas.world.Pause.Moment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A call that stands still before it, after its effect, or when the next one comes.
@Timeout(60)
class HoldTest {
  private static final String LOGIN = "/v1/tokens/exchange";

  private EmulatorServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws IOException {
    Clock clock = Clock.systemUTC();
    server =
        EmulatorServer.start(new ScalingoEmulator(clock, Duration.ZERO, "tk-us-hold"), clock, 0, 0);
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  private CompletableFuture<Integer> call(URI base, String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenApply(HttpResponse::statusCode);
  }

  private CompletableFuture<Integer> login() {
    return call(server.address(), "POST", LOGIN, "{}");
  }

  private CompletableFuture<Integer> regions() {
    return call(server.address(), "GET", "/v1/regions", "");
  }

  private void ask(Moment moment, int skip) {
    server.hold().ask(moment, call -> call.path().equals(LOGIN), skip);
  }

  private void awaitStandstill() {
    await().until(server.hold()::isReached);
  }

  @ParameterizedTest
  @EnumSource(
      value = Moment.class,
      names = {"BEFORE", "EFFECT"})
  void callStandsStillUntilItIsLetGoAndOthersPass(Moment moment) {
    ask(moment, 0);

    CompletableFuture<Integer> held = login();
    awaitStandstill();

    assertThat(regions().join()).isEqualTo(200);
    assertThat(server.log().entries())
        .filteredOn(entry -> entry.path().equals(LOGIN))
        .hasSize(moment == Moment.EFFECT ? 1 : 0);
    assertThat(held).isNotDone();
    server.hold().release();
    assertThat(held.join()).isEqualTo(401);
    assertThat(login().join()).as("it was asked for once").isEqualTo(401);
  }

  @Test
  void afterTheAnswerTheNextCallStandsStill() {
    ask(Moment.ANSWER, 0);

    assertThat(login().join()).isEqualTo(401);
    CompletableFuture<Integer> next = regions();
    awaitStandstill();
    server.hold().release();

    assertThat(next.join()).isEqualTo(200);
  }

  @Test
  void firstOnesArePassedOver() {
    ask(Moment.BEFORE, 1);

    assertThat(login().join()).isEqualTo(401);
    CompletableFuture<Integer> second = login();
    awaitStandstill();
    server.hold().release();

    assertThat(second.join()).isEqualTo(401);
  }

  @Test
  void callThatIsBrokenOffHasNeitherEffectNorAnswer() {
    ask(Moment.BEFORE, 0);
    CompletableFuture<Integer> held = login();
    awaitStandstill();

    server.hold().breakOff();

    assertThatThrownBy(held::join).isInstanceOf(CompletionException.class);
    assertThat(server.log().entries()).extracting(RequestLog.Entry::status).containsOnly(0);
  }

  @Test
  void operatorAsksForItAndLetsItGo() {
    URI operator = server.operatorAddress();
    String wish = "{\"moment\": \"before\", \"method\": \"POST\", \"path\": \"/exchange\"}";

    assertThat(call(operator, "POST", "/hold", "{\"moment\": \"never\"}").join()).isEqualTo(400);
    assertThat(call(operator, "POST", "/hold", wish).join()).isEqualTo(200);
    CompletableFuture<Integer> held = login();
    awaitStandstill();
    assertThat(call(operator, "GET", "/hold", "").join()).isEqualTo(200);
    assertThat(call(operator, "DELETE", "/hold", "").join()).isEqualTo(200);

    assertThat(held.join()).isEqualTo(401);
  }
}
