package dev.tfpaas.platform.host.sample;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tfpaas.platform.host.engine.DatabaseException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The app: `POST /requests/ID` writes it and answers 201 once it is kept, `GET /requests/ID` says
/// whether it is there, `GET /requests` lists all, `GET /health` asks no database.
///
/// It is told where to listen by `PORT` and where its databases are by `DATABASE_URL`, `MYSQL_URL`
/// and `REDIS_URL`, as any other. What is asked of it is in all that it has: a write is answered
/// when the last of them has it.
public final class SampleApp {
  private static final Pattern ID = Pattern.compile("/requests/([A-Za-z0-9_-]{1,64})");
  private static final int FOUND = 200;
  private static final int WRITTEN = 201;
  private static final int ABSENT = 404;
  private static final int UNAVAILABLE = 503;

  private final List<Store> stores;

  private SampleApp(List<Store> stores) {
    this.stores = List.copyOf(stores);
  }

  /// Runs until it is ended.
  ///
  /// @param args none
  /// @throws IOException when its port is taken
  public static void main(String[] args) throws IOException {
    Map<String, String> environment = System.getenv();
    List<Store> stores = new ArrayList<>();
    Optional.ofNullable(environment.get("DATABASE_URL"))
        .filter(it -> it.startsWith("postgres"))
        .ifPresent(it -> stores.add(new PostgresStore(it)));
    Optional.ofNullable(environment.get("MYSQL_URL"))
        .ifPresent(it -> stores.add(new MariaStore(it)));
    Optional.ofNullable(environment.get("REDIS_URL"))
        .ifPresent(it -> stores.add(new RedisStore(it)));
    SampleApp app = new SampleApp(stores);
    int port = Integer.parseInt(environment.getOrDefault("PORT", "8080"));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            app.answer(exchange);
          }
        });
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Matcher one = ID.matcher(path);
    try {
      if (one.matches() && exchange.getRequestMethod().equals("POST")) {
        stores.forEach(it -> it.write(one.group(1)));
        say(exchange, WRITTEN, one.group(1));
      } else if (one.matches()) {
        say(
            exchange,
            stores.stream().allMatch(it -> it.has(one.group(1))) ? FOUND : ABSENT,
            one.group(1));
      } else if (path.equals("/requests")) {
        say(exchange, FOUND, String.join("\n", all()));
      } else {
        say(exchange, FOUND, "POST /requests/ID writes it; GET reads it back.");
      }
    } catch (DatabaseException failure) {
      say(exchange, UNAVAILABLE, String.valueOf(failure.getMessage()));
    }
  }

  private static void say(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private Set<String> all() {
    Set<String> all = new TreeSet<>();
    stores.stream().findFirst().ifPresent(it -> all.addAll(it.all()));
    stores.stream().skip(1).forEach(it -> all.retainAll(it.all()));
    return all;
  }
}
