package dev.tfpaas.platform.host.process;

import dev.tfpaas.yaml.FileProblem;
import java.io.IOException;

/// Says that something on this machine could not be done: a program is missing or has failed, or a
/// file cannot be read or written. The message is a whole sentence or more, without a secret.
public final class HostFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// Makes the failure of what the message says.
  public HostFailure(String message) {
    super(message);
  }

  /// Makes the failure with what caused it.
  public HostFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /// Makes the failure of what could not be done with a file or a program, with the reason in a
  /// user's words.
  public static HostFailure of(String what, IOException failure) {
    return new HostFailure("%s: %s.".formatted(what, FileProblem.reason(failure)), failure);
  }
}
