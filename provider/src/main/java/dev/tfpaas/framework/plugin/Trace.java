package dev.tfpaas.framework.plugin;

import java.nio.file.FileSystemException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes the stack of an exception for the log, which users are asked to pass on.
///
/// Only exceptions of ours, whose texts are made for users, and those of files are written with
/// their own text: that of another may quote what it was given, a header with its token included.
final class Trace {
  private static final String OURS = "dev.tfpaas.";

  private Trace() {}

  /// Returns the exception, its causes and where each was thrown.
  static String of(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    Set<Throwable> written = Collections.newSetFromMap(new IdentityHashMap<>());
    String before = "";
    for (@Nullable Throwable at = thrown; at != null && written.add(at); at = at.getCause()) {
      text.append(before).append(title(at)).append('\n');
      for (StackTraceElement frame : at.getStackTrace()) {
        text.append("\tat ").append(frame).append('\n');
      }
      before = "Caused by: ";
    }
    return text.toString();
  }

  private static String title(Throwable thrown) {
    String type = thrown.getClass().getName();
    boolean shown = type.startsWith(OURS) || thrown instanceof FileSystemException;
    return shown && thrown.getMessage() != null ? type + ": " + thrown.getMessage() : type;
  }
}
