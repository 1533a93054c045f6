package dev.tfpaas.emulator.jelastic;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.Request;
import dev.tfpaas.emulator.VendorApi;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// One hoster's Virtuozzo Application Platform behind one address, everything below `/1.0/`.
///
/// Calls that take long keep their connection open until all is done, and go on when the client
/// leaves; other connections are answered meanwhile. What is due happens before every call, by the
/// emulator's clock. One lock guards everything and is never held while waiting.
public final class JelasticEmulator implements VendorApi {
  /// How often a waiting connection looks at the clock, which need not be the system's.
  private static final Duration LOOK = Duration.ofMillis(4);

  /// Parameters whose values are no secrets and say what a call means.
  private static final List<String> TELLING =
      List.of(
          "envName",
          "srcEnvName",
          "dstEnvName",
          "hardwareNodeGroup",
          "isOnline",
          "extdomain",
          "extDomains",
          "targetappid",
          "nodeGroup",
          "nodeId",
          "sourceNodeId",
          "targetNodeId",
          "envGroup",
          "displayName",
          "appUniqueName");

  private final ReentrantLock lock = new ReentrantLock();
  private final Clock clock;
  private final Hoster hoster;
  private final Routes routes;
  private final DashboardCalls dashboard;
  private final Accent accent;

  /// Makes a hoster with the environments `shop` and `blog` in `default_hn_group`.
  ///
  /// @param clock gives the time
  /// @param pace how long every single thing takes; a migration takes three of them, a copy two
  /// @param token the access token that is accepted from the start, also as the password of
  ///   `dev@example.com`
  public JelasticEmulator(Clock clock, Duration pace, String token) {
    this(clock, pace, token, Dialect.usual("jelastic"));
  }

  /// Makes the same with a platform that is not in every respect as assumed.
  public JelasticEmulator(Clock clock, Duration pace, String token, Dialect dialect) {
    this.clock = clock;
    this.hoster = new Hoster(clock, pace, dialect);
    this.accent = new Accent(dialect);
    hoster.sessions.put(token, Set.of());
    this.routes = new Routes(hoster, new AccountCalls(hoster, token));
    this.dashboard = new DashboardCalls(hoster);
    Demo.fill(hoster);
  }

  @Override
  public Reply handle(Request request) {
    Instant came = clock.instant();
    Answer answer;
    lock.lock();
    try {
      hoster.settle();
      answer = route(request);
    } catch (Refused refused) {
      return Envelope.reply(accent.spoken(method(request), Envelope.refused(refused)));
    } finally {
      lock.unlock();
    }
    return switch (answer) {
      case Answer.Now(ObjectNode body) -> Envelope.reply(accent.spoken(method(request), body));
      case Answer.Later(Answer.Work work) -> await(work, came, method(request));
    };
  }

  private Answer route(Request request) {
    Optional<String> path = path(request);
    if (path.isEmpty()) {
      throw Refused.byGateway(5, "service not found");
    }
    boolean postOnly = Set.of("users/authentication/signin").contains(path.get());
    if (postOnly && !request.method().equals("POST")) {
      throw Refused.byGateway(6, "method not found");
    }
    return routes.call(path.get(), Params.of(request));
  }

  /// Returns group, service and method in lower case; empty for every other path.
  private static Optional<String> path(Request request) {
    List<String> path =
        request.segments().stream().map(part -> part.toLowerCase(Locale.ROOT)).toList();
    boolean complete = path.size() == 5 && path.get(0).equals("1.0") && path.get(3).equals("rest");
    return complete
        ? Optional.of(path.get(1) + "/" + path.get(2) + "/" + path.get(4))
        : Optional.empty();
  }

  private static String method(Request request) {
    return path(request).map(it -> it.substring(it.lastIndexOf('/') + 1)).orElse("");
  }

  private Reply await(Answer.Work work, Instant came, String method) {
    while (true) {
      lock.lock();
      try {
        hoster.settle();
        if (work.body().isPresent()) {
          return Envelope.reply(accent.spoken(method, work.body().get()));
        }
        Optional<Instant> end = hoster.gatewayLimit.map(came::plus);
        if (end.isPresent() && !clock.instant().isBefore(end.get())) {
          return Reply.html(504);
        }
      } finally {
        lock.unlock();
      }
      try {
        Thread.sleep(LOOK);
      } catch (InterruptedException _) {
        // The server is being closed. The work itself does not depend on this connection.
        Thread.currentThread().interrupt();
        return Reply.html(502);
      }
    }
  }

  /// The shared balancer knows an environment by its own domain and those that are bound to it.
  @Override
  public Reply visit(String host) {
    lock.lock();
    try {
      hoster.settle();
      return hoster.environments.values().stream()
          .filter(it -> it.domain().equals(host) || it.domains.containsKey(host))
          .findFirst()
          .map(it ->
              it.status == Status.RUNNING
                  ? Reply.text(200, "Welcome to %s.\n".formatted(it.name))
                  : Reply.text(503, "This environment is stopped.\n"))
          .orElseGet(() -> VendorApi.super.visit(host));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String meaning(Request request) {
    String method = method(request);
    if (method.startsWith("get") || method.startsWith("check") || method.startsWith("sign")) {
      return "";
    }
    Params params = Params.of(request);
    return TELLING.stream()
        .filter(name -> params.text(name).isPresent())
        .map(name -> name + ": " + params.text(name).orElse(""))
        .collect(Collectors.joining(", "));
  }

  /// Fails as a hoster's gateway does, which is where statuses other than 200 come from; what is no
  /// status of HTTP is a result of the platform, in an answer of status 200.
  @Override
  public Reply failure(int status) {
    String text = "injected by the operator";
    return isOfHttp(status)
        ? Envelope.gateway(status, text)
        : Envelope.reply(Envelope.refused(Refused.byLogic(status, text)));
  }

  private static boolean isOfHttp(int status) {
    return status >= 100 && status < 600;
  }

  /// No limit is documented; this is what a gateway in front of the API would say. (invented)
  @Override
  public Reply throttled() {
    return Envelope.gateway(429, "too many requests");
  }

  @Override
  public void expireToken(Request request) {
    lock.lock();
    try {
      Params.of(request).text("session").ifPresent(hoster.sessions::remove);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Reply operate(Request request) {
    lock.lock();
    try {
      hoster.settle();
      return dashboard.handle(request);
    } catch (Refused refused) {
      return Reply.json(400, Envelope.refused(refused));
    } finally {
      lock.unlock();
    }
  }
}
