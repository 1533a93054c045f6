package dev.tfpaas.resources.life;

import dev.tfpaas.runbook.Runner;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What the plans of this process say of failover groups, so that the plan of a member knows
/// whether its group goes with it.
///
/// Terraform asks for the plan of every object alone, and runs a process of its own for each walk.
/// When everything is destroyed a group is planned before its members; when blocks were removed
/// from the configuration all are planned at once, and a member waits a moment for its group. A
/// group that is not planned at all, because Terraform forgot it or was told not to look, stays.
/// For use by many threads.
public final class PlannedGroups {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Map<String, Fate> fates = new ConcurrentHashMap<>();

  /// What becomes of a group.
  public enum Fate {
    /// It is destroyed by the plan.
    GOES,
    /// It is there afterwards.
    STAYS
  }

  /// Notes what a plan says of a group.
  public void note(String id, Fate fate) {
    fates.put(id, fate);
  }

  /// Returns what becomes of a group; waits a few seconds for its plan.
  public Fate fate(String id, Runner runner) {
    runner.waitFor(() -> fates.containsKey(id), PATIENCE);
    return Optional.ofNullable(fates.get(id)).orElse(Fate.STAYS);
  }
}
