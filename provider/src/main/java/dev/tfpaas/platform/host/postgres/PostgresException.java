package dev.tfpaas.platform.host.postgres;

/// Says what a server answered, or that it did not.
public final class PostgresException extends RuntimeException {
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

  /// Tells whether the server is only coming or going, or cannot be talked to: asked again later it
  /// may answer.
  public boolean isPassing() {
    return !isAnswer
        || String.valueOf(getMessage()).startsWith("the database system is")
        || String.valueOf(getMessage()).startsWith("terminating connection");
  }

  /// Tells whether the server answered with an error; false when it could not be talked to.
  public boolean isAnswer() {
    return isAnswer;
  }
}
