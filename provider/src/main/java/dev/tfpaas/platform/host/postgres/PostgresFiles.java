package dev.tfpaas.platform.host.postgres;

import dev.tfpaas.platform.host.process.HostFailure;
import dev.tfpaas.platform.host.process.OwnFiles;
import dev.tfpaas.platform.host.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/// The files of one server.
///
/// @param home the directory that holds them
/// @param port where it listens
/// @param password of its roles; never shown
/// @param tools whom they are for
record PostgresFiles(Path home, int port, String password, PostgresTools tools) {
  @Override
  public String toString() {
    return home.toString();
  }

  Path data() {
    return home.resolve("data");
  }

  Path fresh() {
    return home.resolve("data.new");
  }

  Path signal() {
    return data().resolve("standby.signal");
  }

  Path lock() {
    return data().resolve("postmaster.pid");
  }

  /// Returns the number of the process that wrote the lock, which it may have left behind.
  Optional<Long> locker() {
    try {
      return Files.readAllLines(lock()).stream()
          .findFirst()
          .map(String::strip)
          .filter(it -> it.matches("\\d{1,18}"))
          .map(Long::parseLong);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException failure) {
      throw HostFailure.of("%s cannot be read".formatted(lock()), failure);
    }
  }

  /// Returns the number of the server that holds the directory, whoever started it. A server works
  /// in its directory, so that a process which got the number of a killed one is not mistaken for
  /// it.
  Optional<Long> holder() {
    return locker().filter(it -> Processes.worksIn(it, data()));
  }

  void asStandby() {
    if (!Files.exists(signal())) {
      OwnFiles.write(signal(), "");
      tools.handOver(signal());
    }
  }

  Path log() {
    return data().resolve("server.log");
  }

  String lastLines() {
    if (!Files.exists(log())) {
      return "nothing";
    }
    List<String> lines = read(log()).lines().toList();
    return String.join(" ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
  }

  String connection(int gate) {
    String file = pass().toString().replace("\\", "\\\\").replace("'", "\\'");
    return "host=127.0.0.1 port=%d user=%s dbname=postgres passfile='%s' application_name=paas"
        .formatted(gate, PostgresServer.OWNER, file);
  }

  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  Path pass() {
    return secret("pgpass", "*:*:*:*:" + password + "\n");
  }

  Path secret(String name, String text) {
    Path file = home.resolve(name);
    OwnFiles.write(file, text);
    tools.handOver(file);
    return file;
  }

  void directory(Path directory) {
    OwnFiles.closed(directory);
    tools.handOver(directory);
  }

  /// Writes all settings of ours anew: a copy brings those of the server that it was made of.
  void configure(String source, String slot) {
    Path file = data().resolve("postgresql.auto.conf");
    OwnFiles.write(
        file,
        """
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        wal_level = replica
        wal_log_hints = on
        max_wal_senders = 10
        max_replication_slots = 10
        max_slot_wal_keep_size = 1GB
        wal_keep_size = 256MB
        wal_retrieve_retry_interval = 100ms
        hot_standby = on
        shared_buffers = 16MB
        autovacuum_naptime = 5min
        primary_conninfo = %s
        primary_slot_name = '%s'
        """
            .formatted(port, quoted(source), slot));
    tools.handOver(file);
  }

  /// Tells whether the settings are those of this server, as [#configure] or the server itself
  /// wrote them.
  boolean hasOwnSettings() {
    Path file = data().resolve("postgresql.auto.conf");
    return Files.exists(file)
        && read(file)
            .lines()
            .map(it -> it.replace("'", ""))
            .anyMatch(it -> it.equals("port = " + port));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw HostFailure.of("%s cannot be read".formatted(file), failure);
    }
  }

  /// What it held before, until a new copy is up.
  Path old() {
    return home.resolve("data.old");
  }

  /// Puts back what there was, where the copy was not put in its place any more.
  void restore() {
    if (!Files.exists(data()) && Files.exists(old())) {
      move(old(), data());
    }
  }

  static void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw HostFailure.of("%s cannot be moved".formatted(from), failure);
    }
  }
}
