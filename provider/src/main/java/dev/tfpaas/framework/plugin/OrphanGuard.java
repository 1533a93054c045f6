package dev.tfpaas.framework.plugin;

import java.time.Duration;
import java.util.Optional;

/// Notices that the host has died, which nobody tells its plugins.
///
/// A killed host only breaks the connection; the plugin would live on for ever. Its parent then
/// changes, since the system gives orphans to another process.
final class OrphanGuard {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private OrphanGuard() {}

  /// Calls `orphaned` once, on a thread of its own, when the parent of this process is no longer
  /// what it is now. Does nothing where the parent cannot be seen, as in some containers.
  static void watch(Runnable orphaned) {
    Optional<ProcessHandle> parent = ProcessHandle.current().parent();
    if (parent.isPresent()) {
      Thread.ofVirtual().name("orphan-guard").start(() -> watch(parent.get(), orphaned));
    }
  }

  private static void watch(ProcessHandle parent, Runnable orphaned) {
    try {
      // The present parent, not the life of the former one: a host that was killed but not yet
      // reaped
      // still counts as alive.
      while (ProcessHandle.current().parent().equals(Optional.of(parent))) {
        Thread.sleep(PERIOD);
      }
      orphaned.run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
