package dev.tfpaas.platform.http;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.runbook.Sleeper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Sends calls to one vendor, blocking, and repeats what is safe to repeat.
///
/// A call that may not be repeated is sent once; after a connection that broke in the middle its
/// exception is of kind `UNAVAILABLE` and not safe to repeat, so that the runner reads first. A
/// connection that could not be made at all has changed nothing and is always repeated. Bodies and
/// header values are never logged.
public final class HttpApi {
  private static final int ATTEMPTS = 4;
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
  private static final long MAX_BODY = 64L * 1024 * 1024;

  private final String platform;
  private final String userAgent;
  private final RateLimit rateLimit;
  private final Sleeper sleeper;
  private final Consumer<String> log;
  private final Network network;
  private final Silence silence;
  private final ObjectMapper mapper = new ObjectMapper();

  /// Made by the first call: to read the trusted roots takes longer than all else that a validation
  /// does.
  private Optional<Way> way = Optional.empty();

  /// How vendors are reached.
  private record Way(HttpClient client, Proxies proxies) {}

  /// Makes a client; opens no connection.
  ///
  /// @param platform the platform's name, for messages
  /// @param userAgent the `User-Agent` header
  /// @param rateLimit shared by all calls of the account; its clock is the client's
  /// @param sleeper pauses between attempts
  /// @param log takes one line a call: method, path, status, time; no query, no body
  /// @param network the way out, and whom to trust
  public HttpApi(
      String platform,
      String userAgent,
      RateLimit rateLimit,
      Sleeper sleeper,
      Consumer<String> log,
      Network network) {
    this.platform = platform;
    this.userAgent = userAgent;
    this.rateLimit = rateLimit;
    this.sleeper = sleeper;
    this.log = log;
    this.network = network;
    this.silence = new Silence(rateLimit.clock());
  }

  private synchronized Way way(HttpCall call) {
    Way made = way.orElseGet(() -> open(call));
    way = Optional.of(made);
    return made;
  }

  private Way open(HttpCall call) {
    Proxies proxies;
    try {
      proxies = Proxies.of(network);
    } catch (IllegalArgumentException unusable) {
      throw PlatformException.rejected(
          platform, call.title(), String.valueOf(unusable.getMessage()));
    }
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(proxies)
            .sslContext(TrustedRoots.context(network));
    // The launchers allow Basic towards proxies, which is all that `user:password` can mean.
    proxies.authenticator().ifPresent(builder::authenticator);
    return new Way(builder.build(), proxies);
  }

  /// Sends a call and returns its answer, whatever its status below 500 is.
  ///
  /// 5xx and 429 are repeated where that is safe; what is left after the last attempt is returned
  /// too, because only the adapter can read the vendor's error. A time that ran out is not waited
  /// for again, and a side that let it run out is not read again for some seconds.
  ///
  /// @throws PlatformException of kind `UNAVAILABLE` when there was no complete answer
  public HttpAnswer send(HttpCall call) {
    boolean reads = call.method().equals("GET");
    boolean safe = call.repeat() == HttpCall.Repeat.SAFE;
    if (reads && silence.is(Silence.Kind.SILENT, call.uri())) {
      throw new PlatformException(
          Kind.UNAVAILABLE,
          platform,
          call.title(),
          "no answer from %s: it did not answer a moment ago".formatted(call.uri().getAuthority()),
          true);
    }
    int attempts = reads && silence.is(Silence.Kind.FAILING, call.uri()) ? 1 : ATTEMPTS;
    try {
      HttpAnswer answer = repeated(call, attempts);
      if (answer.status() >= 500) {
        silence.note(Silence.Kind.FAILING, call.uri());
      } else {
        silence.forget(call.uri());
      }
      return answer;
    } catch (HttpTimeoutException failure) {
      silence.note(Silence.Kind.SILENT, call.uri());
      // A connection that was not made has changed nothing.
      throw unavailable(call, failure, safe || failure instanceof HttpConnectTimeoutException);
    } catch (IOException failure) {
      silence.note(Silence.Kind.FAILING, call.uri());
      throw unavailable(call, failure, safe || failure instanceof ConnectException);
    }
  }

  private HttpAnswer repeated(HttpCall call, int attempts) throws IOException {
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      boolean last = attempt == attempts;
      Duration wait = pause;
      try {
        HttpAnswer answer = once(call);
        if (last || !worthRepeating(call, answer)) {
          return answer;
        }
        wait = answer.retryAfterSeconds().map(Duration::ofSeconds).orElse(pause);
        if (wait.compareTo(LONGEST_PAUSE) > 0) {
          return answer;
        }
      } catch (IOException failure) {
        if (last || !worthRepeating(call, failure)) {
          throw failure;
        }
      }
      sleep(call, jittered(wait));
      pause = pause.multipliedBy(2);
    }
  }

  private static boolean worthRepeating(HttpCall call, IOException failure) {
    // Refused: nothing was sent, and a repetition cannot do anything twice.
    return failure instanceof ConnectException
        || (call.repeat() != HttpCall.Repeat.NEVER && !(failure instanceof HttpTimeoutException));
  }

  /// Tells every caller of this account to wait, after a vendor's throttling answer.
  public void throttled(Duration pause) {
    rateLimit.pauseFor(pause);
  }

  private static boolean worthRepeating(HttpCall call, HttpAnswer answer) {
    // 429 says that nothing was done; it is safe for every call.
    if (answer.status() == 429) {
      return true;
    }
    return call.repeat() == HttpCall.Repeat.SAFE
        && (answer.status() == 408
            || answer.status() == 500
            || answer.status() == 502
            || answer.status() == 503
            || answer.status() == 504);
  }

  private HttpAnswer once(HttpCall call) throws IOException {
    HttpRequest.BodyPublisher body =
        call.contentType().isPresent()
            ? HttpRequest.BodyPublishers.ofString(call.body().value())
            : HttpRequest.BodyPublishers.noBody();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(call.uri())
            .method(call.method(), body)
            .timeout(call.readTimeout())
            .header("Accept", "application/json")
            .header("User-Agent", userAgent);
    call.contentType().ifPresent(type -> request.header("Content-Type", type));
    call.headers().forEach((name, value) -> request.header(name, value.value()));
    try {
      rateLimit.acquire();
      long start = System.nanoTime();
      HttpResponse<byte[]> response = whole(call, request.build());
      long millis = (System.nanoTime() - start) / 1_000_000;
      log.accept("%s: %d in %d ms".formatted(call.title(), response.statusCode(), millis));
      return answer(response, Redaction.of(call));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new PlatformException(
          Kind.UNAVAILABLE,
          platform,
          call.title(),
          "interrupted while waiting for an answer",
          false);
    }
  }

  /// Waits for a whole answer. The request's own time limit ends with the headers, so that a body
  /// that breaks off silently would be waited for without end.
  private HttpResponse<byte[]> whole(HttpCall call, HttpRequest request)
      throws IOException, InterruptedException {
    Future<HttpResponse<byte[]>> coming =
        way(call)
            .client()
            .sendAsync(
                request,
                HttpResponse.BodyHandlers.limiting(
                    HttpResponse.BodyHandlers.ofByteArray(), MAX_BODY));
    try {
      HttpResponse<byte[]> response =
          coming.get(CONNECT.plus(call.readTimeout()).toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() == 407) {
        throw new ProxyRefusedException();
      }
      return response;
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IOException(failure.getCause());
    } catch (TimeoutException _) {
      throw new HttpTimeoutException("the answer was not complete in time");
    } finally {
      // Also when interrupted: nobody reads what is still to come.
      coming.cancel(true);
    }
  }

  private HttpAnswer answer(HttpResponse<byte[]> response, Redaction redaction) {
    String text = new String(response.body(), StandardCharsets.UTF_8);
    Optional<String> requestId =
        response
            .headers()
            .firstValue("X-Request-Id")
            .or(() -> response.headers().firstValue("Request-Id"))
            .map(redaction::shown);
    Optional<Long> retryAfter =
        response.headers().firstValue("Retry-After").flatMap(HttpApi::seconds);
    return new HttpAnswer(
        response.statusCode(),
        text,
        parse(text),
        requestId,
        retryAfter,
        redaction,
        response.headers().firstValue("Location"),
        response.headers());
  }

  /// Parses leniently: a body that is not JSON is an answer without JSON, not a failure here.
  private Optional<JsonNode> parse(String text) {
    String start = text.stripLeading();
    if (!start.startsWith("{") && !start.startsWith("[")) {
      return Optional.empty();
    }
    try {
      return Optional.of(mapper.readTree(text));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static Optional<Long> seconds(String header) {
    try {
      return Optional.of(Long.parseLong(header.strip()));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private PlatformException unavailable(HttpCall call, IOException failure, boolean safeToRepeat) {
    return new PlatformException(
        Kind.UNAVAILABLE,
        platform,
        call.title(),
        new Unanswered(way(call).proxies()).sentence(call.uri(), failure),
        safeToRepeat);
  }

  private void sleep(HttpCall call, Duration pause) {
    try {
      sleeper.sleep(pause);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new PlatformException(
          Kind.UNAVAILABLE, platform, call.title(), "interrupted between two attempts", false);
    }
  }

  private static Duration jittered(Duration pause) {
    long millis = Math.max(1, pause.toMillis());
    return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis / 4 + 1));
  }
}
