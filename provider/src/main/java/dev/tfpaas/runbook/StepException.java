package dev.tfpaas.runbook;

import org.jspecify.annotations.Nullable;

/// Says that a step could not be finished: its time ran out, it stalled, or the wait was
/// interrupted.
public final class StepException extends RuntimeException {
  /// Makes an exception from what was waited for and what was last seen.
  public StepException(String message) {
    super(message);
  }

  /// Makes an exception that keeps why the platform did not answer; null when it did.
  public StepException(String message, @Nullable RuntimeException cause) {
    super(message, cause);
  }
}
