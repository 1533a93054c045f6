package dev.tfpaas.platform.host.redis;

import dev.tfpaas.platform.host.engine.DatabaseException;

/// Says what a server answered, or that it did not.
public final class RedisException extends DatabaseException {
  private static final long serialVersionUID = 1;

  private final boolean isAnswer;

  private RedisException(String message, Throwable cause, boolean isAnswer) {
    super(message, cause);
    this.isAnswer = isAnswer;
  }

  static RedisException answered(String message) {
    return new RedisException(message, new IllegalStateException(message), true);
  }

  static RedisException silent(String message, Throwable cause) {
    return new RedisException(message, cause, false);
  }

  @Override
  public boolean isPassing() {
    return !isAnswer || String.valueOf(getMessage()).startsWith("LOADING");
  }

  @Override
  public boolean isAnswer() {
    return isAnswer;
  }
}
