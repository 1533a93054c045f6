package dev.tfpaas.platform.http;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.http.HttpCall.Purpose;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/// Sends calls to one vendor, blocking, and repeats what is safe to repeat.
///
/// A call that may not be repeated is sent once; after a connection that broke in the middle its
/// exception is of kind `UNAVAILABLE` and not safe to repeat, so that the runner reads first. A
/// connection that could not be made at all has changed nothing and is always repeated. Bodies and
/// header values are never logged.
///
/// What reads wait for in vain is counted together, see [Silence]: a host that makes no progress,
/// or throttles without end, is waited for once in a command, however much is read from it. The
/// pauses by which the account's known limit is kept are not counted.
public final class HttpApi {
  private static final int ATTEMPTS = 4;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

  private final String platform;
  private final PlatformTools tools;
  private final RateLimit rateLimit;
  private final Silence silence;
  private final Pauses pauses;
  private final Wire wire;
  private final List<Secret> hidden = new CopyOnWriteArrayList<>();

  /// Makes a client; opens no connection.
  ///
  /// @param platform the platform's name, for messages
  /// @param tools pauses between attempts, takes one line a call (method, path, status, time; no
  ///   query, no body), and tells whether the command is to end
  /// @param rateLimit shared by all calls of the account; its clock is the client's
  /// @param network the way out, whom to trust, and how long to wait
  public HttpApi(String platform, PlatformTools tools, RateLimit rateLimit, Network network) {
    this.platform = platform;
    this.tools = tools;
    this.rateLimit = rateLimit;
    this.silence = new Silence(rateLimit.clock(), tools.command()::changes);
    this.pauses = new Pauses(tools.sleeper());
    this.wire = new Wire(platform, "terraform-provider-paas/" + tools.version(), network);
  }

  /// Sends a call and returns its answer, whatever its status below 500 is.
  ///
  /// 5xx and 429 are repeated where that is safe; what is left after the last attempt is returned
  /// too, because only the adapter can read the vendor's error. A time that ran out is not waited
  /// for again, and a side that let it run out is not read again: by a command that only reads
  /// never, by one that changes something not for some seconds.
  ///
  /// @throws PlatformException of kind `UNAVAILABLE` when there was no complete answer, and of kind
  ///   `RATE_LIMITED` when the account was told before that it called too often
  public HttpAnswer send(HttpCall call) {
    Silence.Side side = silence.side(call.uri());
    boolean reads = call.purpose() == Purpose.READ;
    if (reads) {
      demandHope(call, side);
    }
    int attempts = reads && side.is(Silence.Kind.FAILING) ? 1 : ATTEMPTS;
    boolean safe = call.repeat() == HttpCall.Repeat.SAFE;
    try {
      HttpAnswer answer = new Sending(call, side, tools.command().duringCall()).repeated(attempts);
      if (answer.status() >= 500) {
        side.failed(Silence.Kind.FAILING);
      } else if (answer.status() != 429) {
        side.answers();
      }
      return answer;
    } catch (StoppedException _) {
      throw unavailable(
          call, "the command is to stop, so that its answer was not waited for", true);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw unavailable(call, "interrupted while waiting for an answer", false);
    } catch (TooLargeException failure) {
      throw PlatformException.unreadable(
          platform,
          call.title(),
          "the answer of %s is larger than any that is expected: %s, so that it was not read; check the address, and what is between"
              .formatted(call.uri().getAuthority(), failure.getMessage()));
    } catch (PackedException failure) {
      throw PlatformException.unreadable(
          platform,
          call.title(),
          "the answer of %s is %s, so that it cannot be read; let what is between, a proxy or a gateway, leave answers as they are"
              .formatted(call.uri().getAuthority(), failure.getMessage()));
    } catch (HttpTimeoutException failure) {
      side.failed(Silence.Kind.SILENT);
      // A connection that was not made has changed nothing.
      boolean unmade = failure instanceof HttpConnectTimeoutException;
      throw unavailable(call, wire.sentence(call, failure), safe || unmade);
    } catch (IOException failure) {
      side.failed(Silence.Kind.FAILING);
      boolean unmade = failure instanceof ConnectException;
      throw unavailable(call, wire.sentence(call, failure), safe || unmade);
    }
  }

  /// Lets a secret of the account never be shown of any answer, also where it was not sent.
  public void hide(Secret secret) {
    hidden.add(secret);
  }

  private void demandHope(HttpCall call, Silence.Side side) {
    String host = call.uri().getAuthority();
    if (side.is(Silence.Kind.SILENT)) {
      throw unavailable(
          call, "no answer from %s: it did not answer a moment ago".formatted(host), true);
    }
    if (side.is(Silence.Kind.THROTTLING)) {
      throw new PlatformException(
          Kind.RATE_LIMITED,
          platform,
          call.title(),
          "%s has answered for a while that there are too many calls; wait until nobody else uses the account so much"
              .formatted(host),
          true);
    }
  }

  /// Tells every caller of this account to wait, after a throttling answer that only the vendor's
  /// adapter can tell.
  ///
  /// @param uri who throttles
  /// @param pause how long
  public void throttled(URI uri, Duration pause) {
    if (tools.command().changes()) {
      rateLimit.pauseFor(pause);
    } else if (!rateLimit.throttled(Optional.of(pause), tools.command())) {
      silence.side(uri).failed(Silence.Kind.THROTTLING);
    }
  }

  private PlatformException unavailable(HttpCall call, String text, boolean safeToRepeat) {
    return new PlatformException(Kind.UNAVAILABLE, platform, call.title(), text, safeToRepeat);
  }

  /// One call on its way; owned by the thread that makes it.
  private final class Sending {
    private final HttpCall call;
    private final Silence.Side side;
    private final BooleanSupplier stop;

    Sending(HttpCall call, Silence.Side side, BooleanSupplier stop) {
      this.call = call;
      this.side = side;
      this.stop = stop;
    }

    HttpAnswer repeated(int attempts) throws IOException, InterruptedException, StoppedException {
      Duration pause = FIRST_PAUSE;
      for (int attempt = 1; ; attempt++) {
        Duration wait = jittered(pause);
        try {
          HttpAnswer answer = unthrottled();
          wait = answer.retryAfterSeconds().map(Duration::ofSeconds).orElse(wait);
          boolean isLong =
              wait.compareTo(LONGEST_PAUSE) > 0
                  || (call.purpose() == Purpose.READ && wait.compareTo(side.left()) > 0);
          if (attempt == attempts || isLong || !worthRepeating(answer)) {
            return answer;
          }
        } catch (IOException failure) {
          if (attempt == attempts || !worthRepeating(failure)) {
            throw failure;
          }
        }
        pause(wait);
        pause = pause.multipliedBy(2);
      }
    }

    /// A pause in which the vendor is let to recover is one in which it makes no progress.
    private void pause(Duration wait) throws InterruptedException, StoppedException {
      side.begin();
      try {
        if (!pauses.pause(wait, stop)) {
          throw new StoppedException();
        }
      } finally {
        side.end();
      }
    }

    /// A throttling answer says that nothing was done, so that every call may be made again.
    private HttpAnswer unthrottled() throws IOException, InterruptedException, StoppedException {
      while (true) {
        HttpAnswer answer = once();
        if (answer.status() != 429) {
          rateLimit.answered();
          return answer;
        }
        Optional<Duration> asked = answer.retryAfterSeconds().map(Duration::ofSeconds);
        if (!rateLimit.throttled(asked, tools.command())) {
          side.failed(Silence.Kind.THROTTLING);
          return answer;
        }
      }
    }

    private HttpAnswer once() throws IOException, InterruptedException, StoppedException {
      if (!rateLimit.acquire(stop)) {
        throw new StoppedException();
      }
      long start = System.nanoTime();
      HttpResponse<byte[]> response = wire.send(call, side, stop);
      long millis = (System.nanoTime() - start) / 1_000_000;
      tools.log().accept("%s: %d in %d ms".formatted(call.title(), response.statusCode(), millis));
      if (Wire.isProgress(response.statusCode())) {
        side.progresses();
      }
      return answer(response, Redaction.of(call, hidden));
    }

    private boolean worthRepeating(IOException failure) {
      // Refused: nothing was sent, and a repetition cannot do anything twice.
      return failure instanceof ConnectException
          || (call.repeat() != HttpCall.Repeat.NEVER
              && !(failure instanceof HttpTimeoutException)
              && !(failure instanceof TooLargeException)
              && !(failure instanceof PackedException));
    }

    private boolean worthRepeating(HttpAnswer answer) {
      return call.repeat() == HttpCall.Repeat.SAFE
          && switch (answer.status()) {
            case 408, 500, 502, 503, 504 -> true;
            default -> false;
          };
    }
  }

  private HttpAnswer answer(HttpResponse<byte[]> response, Redaction redaction) throws IOException {
    String text = new String(Unpacked.of(response.body()), StandardCharsets.UTF_8);
    Optional<JsonNode> json = BodyJson.parse(text);
    Optional<String> packed =
        response
            .headers()
            .firstValue("Content-Encoding")
            .filter(_ -> json.isEmpty() && !text.isBlank())
            .filter(Unpacked::isForeign)
            .map(it -> "packed as \"%s\", which was not asked for".formatted(redaction.shown(it)));
    if (packed.isPresent() && response.statusCode() / 100 == 2) {
      throw new PackedException(packed.get());
    }
    Optional<String> requestId =
        response
            .headers()
            .firstValue("X-Request-Id")
            .or(() -> response.headers().firstValue("Request-Id"))
            .map(redaction::shown);
    return new HttpAnswer(
        response.statusCode(),
        packed.orElse(text),
        json,
        requestId,
        HttpDate.retryAfter(response.headers(), rateLimit.clock()),
        redaction,
        response.headers().firstValue("Location"),
        response.headers());
  }

  private static Duration jittered(Duration pause) {
    long millis = Math.max(1, pause.toMillis());
    return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis / 4 + 1));
  }
}
