package dev.tfpaas.world.fact;

import dev.tfpaas.world.json.Json.Fields;

/// One stored thing of the world, immutable; everything else is derived from facts and the clock.
///
/// A new one is a record of its own with a [FactKind], named here and in [Kinds].
public sealed interface Fact
    permits AppFact,
        BackupFact,
        DataSetFact,
        DatabaseFact,
        DomainFact,
        GroupFact,
        MarkFact,
        MigrationFact,
        PendingFact,
        RegionFact,
        ReplicationFact,
        SettingsFact,
        TrafficFact,
        ViolationFact {

  /// Returns the fact's kind.
  FactKind<?> kind();

  /// Returns the fact's place in the store, e.g. `app/shop`; unique.
  String key();

  /// Returns the fact as it stands in the journal.
  static Fields write(Fact fact) {
    return fact.kind().write(fact);
  }

  /// Reads a fact as it stands in the journal.
  ///
  /// @throws IllegalArgumentException when it is none
  static Fact read(Fields in) {
    return Kinds.read(in);
  }
}
