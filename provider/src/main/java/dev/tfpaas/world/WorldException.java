package dev.tfpaas.world;

import java.nio.file.Path;

/// Says that the world's directory or its estate cannot be read or written, and what to do about
/// it.
public final class WorldException extends RuntimeException {
  private final Path file;
  private final int line;
  private final int column;

  /// Makes an exception.
  ///
  /// @param file the file that is to blame
  /// @param line one-based; zero when the whole file is meant
  /// @param column one-based; zero when the whole line is meant
  /// @param message what is wrong and what to do
  public WorldException(Path file, int line, int column, String message) {
    super(place(file, line, column) + ": " + message);
    this.file = file;
    this.line = line;
    this.column = column;
  }

  private static String place(Path file, int line, int column) {
    if (line == 0) {
      return file.toString();
    }
    return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
  }

  /// Returns the file that is to blame.
  public Path file() {
    return file;
  }

  /// Returns the line, one-based; zero when the whole file is meant.
  public int line() {
    return line;
  }

  /// Returns the column, one-based; zero when the whole line is meant.
  public int column() {
    return column;
  }
}
