package dev.tfpaas.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tfpaas.platform.Command;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.platform.PlatformTools;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How long a host that makes no progress is waited for, in all, by a command.
@Timeout(60)
class PatienceTest {
  /// Twenty reads that waited one by one would take five minutes.
  private static final Duration MOST = Duration.ofSeconds(30);

  private final TickingClock clock = new TickingClock();
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger calls = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;

  /// What the server does with a call.
  private interface Behaviour {
    void meet(HttpExchange exchange) throws IOException, InterruptedException;
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void when(String path, Behaviour behaviour) {
    server.createContext(
        path,
        exchange -> {
          calls.incrementAndGet();
          try {
            behaviour.meet(exchange);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private void hang(HttpExchange exchange) throws InterruptedException {
    end.await();
    exchange.close();
  }

  private void drip(HttpExchange exchange) throws IOException, InterruptedException {
    exchange.sendResponseHeaders(200, 0);
    while (!end.await(50, TimeUnit.MILLISECONDS)) {
      exchange.getResponseBody().write(' ');
      exchange.getResponseBody().flush();
    }
  }

  private static Behaviour answer(int status) {
    return exchange -> {
      exchange.sendResponseHeaders(status, 2);
      exchange.getResponseBody().write("{}".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      exchange.close();
    };
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private HttpApi api(Command command) {
    RateLimit limit = new RateLimit(clock, clock, 100_000, Duration.ofMinutes(1), 1000);
    return new HttpApi(
        "toy",
        new PlatformTools(clock, clock, _ -> {}, "test", Map.of(), command),
        limit,
        Network.DIRECT);
  }

  private static PlatformException failure(HttpApi api, HttpCall call) {
    return catchThrowableOfType(PlatformException.class, () -> api.send(call));
  }

  private void readManyTimes(HttpApi api, Kind expected) {
    for (int resource = 0; resource < 20; resource++) {
      assertThat(failure(api, HttpCall.get(at("/v1/apps/" + resource))).kind()).isEqualTo(expected);
    }
  }

  @Test
  void hostThatNeverAnswersIsWaitedForOnceWhateverIsReadFromIt() {
    when("/", this::hang);

    readManyTimes(api(command(false, new CountDownLatch(1))), Kind.UNAVAILABLE);

    assertThat(clock.elapsed()).isBetween(Duration.ofSeconds(11), MOST);
  }

  @Test
  void readsByOtherMethodsAreCountedTogetherWithTheRest() {
    when("/", this::hang);
    HttpApi api = api(command(false, new CountDownLatch(1)));
    HttpCall call = HttpCall.form("POST", at("/v1/getenvs"), "a=b", HttpCall.Repeat.SAFE).asRead();

    failure(api, call);
    failure(api, call);
    readManyTimes(api, Kind.UNAVAILABLE);

    assertThat(clock.elapsed()).isLessThan(MOST);
  }

  @Test
  void hostThatDripsIsNoBetter() {
    when("/", this::drip);

    readManyTimes(api(command(false, new CountDownLatch(1))), Kind.UNAVAILABLE);

    assertThat(clock.elapsed()).isLessThan(MOST);
  }

  @Test
  void gatewayThatIsSlowToFindNobodyIsNoBetter() {
    when(
        "/",
        exchange -> {
          clock.awaitPassed(Duration.ofSeconds(7));
          answer(504).meet(exchange);
        });
    HttpApi api = api(command(false, new CountDownLatch(1)));

    for (int resource = 0; resource < 20; resource++) {
      URI uri = at("/v1/apps/" + resource);
      HttpAnswer[] last = new HttpAnswer[1];
      PlatformException failed =
          catchThrowableOfType(
              PlatformException.class, () -> last[0] = api.send(HttpCall.get(uri)));
      assertThat(failed != null || last[0].status() == 504).isTrue();
    }

    assertThat(clock.elapsed()).isLessThan(MOST);
  }

  @Test
  void throttlingWithoutEndIsWaitedForOnce() {
    when("/", answer(429));
    HttpApi api = api(command(false, new CountDownLatch(1)));

    assertThat(api.send(HttpCall.get(at("/v1/apps"))).status()).isEqualTo(429);
    int asked = calls.get();
    readManyTimes(api, Kind.RATE_LIMITED);

    assertThat(clock.elapsed()).isLessThan(MOST);
    assertThat(calls).hasValue(asked);
  }

  @Test
  void tenAtOnceWaitNoLongerThanOne() throws InterruptedException {
    when("/", this::hang);
    HttpApi api = api(command(false, new CountDownLatch(1)));
    CountDownLatch ended = new CountDownLatch(10);

    for (int resource = 0; resource < 10; resource++) {
      URI uri = at("/v1/apps/" + resource);
      threads.execute(() -> {
        failure(api, HttpCall.get(uri));
        ended.countDown();
      });
    }

    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(clock.elapsed()).isLessThan(MOST);
  }

  @Test
  void slowListOfAHostThatLivesIsWaitedFor() {
    when("/v1", answer(404));
    when(
        "/v1/apps",
        exchange -> {
          clock.awaitPassed(Duration.ofSeconds(28));
          answer(200).meet(exchange);
        });

    assertThat(api(command(false, new CountDownLatch(1))).send(HttpCall.get(at("/v1/apps"))).ok())
        .isTrue();
    assertThat(clock.elapsed()).isGreaterThan(Duration.ofSeconds(27));
  }

  @Test
  void commandThatChangesSomethingAsksAgainLater() throws InterruptedException {
    AtomicInteger asked = new AtomicInteger();
    when(
        "/",
        exchange -> {
          if (asked.incrementAndGet() < 5) {
            hang(exchange);
          } else {
            answer(200).meet(exchange);
          }
        });
    HttpApi api = api(command(true, new CountDownLatch(1)));

    failure(api, HttpCall.get(at("/v1/apps")));
    assertThat(failure(api, HttpCall.get(at("/v1/apps")))).hasMessageContaining("a moment ago");
    asked.set(5);
    clock.sleep(Duration.ofSeconds(21));

    assertThat(api.send(HttpCall.get(at("/v1/apps"))).ok()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void stopEndsAReadSoon(boolean changes) throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    HttpApi api = api(command(changes, stopped));
    CountDownLatch arrived = new CountDownLatch(1);
    when(
        "/",
        exchange -> {
          arrived.countDown();
          hang(exchange);
        });
    CountDownLatch ended = new CountDownLatch(1);

    threads.execute(() -> {
      assertThat(failure(api, HttpCall.get(at("/v1/apps")))).hasMessageContaining("stop");
      ended.countDown();
    });
    arrived.await();
    stopped.countDown();

    assertThat(ended.await(1, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void stopEndsTheWaitForThrottling() throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    HttpApi api = api(command(false, stopped));
    when("/", answer(429));
    api.throttled(at("/v1"), Duration.ofSeconds(11));

    stopped.countDown();

    assertThat(failure(api, HttpCall.get(at("/v1/apps")))).hasMessageContaining("stop");
    assertThat(calls).hasValue(0);
  }

  @Test
  void callsThatLeaveThingsInOrderAreMadeAfterAStop() {
    when("/", answer(200));
    HttpApi api = api(command(true, new CountDownLatch(0)));

    assertThat(api.send(HttpCall.get(at("/v1/apps"))).ok()).isTrue();
  }

  private static Command command(boolean changes, CountDownLatch stopped) {
    return new Command() {
      @Override
      public boolean isStopped() {
        return stopped.getCount() == 0;
      }

      @Override
      public boolean changes() {
        return changes;
      }
    };
  }
}
