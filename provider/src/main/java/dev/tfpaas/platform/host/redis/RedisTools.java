package dev.tfpaas.platform.host.redis;

import dev.tfpaas.platform.host.process.HostFailure;
import dev.tfpaas.platform.host.process.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The server's program, wherever this machine has it.
///
/// @param program an absolute path
public record RedisTools(Path program) {
  private static final Pattern FULL_VERSION = Pattern.compile("(Redis|Valkey) server v=([0-9.]+)");
  private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.");
  private static final int OLDEST = 7;

  /// Returns it, Redis before Valkey; empty when this machine has none.
  public static Optional<RedisTools> find() {
    return Stream.of("redis-server", "valkey-server")
        .flatMap(it -> Programs.onPath(it).stream())
        .findFirst()
        .map(RedisTools::new);
  }

  /// Returns it.
  ///
  /// @throws HostFailure when this machine has none
  public static RedisTools require() {
    return find()
        .orElseThrow(() ->
            new HostFailure(
                "Neither redis-server nor valkey-server is on the PATH of this machine. Debian and"
                    + " Ubuntu: apt-get install redis-server. macOS: brew install redis."));
  }

  /// Sees to it that it is new enough.
  ///
  /// @throws HostFailure when it is not, or does not say
  void requireVersion() {
    String said =
        Programs.run(List.of(program.toString(), "--version"), Map.of(), Duration.ofSeconds(10));
    Matcher version = VERSION.matcher(said);
    if (!version.find() || Integer.parseInt(version.group(1)) < OLDEST) {
      throw new HostFailure(
          "%s is too old: %d or later is needed, which keeps its replicas when it is closed to writes. It says: %s"
              .formatted(program, OLDEST, said));
    }
  }

  /// Returns what it is, as [RedisFacts#version] has it of one that runs.
  String version() {
    String said =
        Programs.run(List.of(program.toString(), "--version"), Map.of(), Duration.ofSeconds(10));
    Matcher full = FULL_VERSION.matcher(said);
    if (!full.find()) {
      throw new HostFailure("%s does not say its version. It says: %s".formatted(program, said));
    }
    return full.group(1).toLowerCase(Locale.ROOT) + " " + full.group(2);
  }

  /// Says why this program must not be given a copy of what another one holds: it may not be able
  /// to read it.
  ///
  /// @param mine what this one is, as [RedisFacts#version] has it
  /// @param source what the other one is
  static Optional<String> cannotRead(String mine, String source) {
    String[] here = mine.split("[ .]", -1);
    String[] there = source.split("[ .]", -1);
    if (!here[0].equals(there[0])) {
      return Optional.of("it is another program");
    }
    for (int i = 1; i < Math.min(here.length, there.length); i++) {
      int differs = Integer.compare(Integer.parseInt(here[i]), Integer.parseInt(there[i]));
      if (differs != 0) {
        return differs < 0 ? Optional.of("it is older") : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
