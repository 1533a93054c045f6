package dev.tfpaas.platform.host.mariadb;

import dev.tfpaas.platform.host.engine.DatabaseException;
import java.util.Set;

/// Says what a server answered, or that it did not.
public final class MariaException extends DatabaseException {
  private static final long serialVersionUID = 1;
  private static final int SILENT = 0;
  private static final int TOO_MANY = 1040;
  private static final int SHUTTING_DOWN = 1053;
  private static final int INTERRUPTED = 1317;
  private static final int KILLED = 1927;
  private static final Set<Integer> PASSING =
      Set.of(SILENT, TOO_MANY, SHUTTING_DOWN, INTERRUPTED, KILLED);
  private static final int NO_TABLE = 1146;

  private final int code;

  private MariaException(String message, Throwable cause, int code) {
    super(message, cause);
    this.code = code;
  }

  static MariaException answered(int code, String message) {
    return new MariaException(message, new IllegalStateException(message), code);
  }

  static MariaException silent(String message, Throwable cause) {
    return new MariaException(message, cause, SILENT);
  }

  @Override
  public boolean isPassing() {
    return PASSING.contains(code);
  }

  @Override
  public boolean isAnswer() {
    return code != SILENT;
  }

  /// Tells whether there is no table of the name that was asked for.
  public boolean lacksTable() {
    return code == NO_TABLE;
  }
}
