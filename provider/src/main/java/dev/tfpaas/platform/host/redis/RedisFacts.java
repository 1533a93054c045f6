package dev.tfpaas.platform.host.redis;

import dev.tfpaas.platform.host.engine.ServerFacts;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What a server says of itself.
///
/// @param history names what it writes, or follows; another one after each promotion
/// @param position how far it goes in that, in bytes
/// @param earlier names what it wrote or followed before it was promoted
/// @param forkedAt how far it went in that
/// @param isStandby whether it is a replica, to which the app's user cannot write
/// @param follows whether it is a replica of somebody
/// @param streams whether it receives from that one now
/// @param isEmpty whether there is no key in it
/// @param rows how many requests the app of ours has written; empty where it wrote none
/// @param behind when a replica last heard of its source; empty where it hears nothing
/// @param logs whether it writes a log of what it does (AOF)
/// @param version its program and version, e.g. `redis 7.0.15`
/// @see <a href="https://redis.io/docs/latest/commands/info/">INFO</a>
public record RedisFacts(
    String history,
    long position,
    String earlier,
    long forkedAt,
    boolean isStandby,
    boolean follows,
    boolean streams,
    boolean isEmpty,
    OptionalLong rows,
    Optional<Duration> behind,
    boolean logs,
    String version)
    implements ServerFacts {
  /// The hash of our app: a field a request.
  public static final String KEY = "paas_requests";

  /// Asks.
  ///
  /// @throws RedisException when it does not answer
  static RedisFacts read(RedisConnection connection) {
    String text = connection.value("INFO", "everything");
    Map<String, String> said = new HashMap<>();
    text.lines()
        .forEach(line -> {
          int colon = line.indexOf(':');
          if (colon > 0) {
            said.put(line.substring(0, colon), line.substring(colon + 1).strip());
          }
        });
    boolean isStandby = said.getOrDefault("role", "").equals("slave");
    boolean follows = isStandby && !said.getOrDefault("master_port", "").equals(RedisServer.NOBODY);
    long heard = whole(said, "master_last_io_seconds_ago");
    return new RedisFacts(
        said.getOrDefault("master_replid", ""),
        whole(said, isStandby ? "slave_repl_offset" : "master_repl_offset"),
        said.getOrDefault("master_replid2", ""),
        whole(said, "second_repl_offset") - 1,
        isStandby,
        follows,
        said.getOrDefault("master_link_status", "").equals("up"),
        said.keySet().stream().noneMatch(it -> it.matches("db\\d+")),
        said.containsKey("db0") ? rows(connection) : OptionalLong.empty(),
        heard < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(heard)),
        said.getOrDefault("aof_enabled", "").equals("1")
            && said.getOrDefault("aof_rewrite_in_progress", "").equals("0")
            && said.getOrDefault("aof_rewrite_scheduled", "").equals("0"),
        said.containsKey("valkey_version")
            ? "valkey " + said.get("valkey_version")
            : "redis " + said.getOrDefault("redis_version", "0"));
  }

  private static long whole(Map<String, String> said, String key) {
    return Long.parseLong(said.getOrDefault(key, "-1"));
  }

  private static OptionalLong rows(RedisConnection connection) {
    try {
      long rows = Long.parseLong(connection.value("HLEN", KEY));
      return rows == 0 ? OptionalLong.empty() : OptionalLong.of(rows);
    } catch (RedisException failure) {
      if (failure.isAnswer() && !failure.isPassing()) {
        // Somebody else's key of that name.
        return OptionalLong.empty();
      }
      throw failure;
    }
  }

  @Override
  public boolean isRelatedTo(ServerFacts other) {
    return other instanceof RedisFacts it
        && (it.history.equals(history) || it.history.equals(earlier) || it.earlier.equals(history));
  }

  /// A server that was started again from its log no longer knows whom it is related to; only what
  /// is told to follow is known to be filled.
  @Override
  public boolean isFilling(ServerFacts source) {
    return follows && !isRelatedTo(source);
  }

  @Override
  public boolean includes(ServerFacts other) {
    return other instanceof RedisFacts it
        && it.isStandby
        && (it.history.equals(history)
            ? it.position <= position
            : it.history.equals(earlier) && it.position <= forkedAt);
  }
}
