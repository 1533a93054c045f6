package dev.tfpaas.platform.host.sample;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tfpaas.platform.host.postgres.PostgresConnection;
import dev.tfpaas.platform.host.postgres.PostgresException;
import dev.tfpaas.platform.host.postgres.PostgresFacts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The app: `POST /requests/ID` writes a row and answers 201 once it is committed, `GET
/// /requests/ID` says whether it is there, `GET /requests` lists all, `GET /health` asks no
/// database.
///
/// It is told where to listen by `PORT` and where its database is by `DATABASE_URL`, as any other.
public final class SampleApp {
  private static final Pattern ID = Pattern.compile("/requests/([A-Za-z0-9_-]{1,64})");
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final int MOST_CONNECTIONS = 16;
  private static final int FOUND = 200;
  private static final int WRITTEN = 201;
  private static final int ABSENT = 404;
  private static final int UNAVAILABLE = 503;

  private final String database;
  private final BlockingQueue<PostgresConnection> kept =
      new LinkedBlockingQueue<>(MOST_CONNECTIONS);
  private final Semaphore free = new Semaphore(MOST_CONNECTIONS, true);

  private SampleApp(String database) {
    this.database = database;
  }

  /// Runs until it is ended.
  ///
  /// @param args none
  /// @throws IOException when its port is taken
  public static void main(String[] args) throws IOException {
    Map<String, String> environment = System.getenv();
    SampleApp app = new SampleApp(environment.getOrDefault("DATABASE_URL", ""));
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
        write(one.group(1));
        say(exchange, WRITTEN, one.group(1));
      } else if (one.matches()) {
        say(exchange, isThere(one.group(1)) ? FOUND : ABSENT, one.group(1));
      } else if (path.equals("/requests")) {
        say(exchange, FOUND, all());
      } else {
        say(exchange, FOUND, "POST /requests/ID writes a row; GET reads it back.");
      }
    } catch (PostgresException failure) {
      say(exchange, UNAVAILABLE, String.valueOf(failure.getMessage()));
    }
  }

  private static void say(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private void write(String id) {
    String insert =
        "INSERT INTO %s (id) VALUES ('%s') ON CONFLICT DO NOTHING"
            .formatted(PostgresFacts.TABLE, id);
    with(connection -> {
      try {
        return connection.query(insert);
      } catch (PostgresException failure) {
        if (!failure.isAnswer() || !String.valueOf(failure.getMessage()).contains("not exist")) {
          throw failure;
        }
        makeTable(connection);
        return connection.query(insert);
      }
    });
  }

  /// One at a time: the server takes two that make one table at once for a mistake.
  private synchronized void makeTable(PostgresConnection connection) {
    connection.query(
        "CREATE TABLE IF NOT EXISTS %s (id text PRIMARY KEY, at timestamptz DEFAULT now())"
            .formatted(PostgresFacts.TABLE));
  }

  private boolean isThere(String id) {
    return !with(connection ->
            connection.query("SELECT 1 FROM %s WHERE id = '%s'".formatted(PostgresFacts.TABLE, id)))
        .isEmpty();
  }

  private String all() {
    return with(connection -> connection.query("SELECT id FROM " + PostgresFacts.TABLE)).stream()
        .map(List::getFirst)
        .collect(Collectors.joining("\n"));
  }

  /// Work with a connection.
  @FunctionalInterface
  private interface Work<T> {
    T with(PostgresConnection connection);
  }

  /// A connection that was kept may lead to a server that was restarted since; each write may be
  /// made again, since it has an identifier of its own.
  private <T> T with(Work<T> work) {
    free.acquireUninterruptibly();
    try {
      PostgresConnection idle = kept.poll();
      if (idle != null) {
        try {
          return with(idle, work);
        } catch (PostgresException _) {
          // The next one is a new connection, whose failure is told.
        }
      }
      return with(PostgresConnection.open(login(database), ANSWER), work);
    } finally {
      free.release();
    }
  }

  private <T> T with(PostgresConnection connection, Work<T> work) {
    boolean isWell = false;
    try {
      T answer = work.with(connection);
      isWell = kept.offer(connection);
      return answer;
    } finally {
      if (!isWell) {
        connection.close();
      }
    }
  }

  private static PostgresConnection.Login login(String url) {
    URI uri = URI.create(url);
    String[] user = String.valueOf(uri.getUserInfo()).split(":", -1);
    return new PostgresConnection.Login(
        uri.getPort(), user[0], uri.getPath().substring(1), user[user.length - 1]);
  }
}
