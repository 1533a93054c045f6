package dev.tfpaas.platform.jelastic;

import dev.tfpaas.runbook.Budget;
import java.time.Duration;

/// How long steps may take. Long calls show nothing but their status until they end, so that what
/// does not change is no stall.
final class Budgets {
  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  /// For what the platform does at once.
  static final Budget QUICK =
      new Budget(
          Duration.ofMinutes(3),
          Duration.ofMinutes(3),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5));

  /// For starting and stopping.
  static final Budget POWER = same(Duration.ofMinutes(30));

  /// For copying and moving whole environments, which may have a terabyte.
  static final Budget LONG = same(Duration.ofHours(12));

  /// For the side that is left, which may be dead.
  static final Budget SHORT =
      new Budget(
          Duration.ofMinutes(2),
          Duration.ofSeconds(30),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5));

  private Budgets() {}

  private static Budget same(Duration limit) {
    return new Budget(limit, limit, LOOK, LONGEST_PAUSE);
  }
}
