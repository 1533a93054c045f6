package dev.tfpaas.runbook;

import java.time.Duration;

/// Pauses between two readings; a parameter, so that tests need not wait.
@FunctionalInterface
public interface Sleeper {

  /// Sleeps on the calling thread.
  Sleeper THREAD = Thread::sleep;

  /// Pauses.
  ///
  /// @throws InterruptedException when the thread is interrupted meanwhile
  void sleep(Duration pause) throws InterruptedException;
}
