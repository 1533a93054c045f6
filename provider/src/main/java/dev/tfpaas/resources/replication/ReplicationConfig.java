package dev.tfpaas.resources.replication;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.resources.life.AppNames;
import dev.tfpaas.resources.life.Capabilities;
import java.util.List;

/// What a `paas_db_replication` asks for, once it is known.
///
/// @param spec what the replication should be
public record ReplicationConfig(ReplicationSpec spec) {
  /// The attributes that name the two apps.
  static final List<String> PLACES = List.of("source_app_id", "replica_app_id");

  /// The attribute that names the database.
  static final String DATABASE = "database";

  /// The attributes that the platform is told.
  static final List<String> INPUTS =
      List.of(
          "source_app_id",
          "replica_app_id",
          "engine",
          DATABASE,
          "overwrite_replica",
          "backup",
          "direction");

  /// What shows how data flows, and changes by calls only.
  static final List<String> SHOWN = List.of("status", "source_backup_at", "flows_from", "flows_to");

  /// Tells whether everything that the platform is told is known in a plan.
  static boolean isKnown(Value planned) {
    return INPUTS.stream().allMatch(name -> planned.get(name).isWhollyKnown());
  }

  /// Reads a plan or a state whose inputs are known.
  static ReplicationConfig from(Value object) {
    return new ReplicationConfig(
        new ReplicationSpec(
            object.get("source_app_id").asString(),
            object.get("replica_app_id").asString(),
            object.get("engine").asString(),
            object.get("overwrite_replica").optionalBool().orElse(false),
            ReplicationNote.backup(object.get("backup")),
            ReplicationNote.direction(object),
            object.get(DATABASE).optionalString()));
  }

  /// Returns the names by which a plan or a state speaks of the two apps.
  static AppNames names(Platform platform, Value object) {
    return AppNames.in(platform, object, PLACES);
  }

  /// Reads what is to become of the replica.
  static Replications.OnDestroy onDestroy(Value object) {
    return object.get("on_destroy").optionalString().orElse("detach").equals("abandon")
        ? Replications.OnDestroy.ABANDON
        : Replications.OnDestroy.DETACH;
  }

  /// Returns what the platform offers for replications.
  ///
  /// @throws dev.tfpaas.framework.diag.DiagnosticException when it has none
  public static Replications replications(Platform platform) {
    return Capabilities.require(platform, platform.replications(), ReplicationSchema.TYPE_NAME);
  }
}
