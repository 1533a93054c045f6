package dev.tfpaas.world;

import dev.tfpaas.world.fact.AppFact;
import dev.tfpaas.world.fact.Curve;
import dev.tfpaas.world.fact.DataSetFact;
import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.DatabaseName;
import dev.tfpaas.world.fact.DomainFact;
import dev.tfpaas.world.fact.Fact;
import dev.tfpaas.world.fact.Lineage;
import dev.tfpaas.world.fact.Meter;
import dev.tfpaas.world.fact.RegionFact;
import dev.tfpaas.world.fact.SettingsFact;
import dev.tfpaas.world.fact.Timings;
import dev.tfpaas.world.fact.TrafficFact;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What exists at first.
///
/// `estate.yaml` has four keys, all optional. Unknown keys are errors; anchors are not known.
///
/// ```yaml
/// regions:                     # default: eu-west and eu-central (cloud-a, live), us-east (cloud-b)
///   eu-west:
///     display_name: Europe (West)   # default: the name
///     cloud: cloud-a           # default: local
///     live: true               # apps can move in and out without a stop; default: false
///     up: true                 # default: true
/// apps:                        # default: none
///   shop:
///     region: eu-west          # required
///     environment: production  # default: production
///     size: M                  # default: M
///     variables: {LOG_LEVEL: info}
///     domains: [shop.example.com]
///     maintenance: false
///     databases:               # mysql, postgresql, redis
///       mysql: {writes: 1000}  # how many it holds; default: 0
///       postgresql:            # or several of an engine, each by its own name
///         orders: {writes: 1000}
///         users:
///       redis:
/// traffic:                     # default: none
///   shoppers:
///     app: shop                # required
///     rate: 20                 # requests a second, each a write to every database; default: 1
///     address: group           # or app: never follow the app's failover group; default: group
/// timings:                     # see Timings.Timing for all; numbers with ms, s, m, h or d
///   clone: 2s
///   promote: 200ms
/// ```
///
/// The file is read when the world is made, by the first change; later changes to it have no effect
/// before a reset.
///
/// @param regions the regions
/// @param apps the apps
/// @param traffic the clients
/// @param timings how long things take
public record Estate(
    List<RegionFact> regions, List<App> apps, List<Traffic> traffic, Timings timings) {

  /// Copies the lists.
  public Estate {
    regions = List.copyOf(regions);
    apps = List.copyOf(apps);
    traffic = List.copyOf(traffic);
  }

  /// An app that exists at first.
  ///
  /// @param name its name
  /// @param environment e.g. `production`
  /// @param region where it runs
  /// @param size the size of its instances
  /// @param variables names and values; only hashes are ever stored
  /// @param domains custom names that lead to it
  /// @param maintenance whether it answers with a maintenance page
  /// @param databases what they are called, see [DatabaseName], and how many writes each holds
  public record App(
      String name,
      String environment,
      String region,
      String size,
      Map<String, String> variables,
      List<String> domains,
      boolean maintenance,
      Map<String, Long> databases) {

    /// Copies the collections.
    public App {
      variables = Map.copyOf(variables);
      domains = List.copyOf(domains);
      databases = Map.copyOf(databases);
    }

    /// Returns the app's name; its variables are secrets.
    @Override
    public String toString() {
      return "app " + name;
    }
  }

  /// Clients that exist at first.
  ///
  /// @param name their name
  /// @param app the app they want
  /// @param rate requests a second
  /// @param usesGroup whether they use the address of the app's failover group as soon as there is
  ///   one
  public record Traffic(String name, String app, long rate, boolean usesGroup) {}

  /// Reads `estate.yaml`.
  ///
  /// @throws WorldException with line and column when it is wrong
  public static Estate read(Path file) {
    return new EstateReader(file).read();
  }

  /// Returns the estate that is used when no `estate.yaml` is given.
  public static Estate builtIn() {
    return new Estate(
        List.of(
            new RegionFact("eu-west", "Europe (West)", "cloud-a", true, true),
            new RegionFact("eu-central", "Europe (Central)", "cloud-a", true, true),
            new RegionFact("us-east", "US (East)", "cloud-b", false, true)),
        List.of(
            new App(
                "shop",
                "production",
                "eu-west",
                "M",
                Map.of("LOG_LEVEL", "info", "CURRENCY", "EUR"),
                List.of("shop.example.com"),
                false,
                Map.of("postgresql", 1000L, "redis", 200L)),
            new App(
                "blog",
                "production",
                "eu-central",
                "S",
                Map.of("LOG_LEVEL", "info"),
                List.of("blog.example.com"),
                false,
                Map.of("mysql", 100L))),
        List.of(new Traffic("shoppers", "shop", 20, true), new Traffic("readers", "blog", 2, true)),
        new Timings(Map.of()));
  }

  /// Returns the facts of this estate as they are at its first instant.
  List<Fact> facts(Instant now) {
    String salt = random();
    List<Fact> facts = new ArrayList<>();
    facts.add(new SettingsFact(random(), salt, timings, Duration.ZERO));
    facts.addAll(regions);
    for (App app : apps) {
      AppFact fact =
          new AppFact(
              app.name(),
              app.environment(),
              app.region(),
              app.size(),
              Secrets.hashes(salt, app.variables()),
              app.domains(),
              AppFact.Origin.FIRST,
              new AppFact.Condition(AppFact.State.RUNNING, app.maintenance(), Optional.empty()));
      facts.add(fact);
      app.domains().forEach(domain -> facts.add(new DomainFact(domain, fact.host())));
      app.databases().forEach((called, writes) -> facts.addAll(database(app, called, writes, now)));
    }
    facts.addAll(clients(now));
    return facts;
  }

  private List<Fact> database(App app, String called, long writes, Instant now) {
    String name = app.name() + "/" + called;
    long rate = app.maintenance() ? 0 : rate(app.name());
    boolean holds = writes > 0 || rate > 0;
    DatabaseFact database =
        new DatabaseFact(
            app.name(),
            called,
            DatabaseFact.Access.of(holds ? DatabaseFact.Role.PRIMARY : DatabaseFact.Role.EMPTY),
            holds ? name : "",
            holds ? new Lineage(List.of(), 1) : Lineage.NONE,
            new Curve(List.of(new Curve.Point(now, writes)), rate),
            Optional.empty());
    return holds
        ? List.of(database, new DataSetFact(name, 1, List.of(name), false))
        : List.of(database);
  }

  private long rate(String app) {
    return traffic.stream().filter(it -> it.app().equals(app)).mapToLong(Traffic::rate).sum();
  }

  private List<Fact> clients(Instant now) {
    List<Fact> clients = new ArrayList<>();
    for (Traffic client : traffic) {
      boolean served =
          apps.stream().anyMatch(app -> app.name().equals(client.app()) && !app.maintenance());
      clients.add(
          new TrafficFact(
              client.name(),
              client.app(),
              client.usesGroup(),
              client.rate(),
              served ? Optional.of(client.app()) : Optional.empty(),
              now,
              0,
              0,
              0,
              Meter.started(served, now)));
    }
    return clients;
  }

  private static String random() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
