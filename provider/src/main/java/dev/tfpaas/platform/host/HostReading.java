package dev.tfpaas.platform.host;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.host.engine.DatabaseException;
import dev.tfpaas.platform.host.engine.ServerFacts;
import dev.tfpaas.platform.host.ground.Cloud;
import dev.tfpaas.platform.host.ground.Records.AppRecord;
import dev.tfpaas.platform.host.ground.Records.DatabaseRecord;
import dev.tfpaas.platform.host.network.NetworkLine;
import java.io.IOException;
import java.util.Optional;

/// Asks the network and the servers what is. Starts nothing.
///
/// @param machines where they are
/// @param calls names what was asked
record HostReading(Machines machines, HostCalls calls) {
  private static final int SERVER_ERROR = 500;

  /// What was asked for, and what the network says that it does; nothing where it is silent.
  record Look(Cloud cloud, Optional<NetworkLine.State> network) {
    /// Tells whether anything of an app can be reached.
    boolean reaches(AppRecord app) {
      return network.isPresent() && cloud.answers(app.region());
    }

    /// Returns what the network does.
    ///
    /// @throws PlatformException when it does not answer
    NetworkLine.State requireNetwork(String call) {
      return network.orElseThrow(() ->
          new PlatformException(
              PlatformException.Kind.UNAVAILABLE,
              HostPlatform.NAME,
              call,
              "the network of the platform does not answer; `paas host up` starts what is not"
                  + " running",
              false));
    }
  }

  Look look(String call) {
    return calls.read(call, () -> new Look(machines.ground().read(), machines.network().state()));
  }

  /// Asks a database what it is, by its gate; empty when it does not answer.
  Optional<ServerFacts> facts(Look look, String app, String engine) {
    return look.cloud().app(app).flatMap(it -> facts(look, it, engine));
  }

  private Optional<ServerFacts> facts(Look look, AppRecord app, String engine) {
    Optional<DatabaseRecord> database = app.database(engine);
    if (database.isEmpty() || !look.reaches(app)) {
      return Optional.empty();
    }
    return calls.read(
        "GET /apps/" + app.name() + "/databases/" + engine,
        () -> {
          try {
            return Optional.of(machines.server(app, database.get()).facts(database.get().gate()));
          } catch (DatabaseException failure) {
            if (failure.isPassing()) {
              // What it is cannot be known now.
              return Optional.empty();
            }
            throw failure;
          }
        });
  }

  /// Tells whether an app would serve if traffic came, maintenance aside.
  boolean isHealthy(Look look, AppRecord app) {
    if (!look.reaches(app)) {
      return false;
    }
    try {
      int status = machines.network().health(look.cloud(), app.name());
      return status > 0 && status < SERVER_ERROR;
    } catch (IOException _) {
      return false;
    }
  }

  /// Tells whether clients of an app get its maintenance page.
  boolean isClosed(Look look, AppRecord app) {
    return look.network().map(it -> it.closed().contains(app.name())).orElse(app.maintenance());
  }

  /// Returns an app of which something is to be changed.
  ///
  /// @throws PlatformException when it does not exist, or its region does not answer
  AppRecord reachable(String name, String call) {
    Look look = look(call);
    look.requireNetwork(call);
    AppRecord app =
        look.cloud()
            .app(name)
            .orElseThrow(() ->
                PlatformException.notFound(HostPlatform.NAME, call, "there is no app " + name));
    if (!look.reaches(app)) {
      throw new PlatformException(
          PlatformException.Kind.UNAVAILABLE,
          HostPlatform.NAME,
          call,
          "region %s does not answer".formatted(app.region()),
          false);
    }
    return app;
  }
}
