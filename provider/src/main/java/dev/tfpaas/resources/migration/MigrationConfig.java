package dev.tfpaas.resources.migration;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.RegionMigrations;
import dev.tfpaas.resources.life.Capabilities;
import java.util.List;
import java.util.Locale;

/// What a `paas_region_migration` asks for, once it is known.
///
/// @param spec the move that is wanted
/// @param phase how far
/// @param allowLiveDatabases whether live migration of active databases is allowed
public record MigrationConfig(
    MigrationSpec spec, MigrationSpec.Phase phase, boolean allowLiveDatabases) {
  /// What says how the steps ahead are made; without steps ahead they say nothing.
  static final List<String> WAYS =
      List.of("mode", "data", "target_app_id", "failover_group_id", "allow_live_databases");

  private static final List<String> GOALS = List.of("app_id", "to_region", "new_name", "phase");

  /// Tells whether everything that the platform is told is known in a plan.
  static boolean isKnown(Value planned) {
    return WAYS.stream().noneMatch(name -> planned.get(name).isUnknown())
        && GOALS.stream().noneMatch(name -> planned.get(name).isUnknown());
  }

  /// Reads a plan or a state whose inputs are known.
  static MigrationConfig from(Value object) {
    return new MigrationConfig(
        new MigrationSpec(
            object.get("app_id").asString(),
            object.get("to_region").asString(),
            object.get("new_name").optionalString(),
            mode(object.get("mode").optionalString().orElse("auto")),
            object.get("data").optionalString().orElse("managed").equals("manual"),
            object.get("target_app_id").optionalString(),
            object.get("failover_group_id").optionalString()),
        phase(object),
        object.get("allow_live_databases").optionalBool().orElse(false));
  }

  /// Reads the phase to reach.
  static MigrationSpec.Phase phase(Value object) {
    return MigrationSpec.Phase.parse(object.get("phase").optionalString().orElse("finalized"));
  }

  /// Reads a mode that validation accepted.
  private static MigrationSpec.Mode mode(String word) {
    return MigrationSpec.Mode.valueOf(word.toUpperCase(Locale.ROOT));
  }

  /// Returns what the platform offers for migrations.
  ///
  /// @throws dev.tfpaas.framework.diag.DiagnosticException when it has none
  static RegionMigrations migrations(Platform platform) {
    return Capabilities.require(platform, platform.regionMigrations(), MigrationSchema.TYPE_NAME);
  }
}
