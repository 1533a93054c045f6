package dev.tfpaas.runbook;

/// Tells a running runbook that its user asked for a stop at the next safe point.
@FunctionalInterface
public interface StopSignal {

  /// A signal that never asks for a stop.
  StopSignal NEVER = () -> false;

  /// Tells whether a stop was asked for; once true, stays true.
  boolean requested();
}
