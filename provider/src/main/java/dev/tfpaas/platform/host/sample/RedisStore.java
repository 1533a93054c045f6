package dev.tfpaas.platform.host.sample;

import dev.tfpaas.platform.host.redis.RedisConnection;
import dev.tfpaas.platform.host.redis.RedisFacts;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/// A field of a hash each.
final class RedisStore implements Store {
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final Kept<RedisConnection> connections;

  RedisStore(String url) {
    URI uri = URI.create(url);
    String[] user = String.valueOf(uri.getUserInfo()).split(":", -1);
    RedisConnection.Login login =
        new RedisConnection.Login(uri.getPort(), user[0], user[user.length - 1]);
    this.connections =
        new Kept<>(() -> RedisConnection.open(login, ANSWER), RedisConnection::close);
  }

  @Override
  public void write(String id) {
    String at = Instant.now().toString();
    connections.with(connection -> connection.ask("HSETNX", RedisFacts.KEY, id, at));
  }

  @Override
  public boolean has(String id) {
    return connections
        .with(connection -> connection.value("HEXISTS", RedisFacts.KEY, id))
        .equals("1");
  }

  @Override
  public Set<String> all() {
    return Set.copyOf(connections.with(connection -> connection.ask("HKEYS", RedisFacts.KEY)));
  }
}
