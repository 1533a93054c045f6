package dev.tfpaas.platform.host.engine;

/// Says what a database server answered, or that it did not.
public abstract class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// Keeps what is to be said and what led to it.
  protected DatabaseException(String message, Throwable cause) {
    super(message, cause);
  }

  /// Tells whether the server is only coming or going, or cannot be talked to: asked again later it
  /// may answer.
  public abstract boolean isPassing();

  /// Tells whether the server answered with an error; false when it could not be talked to.
  public abstract boolean isAnswer();
}
