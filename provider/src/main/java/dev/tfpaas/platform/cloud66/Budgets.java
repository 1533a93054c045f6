package dev.tfpaas.platform.cloud66;

import dev.tfpaas.runbook.Budget;
import java.time.Duration;

/// How long steps may take, after the rhythm of the vendor's own tools.
final class Budgets {
  /// Most actions end within a minute; the vendor's tools give up after twenty.
  static final Budget USUAL =
      new Budget(
          Duration.ofMinutes(20),
          Duration.ofMinutes(20),
          Duration.ofSeconds(2),
          Duration.ofSeconds(15));

  /// Copying a whole database or building an app.
  static final Budget LONG = USUAL.withLimit(Duration.ofHours(2));

  /// For a side that may be dead: it is told once, and hardly waited for.
  static final Budget SHORT =
      new Budget(
          Duration.ofMinutes(2),
          Duration.ofSeconds(30),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5));

  /// For what only a person can do: it is there, or it is not.
  static final Budget NONE =
      new Budget(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5));

  private Budgets() {}
}
