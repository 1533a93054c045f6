package dev.tfpaas.runbook;

/// Reads from the platform whether something already holds; never changes anything.
@FunctionalInterface
public interface Probe {

  /// Reads once.
  ///
  /// @throws RuntimeException when the platform cannot be read; a [Repeatable] one that is safe to
  ///   repeat is tried again by the runner within the step's budget
  Reading read();

  /// What a probe saw.
  ///
  /// @param holds whether the condition holds now
  /// @param detail what was seen, for the log and for noticing a stall: as long as it changes there
  ///   is progress
  record Reading(boolean holds, String detail) {

    /// Makes a reading of a condition that holds.
    public static Reading holds(String detail) {
      return new Reading(true, detail);
    }

    /// Makes a reading of a condition that does not hold yet.
    public static Reading pending(String detail) {
      return new Reading(false, detail);
    }
  }
}
