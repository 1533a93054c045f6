package dev.tfpaas.cli;

/// Ends a command with a message and an exit status.
final class CommandException extends RuntimeException {
  private final int status;

  /// Makes one.
  ///
  /// @param status the exit status
  /// @param message what could not be done and what to do; empty when it has been said
  CommandException(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
