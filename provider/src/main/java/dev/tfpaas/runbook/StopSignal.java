package dev.tfpaas.runbook;

import java.util.Optional;

/// Asks a run to end at its next safe point.
@FunctionalInterface
public interface StopSignal {

  /// Never asks.
  StopSignal NEVER = Optional::empty;

  /// Returns why the run is to end, in a sentence; empty as long as it may go on. Once asked,
  /// always asked.
  Optional<String> reason();

  /// Tells whether the run is to end.
  default boolean requested() {
    return reason().isPresent();
  }
}
