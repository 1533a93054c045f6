package dev.tfpaas.platform.host.sample;

import dev.tfpaas.platform.host.postgres.PostgresConnection;
import dev.tfpaas.platform.host.postgres.PostgresException;
import dev.tfpaas.platform.host.postgres.PostgresFacts;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A row of a table each.
final class PostgresStore implements Store {
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final Kept<PostgresConnection> connections;

  PostgresStore(String url) {
    URI uri = URI.create(url);
    String[] user = String.valueOf(uri.getUserInfo()).split(":", -1);
    PostgresConnection.Login login =
        new PostgresConnection.Login(
            uri.getPort(), user[0], uri.getPath().substring(1), user[user.length - 1]);
    this.connections =
        new Kept<>(() -> PostgresConnection.open(login, ANSWER), PostgresConnection::close);
  }

  @Override
  public void write(String id) {
    String insert =
        "INSERT INTO %s (id) VALUES ('%s') ON CONFLICT DO NOTHING"
            .formatted(PostgresFacts.TABLE, id);
    connections.with(connection -> {
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

  @Override
  public boolean has(String id) {
    String question = "SELECT 1 FROM %s WHERE id = '%s'".formatted(PostgresFacts.TABLE, id);
    return !connections.with(connection -> connection.query(question)).isEmpty();
  }

  @Override
  public Set<String> all() {
    return connections
        .with(connection -> connection.query("SELECT id FROM " + PostgresFacts.TABLE))
        .stream()
        .map(List::getFirst)
        .collect(Collectors.toSet());
  }
}
