package dev.tfpaas.matrix;

import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.local.LocalPlatform;
import dev.tfpaas.resources.PaasClient;
import dev.tfpaas.runbook.MovedClock;
import dev.tfpaas.world.CallEntry;
import dev.tfpaas.world.Estate;
import dev.tfpaas.world.Fact;
import dev.tfpaas.world.Regions;
import dev.tfpaas.world.View;
import dev.tfpaas.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// The local platform with its built-in estate.
final class LocalTheatre extends Theatre {
  static final String CLONE =
      "{'source_app_id': 'shop', 'name': 'shop-dr', 'region': 'eu-central',"
          + " 'deletion_protection': false}";

  private final Path directory;
  private final World world;

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

  /// With a copy of the app, both databases of which follow.
  LocalTheatre replicated() {
    copied();
    driver("paas_db_replication").apply(replicate("shop", "shop-dr", "postgresql", "")).orFail();
    driver("paas_db_replication").apply(replicate("shop", "shop-dr", "redis", "")).orFail();
    rest(Duration.ofSeconds(5));
    return this;
  }

  /// With a group of both, whose primary serves.
  LifecycleDriver<PaasClient> formed() {
    replicated();
    LifecycleDriver<PaasClient> group = driver("paas_failover_group");
    group.apply(pair("primary", "")).orFail();
    rest(Duration.ofSeconds(5));
    return group;
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
    world.call("dashboard", "fail " + region, draft -> Regions.fail(draft, region));
  }

  void heal(String region) {
    world.call("dashboard", "heal " + region, draft -> Regions.heal(draft, region));
  }

  @Override
  Platform open() {
    return LocalPlatform.open(directory, Optional.empty(), clock);
  }

  @Override
  List<String> calls() {
    return world.calls().stream()
        .filter(entry -> entry.by().equals("api") && entry.accepted())
        .map(CallEntry::call)
        .toList();
  }

  @Override
  List<String> violations() {
    return world.read(view -> view.violations().stream().map(Fact.Violation::toString).toList());
  }

  @Override
  List<String> standing() {
    return world.read(LocalTheatre::standing);
  }

  private static List<String> standing(View view) {
    List<String> lines = new ArrayList<>();
    for (Fact.App app : view.apps()) {
      lines.add(
          "app %s %s in %s size %s %s maintenance %s serves %s variables %s domains %s"
              .formatted(
                  app.name(),
                  app.environment(),
                  app.region(),
                  app.size(),
                  app.state(),
                  app.maintenance(),
                  view.serves(app.name()),
                  new TreeSet<>(app.variables().keySet()),
                  app.domains()));
      for (Fact.Database it : view.databases(app.name())) {
        lines.add(
            "database %s %s writable %s closed %s follows %s of %s generation %d"
                .formatted(
                    it.name(),
                    it.role(),
                    view.writable(it),
                    // A platform that fenced it needs not be told so.
                    it.readOnly() || it.fenced(),
                    it.follows().map(Fact.Follows::app),
                    it.dataSet(),
                    it.lineage().generation()));
      }
    }
    view.replications().forEach(it -> lines.add(it.toString()));
    for (Fact.Group group : view.groups()) {
      lines.add(
          "group %s %s and %s domains %s active %s busy %s switched %s"
              .formatted(
                  group.id(),
                  group.primary(),
                  group.secondary(),
                  group.domains(),
                  group.active(),
                  group.busy(),
                  group
                      .last()
                      .map(it -> it.to() + " " + it.mode() + " " + it.finishedAt().isPresent())));
    }
    for (Fact.Migration it : view.migrations()) {
      lines.add("migration %s %s busy %s".formatted(it.id(), it.status(), it.busy()));
    }
    return lines;
  }
}
