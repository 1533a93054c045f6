package dev.tfpaas.yaml;

import java.nio.file.Path;

/// A place in a file.
///
/// @param file as the user named it
/// @param line one-based; zero when the whole file is meant
/// @param column one-based, in characters; zero when the whole file is meant
public record FilePlace(Path file, int line, int column) {

  /// The file as a whole.
  public static FilePlace of(Path file) {
    return new FilePlace(file, 0, 0);
  }

  /// Returns `file:line:column`, or `file` alone.
  @Override
  public String toString() {
    return line == 0 ? file.toString() : file + ":" + line + ":" + column;
  }
}
