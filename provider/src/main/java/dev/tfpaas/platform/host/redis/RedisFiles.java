package dev.tfpaas.platform.host.redis;

import dev.tfpaas.platform.host.process.HostFailure;
import dev.tfpaas.platform.host.process.OwnFiles;
import dev.tfpaas.platform.host.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The files of one server.
///
/// @param home the directory that holds them
/// @param port where it listens
/// @param password of its users; never shown
record RedisFiles(Path home, int port, String password) {
  private static final String SOURCE = "replicaof 127.0.0.1 ";

  /// What a server begins with.
  enum Start {
    /// The log of all that it did.
    LOG("yes"),
    /// What it was when it was closed, by name and position.
    SAVED("no");

    private final String appendonly;

    Start(String appendonly) {
      this.appendonly = appendonly;
    }
  }

  @Override
  public String toString() {
    return home.toString();
  }

  Path data() {
    return home.resolve("data");
  }

  Path settings() {
    return home.resolve("redis.conf");
  }

  Path log() {
    return home.resolve("server.log");
  }

  boolean exists() {
    return Files.exists(settings());
  }

  /// Returns the number of the server that works in the directory, whoever started it.
  Optional<Long> holder() {
    Path number = data().resolve("redis.pid");
    if (!Files.exists(number)) {
      return Optional.empty();
    }
    return Optional.of(read(number).strip())
        .filter(it -> it.matches("\\d{1,18}"))
        .map(Long::parseLong)
        .filter(it -> Processes.worksIn(it, data()));
  }

  /// Returns the port that it is to follow when it starts; empty when it starts as a primary.
  Optional<String> source() {
    return exists()
        ? read(settings())
            .lines()
            .filter(it -> it.startsWith(SOURCE))
            .map(it -> it.substring(SOURCE.length()))
            .findFirst()
        : Optional.empty();
  }

  /// Tells whether it starts from what it was when it was closed.
  boolean startsFromSaved() {
    return read(settings()).lines().anyMatch("appendonly no"::equals);
  }

  /// Writes all settings anew.
  ///
  /// @param source the port of the server to follow; empty for a primary
  void configure(Optional<String> source, Start start) {
    OwnFiles.write(
        settings(),
        """
        bind 127.0.0.1
        port %1$d
        dir "%2$s"
        pidfile "%2$s/redis.pid"
        appendonly %3$s
        appendfsync always
        save ""
        shutdown-timeout 5
        repl-backlog-size 64mb
        repl-diskless-sync-delay 0
        repl-ping-replica-period 1
        replica-read-only yes
        user default off
        user %4$s on >%6$s ~* &* +@all
        user %5$s on >%6$s ~* &* +@all -@admin
        masteruser %4$s
        masterauth %6$s
        %7$s
        """
            .formatted(
                port,
                data(),
                start.appendonly,
                RedisServer.OWNER,
                RedisServer.USER,
                password,
                source.map(SOURCE::concat).orElse("")));
  }

  String lastLines() {
    if (!Files.exists(log())) {
      return "nothing";
    }
    List<String> lines = read(log()).lines().toList();
    return String.join(" ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw HostFailure.of("%s cannot be read".formatted(file), failure);
    }
  }
}
