package dev.tfpaas.platform.http;

/// A wait that the user's wish to stop ended.
final class StoppedException extends Exception {
  private static final long serialVersionUID = 1L;
}
