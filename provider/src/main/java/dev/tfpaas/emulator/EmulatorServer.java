package dev.tfpaas.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tfpaas.world.Pause.Moment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/// Serves a vendor's API on one loopback port and the operator's on another.
///
/// Each call runs on a virtual thread of its own.
public final class EmulatorServer implements AutoCloseable {
  private final HttpServer vendor;
  private final HttpServer operator;
  private final ExecutorService threads;
  private final RequestLog log = new RequestLog();
  private final Faults faults = new Faults();
  private final Hold hold = new Hold();
  private final VendorApi api;
  private final Clock clock;

  private EmulatorServer(VendorApi api, Clock clock, int port, int operatorPort)
      throws IOException {
    this.api = api;
    this.clock = clock;
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
    HttpServer first = listen(port, this::serveVendor);
    try {
      this.operator =
          listen(
              operatorPort,
              exchange -> serve(exchange, new Operator(api, log, faults, hold)::handle));
    } catch (IOException failure) {
      first.stop(0);
      throw failure;
    }
    this.vendor = first;
  }

  /// Starts an emulator.
  ///
  /// @param port the vendor's port on 127.0.0.1; 0 to let the system choose
  /// @param operatorPort the operator's port on 127.0.0.1; 0 to let the system choose
  /// @throws IOException when a port cannot be bound
  public static EmulatorServer start(VendorApi api, Clock clock, int port, int operatorPort)
      throws IOException {
    return new EmulatorServer(api, clock, port, operatorPort);
  }

  /// Returns the vendor's base address, e.g. `http://127.0.0.1:40001`.
  public URI address() {
    return URI.create("http://127.0.0.1:" + vendor.getAddress().getPort());
  }

  /// Returns the operator's base address.
  public URI operatorAddress() {
    return URI.create("http://127.0.0.1:" + operator.getAddress().getPort());
  }

  /// Returns the calls so far.
  public RequestLog log() {
    return log;
  }

  /// Returns the failures to come.
  public Faults faults() {
    return faults;
  }

  /// Returns the call that is to stand still.
  public Hold hold() {
    return hold;
  }

  @Override
  public void close() {
    vendor.stop(0);
    operator.stop(0);
    threads.shutdownNow();
  }

  private HttpServer listen(int port, ExchangeHandler handler) throws IOException {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (BindException failure) {
      // The message of the JDK does not say which port.
      throw new IOException(
          "cannot listen on port %d of 127.0.0.1: %s".formatted(port, failure.getMessage()),
          failure);
    }
    server.setExecutor(threads);
    server.createContext("/", handler::handle);
    server.start();
    return server;
  }

  private void serveVendor(HttpExchange exchange) throws IOException {
    Request request = read(exchange);
    Optional<String> name = name(request);
    if (name.isPresent()) {
      write(exchange, api.visit(name.get()));
      return;
    }
    Optional<Fault> fault = faults.take(request);
    if (fault.isPresent()) {
      suffer(exchange, request, fault.get());
      return;
    }
    Optional<Moment> held = hold.meet(entry(request, 200));
    if (held.filter(Moment.BEFORE::equals).isPresent() && !hold.standStill()) {
      drop(exchange, request);
      return;
    }
    Reply reply = api.handle(request);
    record(request, reply.status());
    if (held.filter(Moment.EFFECT::equals).isPresent() && !hold.standStill()) {
      exchange.close();
      return;
    }
    if (held.filter(Moment.ANSWER::equals).isPresent()) {
      hold.atNext();
    }
    write(exchange, reply);
  }

  /// Returns the name of an app that is asked for: whatever is not this machine. The same port is
  /// the vendor's API and the entrance to the apps.
  private static Optional<String> name(Request request) {
    return request
        .header("Host")
        .map(host -> host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT))
        .filter(host -> !host.matches("localhost|127\\..*|\\[.*|"));
  }

  private void suffer(HttpExchange exchange, Request request, Fault fault) throws IOException {
    switch (fault.kind()) {
      case DELAY -> {
        pause(fault);
        finish(exchange, request, api.handle(request));
      }
      case STATUS -> finish(exchange, request, api.failure(fault.status()));
      case HTML -> finish(exchange, request, Reply.html(fault.status()));
      case HTML_AFTER -> {
        Reply unseen = api.handle(request);
        finish(exchange, request, Reply.html(fault.status()).with("X-Was", "" + unseen.status()));
      }
      case DROP_BEFORE -> drop(exchange, request);
      case DROP_AFTER -> {
        Reply unseen = api.handle(request);
        record(request, unseen.status());
        exchange.close();
      }
      case TRUNCATE -> truncate(exchange, request, api.handle(request));
      case PACK -> pack(exchange, request, api.handle(request));
      case THROTTLE -> finish(exchange, request, api.throttled());
      case EXPIRE_TOKEN -> {
        api.expireToken(request);
        finish(exchange, request, api.handle(request));
      }
    }
  }

  private void drop(HttpExchange exchange, Request request) {
    record(request, 0);
    exchange.close();
  }

  private void truncate(HttpExchange exchange, Request request, Reply reply) throws IOException {
    record(request, reply.status());
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), bytes.length + 1L);
    exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
    exchange.getResponseBody().flush();
    // Closing the body here would complain and leave the connection open; closing the exchange with
    // less sent than announced breaks it, which is the point.
    exchange.close();
  }

  private void pack(HttpExchange exchange, Request request, Reply reply) throws IOException {
    record(request, reply.status());
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(reply.body().getBytes(StandardCharsets.UTF_8));
    }
    write(exchange, reply.with("Content-Encoding", "gzip"), packed.toByteArray());
  }

  private static void pause(Fault fault) {
    try {
      Thread.sleep(fault.delay());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void finish(HttpExchange exchange, Request request, Reply reply) throws IOException {
    record(request, reply.status());
    write(exchange, reply);
  }

  private void record(Request request, int status) {
    log.add(entry(request, status));
  }

  private RequestLog.Entry entry(Request request, int status) {
    return new RequestLog.Entry(
        clock.instant(), request.method(), request.path(), api.meaning(request), status);
  }

  private static void serve(HttpExchange exchange, Function<Request, Reply> handler)
      throws IOException {
    write(exchange, handler.apply(read(exchange)));
  }

  private static Request read(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    URI target = exchange.getRequestURI();
    String query = target.getRawQuery();
    // Two slashes at the beginning look like a host to the parser; clients mean a path.
    boolean doubled = target.getScheme() == null && target.getRawAuthority() != null;
    String path = (doubled ? "//" + target.getRawAuthority() : "") + target.getRawPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    return new Request(
        exchange.getRequestMethod(),
        path,
        query == null ? Map.of() : Request.parameters(query),
        headers,
        body);
  }

  private static void write(HttpExchange exchange, Reply reply) throws IOException {
    write(exchange, reply, reply.body().getBytes(StandardCharsets.UTF_8));
  }

  private static void write(HttpExchange exchange, Reply reply, byte[] bytes) throws IOException {
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    try (exchange) {
      // -1 means "no body"; 0 would mean a body of unknown length.
      exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  @FunctionalInterface
  private interface ExchangeHandler {
    void handle(HttpExchange exchange) throws IOException;
  }
}
