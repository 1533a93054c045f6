package dev.tfpaas.terraform;

import java.util.List;
import java.util.Random;

/// An estate of a few apps and a topology over it, both made of a seed: copies with or without
/// settings of their own, replicas of some or all databases, failover groups, a migration that is
/// not finished.
///
/// @param estate the text of `estate.yaml`
/// @param topology the text of `topology.yaml`
record RandomTopology(String estate, String topology) {
  private static final List<String> REGIONS = List.of("eu-west", "eu-central", "us-east");
  private static final List<String> ENGINES = List.of("postgresql", "redis", "mysql");

  static RandomTopology of(long seed) {
    Parts parts = new Parts(new Random(seed));
    int count = 1 + parts.random.nextInt(3);
    for (int i = 0; i < count; i++) {
      parts.pair("app" + i, i == 0);
    }
    if (parts.random.nextBoolean()) {
      parts.move();
    }
    return new RandomTopology(parts.estate.toString(), parts.topology());
  }

  /// The parts of both files while they are made.
  private static final class Parts {
    private final Random random;
    private final StringBuilder estate =
        new StringBuilder("timings: {clone: 100ms, seed: 100ms, dns: 50ms}\napps:\n");
    private final StringBuilder apps = new StringBuilder("apps:\n");
    private final StringBuilder replication = new StringBuilder("replication:\n");
    private final StringBuilder failover = new StringBuilder("failover:\n");
    private final StringBuilder migrations = new StringBuilder("migrations:\n");

    Parts(Random random) {
      this.random = random;
    }

    /// Adds an app that exists, its copy, and what may be between the two.
    void pair(String app, boolean isGrouped) {
      List<String> engines = ENGINES.subList(0, random.nextInt(4));
      exists(app, engines);
      apps.append("  %s-copy: {clone_of: %s, region: %s".formatted(app, app, region()));
      apps.append(maybe(", variables: {LOG_LEVEL: debug}"));
      apps.append(maybe(", size: L")).append("}\n");
      for (String engine : engines.subList(0, random.nextInt(engines.size() + 1))) {
        replication.append(
            "  %s-%s: {source: %s, replica: %s-copy, engine: %s"
                .formatted(app, engine, app, app, engine));
        replication.append(maybe(", backup: {frequency: 2h, keep: 2}"));
        replication.append(maybe(", on_destroy: detach")).append("}\n");
      }
      if (isGrouped || random.nextBoolean()) {
        failover.append("  %s: {members: [%s, %s-copy]".formatted(app, app, app));
        failover.append(maybe(", active: " + app));
        failover.append(maybe(", objectives: {rpo: 10s}")).append("}\n");
      }
    }

    private void exists(String app, List<String> engines) {
      estate.append("  %s:\n    region: %s\n".formatted(app, region()));
      estate.append("    variables: {CURRENCY: EUR, LOG_LEVEL: info}\n    databases:\n");
      engines.forEach(engine -> estate.append("      %s: {writes: 5}\n".formatted(engine)));
      apps.append("  %s:\n".formatted(app));
    }

    /// Adds an app whose move is begun and not finished, so that destroying takes it back.
    void move() {
      estate.append("  mover:\n    region: eu-west\n");
      apps.append("  mover:\n");
      migrations.append("  mover: {to: us-east, phase: %s}\n".formatted(phase()));
    }

    private String phase() {
      return List.of("checked", "prepared", "data_migrated").get(random.nextInt(3));
    }

    private String maybe(String text) {
      return random.nextBoolean() ? text : "";
    }

    private String region() {
      return REGIONS.get(random.nextInt(REGIONS.size()));
    }

    String topology() {
      return "deletion_protection: false\n" + apps + replication + failover + migrations;
    }
  }
}
