package dev.tfpaas.framework.plugin;

/// Says in one sentence why the plugin cannot start; the sentence is shown to the user.
final class StartException extends RuntimeException {
  StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
