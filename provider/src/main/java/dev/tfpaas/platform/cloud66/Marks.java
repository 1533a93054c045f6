package dev.tfpaas.platform.cloud66;

import java.util.Locale;

/// What is remembered about a stack, as environment variables of the stack itself: the API has no
/// other place. They hold no secret, and setting them restarts nothing: the app gets them with its
/// next deployment.
final class Marks {
  /// The uid of the stack that this one is a copy of.
  static final String CLONED_FROM = "PAAS_CLONED_FROM";

  /// The migration whose target this stack is, as [MigrationMark] writes it.
  static final String MIGRATION = "PAAS_MIGRATION";

  /// Which creation, or taking-over, this stack is the result of.
  static final String INCARNATION = "PAAS_INCARNATION";

  private Marks() {}

  /// Returns the mark of a replication with another stack.
  ///
  /// @param other the uid of the other stack
  static String incarnation(String engine, String other) {
    return String.join("_", INCARNATION, engine, other).toUpperCase(Locale.ROOT);
  }

  /// Tells whether a variable is a mark: those are neither copied nor compared.
  static boolean isMark(String variable) {
    return variable.equals(CLONED_FROM)
        || variable.equals(MIGRATION)
        || variable.equals(INCARNATION)
        || variable.startsWith(INCARNATION + "_");
  }
}
