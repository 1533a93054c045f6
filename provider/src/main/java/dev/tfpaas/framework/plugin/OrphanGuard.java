package dev.tfpaas.framework.plugin;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Notices that the host has died, which nobody tells its plugins.
///
/// A killed host only breaks the connection; the plugin would live on for ever. Its parent then
/// changes, since the system gives orphans to another process. A host that died while the plugin
/// was starting is found by what the launcher had seen before, or by that nobody ever calls.
final class OrphanGuard {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  /// A host calls within milliseconds of the handshake. One that has not after this long is dead,
  /// whoever the parent is.
  private static final Duration FIRST_CALL = Duration.ofSeconds(30);

  private static final int FARTHEST_ANCESTOR = 10;

  private OrphanGuard() {}

  /// Calls `orphaned` once, on a thread of its own, when the parent of this process is no longer
  /// what it is now, is not what it was at the start, or nobody calls. The parent is not looked at
  /// where it cannot be seen, as in some containers.
  ///
  /// @param host the number of the process that started the launcher; empty where it does not say
  /// @param launcherWaits whether the parent is the launcher, which outlives the host, and the host
  ///   is the parent of that
  /// @param called whether anybody has called yet
  static void watch(
      Optional<String> host, boolean launcherWaits, BooleanSupplier called, Runnable orphaned) {
    Supplier<Optional<ProcessHandle>> parents =
        launcherWaits
            ? () -> ProcessHandle.current().parent().flatMap(ProcessHandle::parent)
            : () -> ProcessHandle.current().parent();
    Optional<ProcessHandle> parent = parents.get();
    boolean late = parent.isPresent() && host.filter(pid -> !isAncestor(pid, parent)).isPresent();
    Thread.ofVirtual()
        .name("orphan-guard")
        .start(() -> {
          if (late || awaitOrphan(parents, parent, called)) {
            orphaned.run();
          }
        });
  }

  /// Between the launcher and this process there may be wrappers of a JDK.
  private static boolean isAncestor(String pid, Optional<ProcessHandle> parent) {
    Optional<ProcessHandle> at = parent;
    for (int i = 0; i < FARTHEST_ANCESTOR && at.isPresent(); i++) {
      if (Long.toString(at.get().pid()).equals(pid)) {
        return true;
      }
      at = at.get().parent();
    }
    return false;
  }

  /// Returns false when it was interrupted.
  private static boolean awaitOrphan(
      Supplier<Optional<ProcessHandle>> parents,
      Optional<ProcessHandle> parent,
      BooleanSupplier called) {
    long start = System.nanoTime();
    try {
      // The present parent, not the life of the former one: a host that was killed but not yet
      // reaped still counts as alive.
      while (parent.isEmpty() || parents.get().equals(parent)) {
        if (System.nanoTime() - start > FIRST_CALL.toNanos() && !called.getAsBoolean()) {
          return true;
        }
        Thread.sleep(PERIOD);
      }
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
