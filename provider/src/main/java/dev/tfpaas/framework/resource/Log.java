package dev.tfpaas.framework.resource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.System.Logger.Level;

/// Where log lines go. The framework writes to it what the user must not be bothered with, above
/// all stack traces.
///
/// It has no fields: an interface that must be initialised keeps lambdas of it out of the cache of
/// loaded classes, and to make the first one anew takes a twentieth of a start.
@FunctionalInterface
public interface Log {

  /// Writes one record. Called from many threads at once.
  void write(Level level, String message);

  /// Writes an error with its stack trace.
  default void failure(String message, Throwable cause) {
    StringWriter text = new StringWriter();
    cause.printStackTrace(new PrintWriter(text));
    write(Level.ERROR, message + "\n" + text);
  }
}
