package dev.tfpaas.platform.http;

import dev.tfpaas.platform.Visitor;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Asks for pages over HTTP, each time by a new connection to a name that is resolved anew.
/// Certificates are checked as those of the vendor are. Safe for many threads.
public final class WebVisitor implements Visitor {
  private static final int MOST_REDIRECTS = 5;
  private static final String USER_AGENT = "terraform-provider-paas/";

  private final Network network;
  private final String version;

  /// Made by the first request over TLS: to read the trusted roots takes long.
  private Optional<SSLContext> tls = Optional.empty();

  /// Opens no connection.
  ///
  /// @param network the way out, and whom to trust
  /// @param version the provider's version, for the `User-Agent`
  public WebVisitor(Network network, String version) {
    this.network = network;
    this.version = version;
  }

  private synchronized SSLContext tls() {
    SSLContext made = tls.orElseGet(() -> TrustedRoots.context(network));
    tls = Optional.of(made);
    return made;
  }

  /// All of it is given up when the time is over, whatever it hangs in: the name service knows no
  /// limit of its own.
  @Override
  public Answer ask(Visit visit) {
    ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
    try {
      Future<Answer> asked = thread.submit(() -> follow(visit));
      return asked.get(visit.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return new Answer.None(Reason.UNREACHABLE, "no whole answer within the time");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Answer.None(Reason.UNREACHABLE, "interrupted");
    } catch (ExecutionException failure) {
      return refused(failure.getCause());
    } finally {
      thread.shutdownNow();
    }
  }

  private Answer follow(Visit visit) throws IOException {
    Proxies proxies = Proxies.of(network);
    Visit next = visit;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      WebExchange.Raw raw = new WebExchange(next, proxies, this::tls, USER_AGENT + version).send();
      Optional<String> location = raw.location().filter(_ -> visit.followsRedirects());
      if (location.isEmpty()) {
        return raw.page();
      }
      Optional<Visit> followed = followed(next, location.get());
      if (followed.isEmpty()) {
        return new Answer.None(Reason.ELSEWHERE, "it redirects to another host");
      }
      next = followed.get();
    }
    return new Answer.None(Reason.ELSEWHERE, "it redirects without end");
  }

  /// Follows to a path of the same host, and from http to https of the same host; empty for
  /// everything else.
  private static Optional<Visit> followed(Visit from, String location) {
    URI here = URI.create(from.place().getScheme() + "://" + from.host() + from.path());
    URI to;
    try {
      to = here.resolve(location);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    String scheme = String.valueOf(to.getScheme()).toLowerCase(Locale.ROOT);
    boolean sameHost = here.getHost().equalsIgnoreCase(to.getHost());
    boolean same = scheme.equals(here.getScheme()) && to.getPort() == here.getPort();
    boolean upgraded =
        scheme.equals("https")
            && from.place().getScheme().equals("http")
            && from.place().getPort() < 0
            && to.getPort() < 0;
    if (!sameHost || !(same || upgraded)) {
      return Optional.empty();
    }
    URI place = same ? from.place() : URI.create("https://" + from.place().getHost());
    String path = to.getRawPath().isEmpty() ? "/" : to.getRawPath();
    String query = to.getRawQuery() == null ? "" : "?" + to.getRawQuery();
    return Optional.of(
        new Visit(
            from.whom(),
            place,
            from.host(),
            path + query,
            from.followsRedirects(),
            from.timeout()));
  }

  private static Answer refused(@Nullable Throwable failure) {
    return switch (failure) {
      case IOException io -> Unvisited.answer(io);
      // The environment names a proxy that is none; the message names the variable.
      case IllegalArgumentException unusable ->
          new Answer.None(Reason.UNREACHABLE, String.valueOf(unusable.getMessage()));
      case Error error -> throw error;
      case null, default -> new Answer.None(Reason.UNREACHABLE, "it could not be asked");
    };
  }
}
