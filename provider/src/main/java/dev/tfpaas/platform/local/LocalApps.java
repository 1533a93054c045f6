package dev.tfpaas.platform.local;

import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Apps;
import dev.tfpaas.platform.Database;
import dev.tfpaas.platform.Region;
import dev.tfpaas.world.Engines;
import dev.tfpaas.world.View;
import dev.tfpaas.world.fact.AppFact;
import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.DatabaseName;
import dev.tfpaas.world.fact.GroupFact;
import dev.tfpaas.world.fact.RegionFact;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads the local platform's apps and regions.
final class LocalApps implements Apps {
  private final LocalWorld world;

  LocalApps(LocalWorld world) {
    this.world = world;
  }

  @Override
  public Optional<App> find(String id) {
    return world.read(
        "GET /apps/" + id, view -> world.names().app(view, id).map(app -> app(view, app, id)));
  }

  @Override
  public Optional<App> find(String id, Optional<String> ownId) {
    return world.read(
        "GET /apps/" + id,
        view ->
            ownId
                .map(own -> world.names().app(view, id, own))
                .orElseGet(() -> world.names().app(view, id))
                .map(app -> app(view, app, id)));
  }

  @Override
  public Optional<App> taking(String id) {
    return world.read("GET /apps/" + id, view -> view.app(id).map(app -> app(view, app)));
  }

  @Override
  public List<App> list() {
    return world.read(
        "GET /apps", view -> view.apps().stream().map(app -> app(view, app)).toList());
  }

  @Override
  public List<Region> regions() {
    return world.read(
        "GET /regions",
        view ->
            view.regions().stream()
                .map(it -> new Region(it.name(), it.displayName(), it.cloud(), it.up()))
                .toList());
  }

  @Override
  public List<String> engines() {
    return Engines.ALL;
  }

  private static App app(View view, AppFact app) {
    return app(view, app, app.name());
  }

  /// Shows an app.
  ///
  /// @param id the name by which it is known
  private static App app(View view, AppFact app, String id) {
    Optional<GroupFact> group = view.groupOf(app.name());
    boolean reachable = view.reachable(app);
    return new App(
        id,
        app.name(),
        Optional.of(app.environment()),
        app.region(),
        view.region(app.region()).map(RegionFact::cloud),
        Optional.of(app.size()),
        "https://" + app.host(),
        status(app, reachable),
        reachable,
        view.healthy(app),
        app.maintenance(),
        view.databases(app.name()).stream().map(it -> database(view, it)).toList(),
        group.map(GroupFact::id),
        group.map(it -> it.answers().equals(app.name())).orElse(false),
        app.clonedFrom(),
        Optional.of(app.ownId()));
  }

  private static String status(AppFact app, boolean reachable) {
    if (!reachable) {
      return "unreachable";
    }
    return switch (app.state()) {
      case CREATING -> "creating";
      case MOVING -> "moving";
      case STOPPED -> "stopped";
      case RUNNING -> app.maintenance() ? "maintenance" : "running";
    };
  }

  private static Database database(View view, DatabaseFact database) {
    Database.Role role =
        switch (database.role()) {
          case EMPTY -> Database.Role.EMPTY;
          case PRIMARY -> Database.Role.PRIMARY;
          case REPLICA -> Database.Role.REPLICA;
        };
    return new Database(
        database.engine(),
        DatabaseName.own(database.called()),
        role,
        view.writable(database),
        OptionalLong.of(view.position(database)));
  }
}
