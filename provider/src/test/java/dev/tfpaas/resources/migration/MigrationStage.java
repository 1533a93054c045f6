package dev.tfpaas.resources.migration;

import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.platform.RegionMigrations;
import dev.tfpaas.resources.LocalRig;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import java.nio.file.Path;
import java.util.Optional;

/// The app `shop`, which moves from the west to the east.
final class MigrationStage {
  static final String MOVE = "{'app_id': 'shop', 'to_region': 'us-east', 'mode': 'offline'}";

  final LocalRig rig;
  final LifecycleDriver<PaasClient> migration;

  MigrationStage(Path directory) {
    this.rig = new LocalRig(directory.resolve("paas"));
    this.migration = rig.driver(new Life<>(new MigrationKind()));
  }

  /// The move with more in its configuration.
  static String with(String more) {
    return MOVE.replace("}", ", " + more + "}");
  }

  /// The move to a phase.
  static String to(String phase) {
    return with("'phase': '" + phase + "'");
  }

  static MigrationSpec spec() {
    return new MigrationSpec(
        "shop",
        "us-east",
        Optional.empty(),
        MigrationSpec.Mode.OFFLINE,
        false,
        Optional.empty(),
        Optional.empty());
  }

  RegionMigrations migrations() {
    return rig.platform.regionMigrations().get().orElseThrow();
  }

  /// Another user of the platform brings the migration to a phase.
  void outside(MigrationSpec.Phase phase) {
    rig.outside(migrations().advance(migrations().existing(spec()), spec(), phase));
  }
}
