package dev.tfpaas.platform;

import dev.tfpaas.runbook.Runbook;
import java.util.List;
import java.util.Optional;

/// Moves apps to another region, phase by phase.
public interface RegionMigrations extends Limited {

  /// Reads a migration; empty when it definitely does not exist.
  Optional<Migration> find(String id);

  /// Returns the migration of that app to that region which is running or was finalized, to be
  /// adopted instead of started twice; empty when there is none.
  Optional<Migration> existing(MigrationSpec spec);

  /// Checks what is wanted against the platform without any change.
  ///
  /// @param allowLiveDatabases whether live migration of active databases is allowed
  List<Problem> check(MigrationSpec spec, boolean allowLiveDatabases);

  /// Returns the steps that bring the migration to a phase. A pure function of its arguments.
  ///
  /// @param current the migration as read; empty when it is not started
  Runbook advance(Optional<Migration> current, MigrationSpec spec, MigrationSpec.Phase to);

  /// Returns the steps that abort a migration that is not finalized and revert what it did.
  Runbook abort(Migration current);
}
