package dev.tfpaas.platform.host.postgres;

import dev.tfpaas.platform.host.engine.DatabaseException;

/// Says what a server answered, or that it did not.
public final class PostgresException extends DatabaseException {
  private static final long serialVersionUID = 1;

  private final boolean isAnswer;

  private PostgresException(String message, Throwable cause, boolean isAnswer) {
    super(message, cause);
    this.isAnswer = isAnswer;
  }

  static PostgresException answered(String message) {
    return new PostgresException(message, new IllegalStateException(message), true);
  }

  static PostgresException silent(String message, Throwable cause) {
    return new PostgresException(message, cause, false);
  }

  @Override
  public boolean isPassing() {
    return !isAnswer
        || String.valueOf(getMessage()).startsWith("the database system is")
        || String.valueOf(getMessage()).startsWith("terminating connection");
  }

  @Override
  public boolean isAnswer() {
    return isAnswer;
  }
}
