package dev.tfpaas.platform.host;

import dev.tfpaas.platform.host.engine.DatabaseServer;
import dev.tfpaas.platform.host.ground.Records.DatabaseRecord;
import dev.tfpaas.platform.host.mariadb.MariaServer;
import dev.tfpaas.platform.host.mariadb.MariaTools;
import dev.tfpaas.platform.host.postgres.PostgresServer;
import dev.tfpaas.platform.host.postgres.PostgresTools;
import dev.tfpaas.platform.host.process.HostFailure;
import dev.tfpaas.platform.host.redis.RedisServer;
import dev.tfpaas.platform.host.redis.RedisTools;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The engines of the databases that there can be.
enum Engine {
  POSTGRESQL(PostgresServer.ENGINE) {
    @Override
    void requirePrograms() {
      PostgresTools.require();
    }

    @Override
    DatabaseServer server(Path home, DatabaseRecord it) {
      return new PostgresServer(home, it.port(), it.password(), PostgresTools.require());
    }
  },
  MYSQL(MariaServer.ENGINE) {
    @Override
    void requirePrograms() {
      MariaTools.require();
    }

    @Override
    DatabaseServer server(Path home, DatabaseRecord it) {
      return new MariaServer(home, it.port(), it.password(), MariaTools.require());
    }
  },
  REDIS(RedisServer.ENGINE) {
    @Override
    void requirePrograms() {
      RedisTools.require();
    }

    @Override
    DatabaseServer server(Path home, DatabaseRecord it) {
      return new RedisServer(home, it.port(), it.password(), RedisTools.require());
    }
  };

  private final String called;

  Engine(String called) {
    this.called = called;
  }

  static List<String> names() {
    return Stream.of(values()).map(it -> it.called).toList();
  }

  static Optional<Engine> of(String name) {
    return Stream.of(values()).filter(it -> it.called.equals(name)).findFirst();
  }

  /// Returns an engine that there must be.
  ///
  /// @throws HostFailure when there is none of that name
  static Engine require(String name) {
    return of(name)
        .orElseThrow(() ->
            new HostFailure(
                "There is no engine %s; there are %s."
                    .formatted(name, String.join(", ", names()))));
  }

  /// Sees to it that this machine has its programs.
  ///
  /// @throws HostFailure when it does not
  abstract void requirePrograms();

  /// Returns the server of a database.
  ///
  /// @param home its directory
  /// @throws HostFailure when this machine does not have its programs
  abstract DatabaseServer server(Path home, DatabaseRecord it);
}
