package dev.tfpaas.platform.scalingo;

import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Apps;
import dev.tfpaas.platform.Database;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Region;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Reads Scalingo's apps and regions.
final class ScalingoApps implements Apps {
  /// The database engines, ordered.
  static final List<String> ENGINES =
      List.of("elasticsearch", "influxdb", "mongodb", "mysql", "opensearch", "postgresql", "redis");

  private final ScalingoApi api;
  private final AppReader reader;

  ScalingoApps(ScalingoApi api, AppReader reader) {
    this.api = api;
    this.reader = reader;
  }

  @Override
  public Optional<App> find(String id) {
    return find(id, Optional.empty());
  }

  @Override
  public Optional<App> find(String id, Optional<String> ownId) {
    AppPlace place = api.place(id);
    try {
      return reader.find(place, ownId).map(this::read);
    } catch (PlatformException failure) {
      if (isRegionDown(failure)) {
        return Optional.of(App.unread(place.id(api.home()), place.name(), place.region()));
      }
      throw failure;
    }
  }

  @Override
  public Optional<App> known(String id) {
    return find(id).or(() -> ownIds(id).flatMap(it -> find(id, Optional.of(it))));
  }

  /// Returns what the platform calls an app that its copy, or the other member of its group, knows
  /// by that name; empty when none does, or two know different ones.
  private Optional<String> ownIds(String id) {
    Set<String> found = new HashSet<>();
    for (RegionAddress region : api.regions()) {
      try {
        for (WireApp app : reader.all(region.name())) {
          AppReader.Variables variables = reader.variables(app.place());
          variables
              .value(Mark.CLONED_FROM)
              .filter(id::equals)
              .flatMap(_ -> variables.value(Mark.SOURCE))
              .ifPresent(found::add);
          variables
              .value(Mark.GROUP)
              .filter(group -> GroupId.parse(group, api).has(id, api.home()))
              .filter(_ -> !app.place().id(api.home()).equals(id))
              .flatMap(_ -> variables.value(Mark.PARTNER))
              .ifPresent(found::add);
        }
      } catch (PlatformException failure) {
        if (!isRegionDown(failure)) {
          throw failure;
        }
      }
    }
    return found.size() == 1 ? found.stream().findFirst() : Optional.empty();
  }

  /// The region's own API, as opposed to the global one that exchanges tokens.
  static boolean isRegionDown(PlatformException failure) {
    return failure.kind() == PlatformException.Kind.UNAVAILABLE
        && failure.call().contains("/v1/apps");
  }

  @Override
  public List<App> list() {
    List<App> apps = new ArrayList<>();
    for (RegionAddress region : api.regions()) {
      reader.all(region.name()).forEach(app -> apps.add(read(app)));
    }
    apps.sort(Comparator.comparing(App::id));
    return List.copyOf(apps);
  }

  private App read(WireApp app) {
    AppReader.Variables variables = reader.variables(app.place());
    List<Database> databases =
        reader.addons(app.place()).stream()
            .filter(addon -> ENGINES.contains(addon.engine()))
            .map(addon ->
                new Database(
                    addon.engine(),
                    Database.Role.PRIMARY,
                    addon.status().equals("running"),
                    OptionalLong.empty()))
            .toList();
    return new App(
        app.place().id(api.home()),
        app.place().live(),
        Optional.empty(),
        app.place().region(),
        Optional.empty(),
        Optional.empty(),
        app.url(),
        app.status(),
        true,
        app.healthy(),
        app.stopped(),
        databases,
        variables.value(Mark.GROUP),
        variables.role().map(Mark.Role::active).orElse(false),
        variables.value(Mark.CLONED_FROM),
        Optional.of(app.id()).filter(id -> !id.isEmpty()));
  }

  @Override
  public List<Region> regions() {
    return api.regions().stream()
        .map(region -> new Region(region.name(), region.displayName(), "", true))
        .toList();
  }

  @Override
  public List<String> engines() {
    return ENGINES;
  }
}
