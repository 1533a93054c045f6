package dev.tfpaas.platform.host;

import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Apps;
import dev.tfpaas.platform.Database;
import dev.tfpaas.platform.Region;
import dev.tfpaas.platform.host.HostReading.Look;
import dev.tfpaas.platform.host.engine.ServerFacts;
import dev.tfpaas.platform.host.ground.Records.AppRecord;
import dev.tfpaas.platform.host.ground.Records.DatabaseRecord;
import dev.tfpaas.platform.host.ground.Records.GroupRecord;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads apps and regions.
///
/// @param reading asks
record HostApps(HostReading reading) implements Apps {

  @Override
  public Optional<App> find(String id) {
    Look look = reading.look("GET /apps/" + id);
    return look.cloud().app(id).map(it -> app(look, it));
  }

  @Override
  public List<App> list() {
    Look look = reading.look("GET /apps");
    return look.cloud().apps().values().stream().map(it -> app(look, it)).toList();
  }

  @Override
  public List<Region> regions() {
    Look look = reading.look("GET /regions");
    return look.cloud().regions().values().stream()
        .map(it ->
            new Region(
                it.name(),
                it.name(),
                "",
                look.network().isPresent() && look.cloud().answers(it.name())))
        .toList();
  }

  @Override
  public List<String> engines() {
    return Engine.names();
  }

  private App app(Look look, AppRecord app) {
    Optional<GroupRecord> group = look.cloud().groupOf(app.name());
    boolean reachable = look.reaches(app);
    boolean healthy = reading.isHealthy(look, app);
    boolean closed = reading.isClosed(look, app);
    return new App(
        app.name(),
        app.name(),
        Optional.empty(),
        app.region(),
        Optional.empty(),
        Optional.empty(),
        "http://127.0.0.1:" + app.gate(),
        status(reachable, healthy, closed),
        reachable,
        healthy,
        closed,
        app.databases().stream().map(it -> database(look, app, it)).toList(),
        group.map(GroupRecord::id),
        group.map(it -> it.active().equals(app.name())).orElse(false),
        app.clonedFrom(),
        Optional.of(app.ownId()));
  }

  private static String status(boolean reachable, boolean healthy, boolean closed) {
    if (!reachable) {
      return "unreachable";
    }
    if (!healthy) {
      return "not answering";
    }
    return closed ? "maintenance" : "running";
  }

  private Database database(Look look, AppRecord app, DatabaseRecord database) {
    Optional<ServerFacts> found = reading.facts(look, app.name(), database.engine());
    if (found.isEmpty()) {
      boolean follows =
          look.cloud().pairs().values().stream()
              .anyMatch(
                  it -> it.replica().equals(app.name()) && it.engine().equals(database.engine()));
      return new Database(
          database.engine(),
          follows ? Database.Role.REPLICA : Database.Role.PRIMARY,
          false,
          OptionalLong.empty());
    }
    ServerFacts facts = found.get();
    return new Database(database.engine(), role(facts), !facts.isStandby(), facts.rows());
  }

  private static Database.Role role(ServerFacts facts) {
    if (facts.isStandby() && facts.follows()) {
      return Database.Role.REPLICA;
    }
    return facts.isEmpty() ? Database.Role.EMPTY : Database.Role.PRIMARY;
  }
}
