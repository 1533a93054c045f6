package dev.tfpaas.platform;

import java.util.function.BooleanSupplier;

/// What the user's command is at, for whoever decides how long to wait. Safe for many threads.
public interface Command {

  /// A command that changes something, and that nobody stops.
  Command UNSTOPPED =
      new Command() {
        @Override
        public boolean isStopped() {
          return false;
        }

        @Override
        public boolean changes() {
          return true;
        }
      };

  /// Tells whether its user wants it to end.
  boolean isStopped();

  /// Tells whether it has begun to change something. Until then, what does not answer is not waited
  /// for a second time; from then on, waiting may save what is half done.
  boolean changes();

  /// Returns a signal for one call that begins now: a stop that comes while the call waits ends the
  /// wait. In a command that changes something, a call that begins after the stop is needed for
  /// leaving things in order, and is not ended.
  default BooleanSupplier duringCall() {
    boolean ordered = isStopped() && changes();
    return () -> isStopped() && !ordered;
  }
}
