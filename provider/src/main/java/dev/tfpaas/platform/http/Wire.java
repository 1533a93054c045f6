package dev.tfpaas.platform.http;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.http.HttpCall.Purpose;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/// Sends requests and waits for whole answers, each within its own time and within what its side is
/// still waited for.
///
/// A side that makes no progress for some seconds is asked for a sign of life: its root, without
/// the token. So a list that takes the vendor half a minute is told from a host that is dead.
final class Wire {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);

  private static final long SIZE_OF_A_SIGN = 1024 * 1024;

  /// How late an end of time, or a stop, is noticed.
  private static final Duration SLICE = Duration.ofMillis(100);

  private final String platform;
  private final String userAgent;
  private final Network network;

  /// Made by the first call: to read the trusted roots takes longer than all else that a validation
  /// does.
  private Optional<Way> way = Optional.empty();

  /// How vendors are reached.
  private record Way(HttpClient client, Proxies proxies) {}

  /// Opens no connection.
  ///
  /// @param platform the platform's name, for messages
  /// @param userAgent the `User-Agent` header
  /// @param network the way out, whom to trust, and how long to wait
  Wire(String platform, String userAgent, Network network) {
    this.platform = platform;
    this.userAgent = userAgent;
    this.network = network;
  }

  private synchronized Way way(String call) {
    Way made = way.orElseGet(() -> open(call));
    way = Optional.of(made);
    return made;
  }

  private Way open(String call) {
    Proxies proxies;
    try {
      proxies = Proxies.of(network);
    } catch (IllegalArgumentException unusable) {
      throw PlatformException.rejected(platform, call, String.valueOf(unusable.getMessage()));
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

  /// Says why a call had no answer, in one sentence without a full stop.
  String sentence(HttpCall call, IOException failure) {
    return new Unanswered(way(call.title()).proxies()).sentence(call.uri(), failure);
  }

  /// Sends a call once and waits for the whole answer. The client's own time limit ends with the
  /// headers, so that a body that breaks off silently would be waited for without end.
  ///
  /// @param side who is to answer
  /// @param stop ends the wait for a read
  /// @throws HttpTimeoutException when its time, or what its side is waited for, is over
  HttpResponse<byte[]> send(HttpCall call, Silence.Side side, BooleanSupplier stop)
      throws IOException, InterruptedException, StoppedException {
    Duration limit = call.readTimeout().orElse(network.requestTimeout());
    BoundedBody body = new BoundedBody();
    HttpRequest request = valid(call, limit);
    Future<HttpResponse<byte[]>> coming =
        way(call.title()).client().sendAsync(request, body.handler());
    long end = System.nanoTime() + CONNECT.plus(limit).toNanos();
    if (call.purpose() == Purpose.READ) {
      side.begin();
    }
    try {
      while (true) {
        Optional<HttpResponse<byte[]>> answer = soon(coming);
        body.demandFits();
        if (answer.isPresent()) {
          return answer.get();
        }
        boolean isOver = System.nanoTime() - end > 0;
        if (call.purpose() == Purpose.READ) {
          if (stop.getAsBoolean()) {
            throw new StoppedException();
          }
          isOver = isOver || !side.left().isPositive();
          askForSignOfLife(call, side);
        }
        if (isOver) {
          throw new HttpTimeoutException("the answer was not complete in time");
        }
      }
    } finally {
      // Also when interrupted: nobody reads what is still to come.
      coming.cancel(true);
      if (call.purpose() == Purpose.READ) {
        side.end();
      }
    }
  }

  private static Optional<HttpResponse<byte[]>> soon(Future<HttpResponse<byte[]>> coming)
      throws IOException, InterruptedException {
    try {
      HttpResponse<byte[]> response = coming.get(SLICE.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() == 407) {
        throw new ProxyRefusedException();
      }
      return Optional.of(response);
    } catch (TimeoutException _) {
      return Optional.empty();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IOException(failure.getCause());
    }
  }

  /// The client's own words would quote the header: a bearer that an answer gave may be no text of
  /// a header.
  private HttpRequest valid(HttpCall call, Duration limit) {
    try {
      return request(call, limit);
    } catch (IllegalArgumentException _) {
      throw PlatformException.rejected(
          platform,
          call.title(),
          "nothing was sent: its address or a header would hold characters that they may not");
    }
  }

  private HttpRequest request(HttpCall call, Duration limit) {
    HttpRequest.BodyPublisher body =
        call.contentType().isPresent()
            ? HttpRequest.BodyPublishers.ofString(call.body().value())
            : HttpRequest.BodyPublishers.noBody();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(call.uri())
            .method(call.method(), body)
            .timeout(limit)
            .header("Accept", "application/json")
            // Who says nothing of it takes every form, and one that is packed need not be readable.
            .header("Accept-Encoding", "identity")
            .header("User-Agent", userAgent);
    call.contentType().ifPresent(type -> request.header("Content-Type", type));
    call.headers().forEach((name, value) -> request.header(name, value.value()));
    return request.build();
  }

  private void askForSignOfLife(HttpCall call, Silence.Side side) {
    if (!side.isDoubtful()) {
      return;
    }
    HttpRequest root =
        HttpRequest.newBuilder(root(call.uri()))
            .timeout(SIGN_OF_LIFE)
            .header("User-Agent", userAgent)
            .build();
    HttpClient client = way(call.title()).client();
    // Nobody waits for it: whoever waits for the side sees that it is given more time.
    Thread.ofVirtual().name("sign-of-life").start(() -> look(client, root, side));
  }

  private static void look(HttpClient client, HttpRequest root, Silence.Side side) {
    try {
      HttpResponse<byte[]> answer =
          client.send(root, BodyHandlers.limiting(BodyHandlers.ofByteArray(), SIZE_OF_A_SIGN));
      if (isProgress(answer.statusCode())) {
        side.progresses();
      }
    } catch (IOException _) {
      // No sign, which is what is counted.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static URI root(URI uri) {
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    int end = path.indexOf('/', 1);
    return uri.resolve(end < 0 ? "/" : path.substring(0, end));
  }

  /// Tells whether a status says that somebody is at work: not a gateway that finds nobody, and
  /// nobody who says without end that it is too much.
  static boolean isProgress(int status) {
    return status < 500 && status != 408 && status != 429 && status != 407;
  }
}
