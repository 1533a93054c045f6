package dev.tfpaas.runbook;

/// Says of an exception what the call that threw it left behind.
public interface Repeatable {

  /// Tells whether repeating the same call is harmless and may help, e.g. after throttling.
  boolean safeToRepeat();

  /// Tells whether the platform answered that it did not carry the call out.
  ///
  /// False leaves open whether the call had, or will still have, its effect: a time-out says
  /// nothing.
  default boolean refused() {
    return false;
  }

  /// Tells of any exception whether its call may be made again; false when it does not say.
  static boolean mayRepeat(RuntimeException failure) {
    return failure instanceof Repeatable repeatable && repeatable.safeToRepeat();
  }

  /// Tells of any exception whether its call was refused; false when it does not say.
  static boolean wasRefused(RuntimeException failure) {
    return failure instanceof Repeatable repeatable && repeatable.refused();
  }
}
