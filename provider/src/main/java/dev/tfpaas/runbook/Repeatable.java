package dev.tfpaas.runbook;

/// Says of an exception whether the call that threw it may simply be made again.
public interface Repeatable {

  /// Tells whether repeating the same call is harmless and may help, e.g. after throttling.
  boolean safeToRepeat();
}
