package dev.tfpaas.runbook;

/// Says that a step could not be finished: its time ran out, or it stalled.
public final class StepException extends RuntimeException {
  /// Makes an exception from what was waited for and what was last seen.
  public StepException(String message) {
    super(message);
  }
}
