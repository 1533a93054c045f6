package dev.tfpaas.runbook;

/// Makes the one mutating call of a step, or of its undo.
@FunctionalInterface
public interface Action {

  /// Makes the call; returns when the platform has accepted it, which may be before its effect.
  ///
  /// @throws RuntimeException when the call failed or its outcome is not known; the runner reads
  ///   the probe before it decides what that means
  void run();
}
