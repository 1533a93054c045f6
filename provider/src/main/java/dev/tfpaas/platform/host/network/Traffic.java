package dev.tfpaas.platform.host.network;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tfpaas.platform.host.ground.Cloud;
import dev.tfpaas.platform.host.ground.Records.AppRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// What goes through the network: requests to apps, and bytes to databases. Safe for several
/// threads.
final class Traffic {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int UNAVAILABLE = 503;
  private static final int NOBODY = 502;
  private static final int SILENT = 504;
  private static final int SERVER_ERROR = 500;

  /// Headers of one connection, which the next one makes for itself.
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "transfer-encoding",
          "upgrade");

  private final Supplier<Cloud> cloud;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();
  private final Map<String, Long> refusing = new ConcurrentHashMap<>();
  private final List<PipeGate> pipes = new CopyOnWriteArrayList<>();

  Traffic(Supplier<Cloud> cloud) {
    this.cloud = cloud;
  }

  /// Listens for an app's own clients.
  Listener gate(int port, String app) throws IOException {
    return web(
        port,
        exchange -> {
          Optional<AppRecord> found = cloud.get().app(app);
          if (found.isPresent() && !isCut(found.get())) {
            answer(exchange, found.get());
          }
          // A region that was cut off says nothing at all.
        });
  }

  /// Listens for the clients of a group's address.
  Listener address(int port, String group) throws IOException {
    return web(
        port,
        exchange -> {
          Optional<AppRecord> app =
              Optional.ofNullable(cloud.get().groups().get(group))
                  .flatMap(it -> cloud.get().app(it.active()));
          int status;
          if (app.isEmpty() || isCut(app.get())) {
            status = page(exchange, SILENT, "The region does not answer.");
          } else {
            status = answer(exchange, app.get());
          }
          if (status >= SERVER_ERROR) {
            refusing.putIfAbsent(group, System.currentTimeMillis());
          } else {
            refusing.remove(group);
          }
        });
  }

  /// Listens for those who reach a database from outside its region.
  Listener pipe(int port, int target, String app) throws IOException {
    PipeGate gate =
        PipeGate.open(
            port, target, () -> cloud.get().app(app).filter(it -> !isCut(it)).isPresent());
    pipes.add(gate);
    return gate;
  }

  /// Ends what goes through to regions that were cut off.
  void dropCut() {
    pipes.forEach(PipeGate::dropUnlessOpen);
  }

  /// Tells whether an app of these still answers a request.
  boolean underWay(Set<String> apps) {
    return apps.stream().anyMatch(app -> count(app).get() > 0);
  }

  /// Returns since when a group's clients are refused, in milliseconds of the epoch.
  OptionalLong refusingSince(String group) {
    Long since = refusing.get(group);
    return since == null ? OptionalLong.empty() : OptionalLong.of(since);
  }

  /// Asks an app whether it is well, also while it is in maintenance.
  ///
  /// @return its status; 0 when it does not answer
  int health(AppRecord app) {
    if (isCut(app)) {
      return 0;
    }
    HttpRequest request =
        HttpRequest.newBuilder(uri(app, app.program().health())).timeout(PATIENCE).build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException _) {
      return 0;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private boolean isCut(AppRecord app) {
    return Optional.ofNullable(cloud.get().regions().get(app.region()))
        .filter(it -> !it.cut())
        .isEmpty();
  }

  private AtomicInteger count(String app) {
    return underWay.computeIfAbsent(app, _ -> new AtomicInteger());
  }

  private int answer(HttpExchange exchange, AppRecord app) throws IOException {
    AtomicInteger count = count(app.name());
    // Counted first and asked then: whoever closes the app and sees no request is right.
    count.incrementAndGet();
    try {
      if (cloud.get().app(app.name()).filter(AppRecord::maintenance).isPresent()) {
        exchange.getResponseHeaders().set("Retry-After", "1");
        return page(exchange, UNAVAILABLE, app.name() + " is in maintenance.");
      }
      return forward(exchange, app);
    } finally {
      count.decrementAndGet();
    }
  }

  private int forward(HttpExchange exchange, AppRecord app) throws IOException {
    HttpResponse<byte[]> response;
    try {
      byte[] body = exchange.getRequestBody().readAllBytes();
      HttpRequest.Builder request =
          HttpRequest.newBuilder(uri(app, exchange.getRequestURI().toString()))
              .timeout(LONGEST)
              .method(
                  exchange.getRequestMethod(),
                  body.length == 0
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofByteArray(body));
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
              values.forEach(value -> request.header(name, value));
            }
          });
      response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException _) {
      return page(exchange, NOBODY, app.name() + " does not answer.");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return page(exchange, NOBODY, "The network ends.");
    }
    if (isCut(app)) {
      // It was cut off meanwhile, so this answer did not come through.
      return page(exchange, SILENT, "The region does not answer.");
    }
    response
        .headers()
        .map()
        .forEach((name, values) -> {
          if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
            exchange.getResponseHeaders().put(name, values);
          }
        });
    send(exchange, response.statusCode(), response.body());
    return response.statusCode();
  }

  private static URI uri(AppRecord app, String path) {
    return URI.create("http://127.0.0.1:" + app.port() + path);
  }

  private static int page(HttpExchange exchange, int status, String text) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    send(exchange, status, (text + "\n").getBytes(StandardCharsets.UTF_8));
    return status;
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean isBare = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
    exchange.sendResponseHeaders(status, isBare ? -1 : body.length);
    if (!isBare) {
      exchange.getResponseBody().write(body);
    }
  }

  /// What answers one request, or lets it end without an answer.
  @FunctionalInterface
  private interface Answering {
    void answer(HttpExchange exchange) throws IOException;
  }

  private static Listener web(int port, Answering answering) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            answering.answer(exchange);
          }
        });
    server.start();
    return () -> server.stop(0);
  }
}
