package dev.tfpaas.platform.host.mariadb;

import dev.tfpaas.platform.host.process.HostFailure;
import dev.tfpaas.platform.host.process.OwnFiles;
import dev.tfpaas.platform.host.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/// The files of one server. Its settings lie with its data, so that both are replaced at once.
///
/// @param home the directory that holds them
/// @param port where it listens
/// @param password of its users; never shown
record MariaFiles(Path home, int port, String password) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String VERSION = "paas.version";
  private static final String CLOSED = "read_only = ON";
  private static final String DOMAIN = "gtid_domain_id = ";

  /// How large the files of an empty data set are.
  static final List<String> SIZES =
      List.of(
          "innodb_log_file_size=16M",
          "innodb_data_file_path=ibdata1:4M:autoextend",
          "innodb_temp_data_file_path=ibtmp1:4M:autoextend");

  private static final int MOST = Integer.MAX_VALUE;

  @Override
  public String toString() {
    return home.toString();
  }

  Path data() {
    return home.resolve("data");
  }

  /// Where a data set is made; it is in place of the other when it is whole.
  Path fresh() {
    return home.resolve("data.new");
  }

  /// What it held before, until the new one is up.
  Path old() {
    return home.resolve("data.old");
  }

  Path log() {
    return home.resolve("server.log");
  }

  /// The accounts that were locked when it was closed.
  Path locked() {
    return data().resolve("paas.locked");
  }

  static Path settings(Path directory) {
    return directory.resolve("paas.cnf");
  }

  boolean exists() {
    return Files.exists(settings(data()));
  }

  /// Where it stands which release has made the data.
  Path version() {
    return data().resolve(VERSION);
  }

  /// Returns that release, e.g. `10.11`.
  String madeBy() {
    return read(version()).strip();
  }

  /// Returns the number of the server that works in the directory, whoever started it.
  Optional<Long> holder() {
    Path number = data().resolve("paas.pid");
    if (!Files.exists(number)) {
      return Optional.empty();
    }
    return Optional.of(read(number).strip())
        .filter(it -> it.matches("\\d{1,18}"))
        .map(Long::parseLong)
        .filter(it -> Processes.worksIn(it, data()));
  }

  /// Tells whether its settings close it to writes.
  boolean isClosed() {
    return exists() && read(settings(data())).lines().anyMatch(CLOSED::equals);
  }

  /// Returns by what the data set in the directory is known; of a new one a number that is its own.
  static long number() {
    return 1 + (long) RANDOM.nextInt(MOST - 1);
  }

  /// Writes the settings of a new data set, or copy.
  ///
  /// @param domain by which it is known
  /// @param isClosed whether it is a replica
  /// @param release which one makes it
  void make(long domain, boolean isClosed, String release) {
    OwnFiles.write(fresh().resolve(VERSION), release + "\n");
    OwnFiles.write(
        settings(fresh()),
        """
        # Of the platform host; written anew when the database is opened or closed.
        [mariadbd]
        datadir = %1$s
        pid_file = %1$s/paas.pid
        socket =
        port = %2$d
        bind_address = 127.0.0.1
        skip_name_resolve = ON
        max_connect_errors = 4294967295
        local_infile = OFF
        character_set_server = utf8mb4
        log_bin = binlog
        relay_log = relay
        log_slave_updates = ON
        binlog_format = ROW
        sync_binlog = 1
        innodb_flush_log_at_trx_commit = 1
        slave_net_timeout = 10
        gtid_strict_mode = ON
        server_id = %3$d
        %4$s%5$d
        innodb_buffer_pool_size = 64M
        innodb_buffer_pool_load_at_startup = OFF
        innodb_buffer_pool_dump_at_shutdown = OFF
        aria_pagecache_buffer_size = 16M
        %7$s
        %6$s
        """
            .formatted(
                data(),
                port,
                number(),
                DOMAIN,
                domain,
                isClosed ? CLOSED : CLOSED.replace("ON", "OFF"),
                String.join("\n", SIZES)));
  }

  /// Lets the settings say whether it is closed to writes, whoever starts it next.
  void close(boolean isClosed) {
    String now = CLOSED.replace("ON", isClosed ? "ON" : "OFF");
    String then = CLOSED.replace("ON", isClosed ? "OFF" : "ON");
    OwnFiles.write(settings(data()), read(settings(data())).replace(then + "\n", now + "\n"));
  }

  /// Writes a file with the password for the programs.
  Path login() {
    Path file = home.resolve("login.cnf");
    OwnFiles.write(file, "[client]\npassword = %s\n".formatted(password));
    return file;
  }

  /// Puts what was made in place of what there was.
  void replace() {
    OwnFiles.deleteAll(old());
    if (Files.exists(data())) {
      move(data(), old());
    }
    move(fresh(), data());
  }

  /// Puts back what there was, where the other was not put in its place any more.
  void restore() {
    if (!Files.exists(data()) && Files.exists(old())) {
      move(old(), data());
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw HostFailure.of("%s cannot be moved".formatted(from), failure);
    }
  }

  String lastLines() {
    if (!Files.exists(log())) {
      return "nothing";
    }
    List<String> lines = read(log()).lines().toList();
    return String.join(" ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw HostFailure.of("%s cannot be read".formatted(file), failure);
    }
  }
}
