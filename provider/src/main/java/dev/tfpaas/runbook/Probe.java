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
  /// @param underWay whether the platform has accepted the call already and works on it, so that it
  ///   is waited for and not called again; never with `holds`
  record Reading(boolean holds, String detail, boolean underWay) {

    /// Makes a reading of a condition whose call is not known to be under way.
    public Reading(boolean holds, String detail) {
      this(holds, detail, false);
    }

    /// Makes a reading of a condition that holds.
    public static Reading holds(String detail) {
      return new Reading(true, detail);
    }

    /// Makes a reading of a condition that comes about without another call.
    public static Reading underWay(String detail) {
      return new Reading(false, detail, true);
    }

    /// Makes a reading of a condition that does not hold yet.
    public static Reading pending(String detail) {
      return new Reading(false, detail);
    }
  }
}
