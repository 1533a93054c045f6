package dev.tfpaas.matrix;

import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.local.LocalPlatform;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.runbook.MovedClock;
import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.CallEntry;
import dev.tfpaas.world.Caller;
import dev.tfpaas.world.Estate;
import dev.tfpaas.world.Groups;
import dev.tfpaas.world.Regions;
import dev.tfpaas.world.World;
import dev.tfpaas.world.fact.GroupFact;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The local platform with its built-in estate.
final class LocalTheatre extends Theatre {
  static final String CLONE =
      "{'source_app_id': 'shop', 'name': 'shop-dr', 'region': 'eu-central',"
          + " 'deletion_protection': false}";

  private final Path directory;
  private final World world;

  private boolean several;

  LocalTheatre(Path directory) {
    this(directory, new MovedClock(Instant.parse("2026-01-01T00:00:00Z")));
  }

  private LocalTheatre(Path directory, MovedClock clock) {
    super(clock, LocalPlatform.open(directory, Optional.empty(), clock));
    this.directory = directory;
    this.world = World.open(directory, Estate.builtIn(), clock);
  }

  /// With a copy of the app.
  LocalTheatre copied() {
    driver("paas_app_clone").apply(CLONE).orFail();
    return this;
  }

  /// With a second PostgreSQL database in the app, which its copy gets, too.
  LocalTheatre several() {
    world.call(
        Caller.DASHBOARD,
        "add users",
        draft -> AppOperations.newDatabase(draft, "shop", "postgresql/users"));
    several = true;
    return this;
  }

  /// With a copy of the app, all databases of which follow.
  LocalTheatre replicated() {
    return replicated("");
  }

  /// The same with more attributes of the replications, each begun with a comma.
  LocalTheatre replicated(String more) {
    copied();
    replicating(more).forEach(OneReplication::apply);
    rest(Duration.ofSeconds(5));
    return this;
  }

  /// A replication and what its configuration says.
  record OneReplication(LifecycleDriver<PaasClient> driver, String config) {
    void apply() {
      driver.apply(config).orFail();
    }

    String id() {
      String name = config.contains("'database': 'users'") ? "users" : "postgresql";
      return "shop:shop-dr:"
          + (config.contains("redis") ? "redis" : "postgresql")
          + (config.contains("'database'") ? ":" + name : "");
    }
  }

  /// The replications, as a state knows them that has none yet.
  List<OneReplication> replicating(String more) {
    Stream<String> postgresql =
        several
            ? Stream.of("postgresql", "users")
                .map(name ->
                    replicate(
                        "shop", "shop-dr", "postgresql", ", 'database': '" + name + "'" + more))
            : Stream.of(replicate("shop", "shop-dr", "postgresql", more));
    return Stream.concat(postgresql, Stream.of(replicate("shop", "shop-dr", "redis", more)))
        .map(config -> new OneReplication(driver("paas_db_replication"), config))
        .toList();
  }

  /// With a group of both, whose primary serves.
  LifecycleDriver<PaasClient> formed() {
    return formed("");
  }

  /// The same with more attributes of the replications, each begun with a comma.
  LifecycleDriver<PaasClient> formed(String more) {
    replicated(more);
    LifecycleDriver<PaasClient> group = driver("paas_failover_group");
    group.apply(several ? ofSeveral(pair("primary", "")) : pair("primary", "")).orFail();
    rest(Duration.ofSeconds(5));
    return group;
  }

  /// Returns a configuration of the group that hands over both PostgreSQL databases.
  static String ofSeveral(String pair) {
    return pair.replace(
        "'shop:shop-dr:postgresql'",
        "'shop:shop-dr:postgresql:postgresql', 'shop:shop-dr:postgresql:users'");
  }

  static String replicate(String source, String replica, String engine, String more) {
    return "{'source_app_id': '%s', 'replica_app_id': '%s', 'engine': '%s'%s}"
        .formatted(source, replica, engine, more);
  }

  static String pair(String active, String more) {
    return ("{'name': 'shop', 'primary_app_id': 'shop', 'secondary_app_id': 'shop-dr',"
            + " 'replication_ids': ['shop:shop-dr:postgresql', 'shop:shop-dr:redis'],"
            + " 'deletion_protection': false, 'active': '%s'%s}")
        .formatted(active, more);
  }

  void fail(String region) {
    world.call(Caller.DASHBOARD, "fail " + region, draft -> Regions.fail(draft, region));
  }

  /// Switches to the second place as a person does.
  void switchAtOnce() {
    world.call(
        Caller.DASHBOARD,
        "switch",
        draft -> Groups.switchAtOnce(draft, "shop", GroupFact.Place.SECONDARY));
  }

  void heal(String region) {
    world.call(Caller.DASHBOARD, "heal " + region, draft -> Regions.heal(draft, region));
  }

  @Override
  Platform open() {
    return LocalPlatform.open(directory, Optional.empty(), clock);
  }

  @Override
  List<String> calls() {
    return world.calls().stream()
        .filter(entry -> entry.by() == Caller.API && entry.accepted())
        .map(CallEntry::call)
        .toList();
  }

  @Override
  List<String> violations() {
    return violations(world);
  }

  /// Returns what the monitors of a world recorded.
  static List<String> violations(World world) {
    return world.read(
        view -> view.violations().stream().map(it -> it.rule() + ": " + it.detail()).toList());
  }

  @Override
  List<String> standing() {
    return Standing.of(world);
  }
}
