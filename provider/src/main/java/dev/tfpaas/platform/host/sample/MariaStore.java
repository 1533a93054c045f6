package dev.tfpaas.platform.host.sample;

import dev.tfpaas.platform.host.mariadb.MariaConnection;
import dev.tfpaas.platform.host.mariadb.MariaException;
import dev.tfpaas.platform.host.mariadb.MariaFacts;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A row of a table each.
final class MariaStore implements Store {
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final Kept<MariaConnection> connections;

  MariaStore(String url) {
    URI uri = URI.create(url);
    String[] user = String.valueOf(uri.getUserInfo()).split(":", -1);
    MariaConnection.Login login =
        new MariaConnection.Login(
            uri.getPort(), user[0], uri.getPath().substring(1), user[user.length - 1]);
    this.connections =
        new Kept<>(() -> MariaConnection.open(login, ANSWER), MariaConnection::close);
  }

  @Override
  public void write(String id) {
    String insert = "INSERT IGNORE INTO %s (id) VALUES ('%s')".formatted(MariaFacts.TABLE, id);
    connections.with(connection -> {
      try {
        return connection.query(insert);
      } catch (MariaException failure) {
        if (!failure.lacksTable()) {
          throw failure;
        }
        connection.query(
            "CREATE TABLE IF NOT EXISTS %s (id VARCHAR(64) COLLATE utf8mb4_bin PRIMARY KEY, at TIMESTAMP(3) DEFAULT now(3))"
                .formatted(MariaFacts.TABLE));
        return connection.query(insert);
      }
    });
  }

  @Override
  public boolean has(String id) {
    String question = "SELECT 1 FROM %s WHERE id = '%s'".formatted(MariaFacts.TABLE, id);
    return !connections.with(connection -> connection.query(question)).isEmpty();
  }

  @Override
  public Set<String> all() {
    return connections
        .with(connection -> connection.query("SELECT id FROM " + MariaFacts.TABLE))
        .stream()
        .map(List::getFirst)
        .collect(Collectors.toSet());
  }
}
