package dev.tfpaas.platform.cloud66;

import java.util.Set;

/// What is remembered about a stack, as environment variables of the stack itself: the API has no
/// other place. They hold no secret, and setting them restarts nothing.
final class Marks {
  /// The uid of the stack that this one is a copy of.
  static final String CLONED_FROM = "PAAS_CLONED_FROM";

  /// The migration whose target this stack is, as [MigrationMark] writes it.
  static final String MIGRATION = "PAAS_MIGRATION";

  static final Set<String> ALL = Set.of(CLONED_FROM, MIGRATION);

  private Marks() {}
}
