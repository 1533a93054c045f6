package dev.tfpaas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The hand-written Java files of this module, as the rule tests see them.
final class SourceFiles {
  static final Path MAIN = Path.of("src/main/java");
  static final Path TEST = Path.of("src/test/java");
  static final Path TOOLS = Path.of("src/tools/java");

  private SourceFiles() {}

  /// Returns every Java file of main, tools and test, in the order of their paths.
  static List<Path> all() {
    return Stream.of(MAIN, TOOLS, TEST).flatMap(root -> under(root, ".java").stream()).toList();
  }

  /// Returns every file below `root` whose name ends in `ending`, in the order of their paths; none
  /// if there is no `root`.
  static List<Path> under(Path root, String ending) {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.filter(path -> path.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns the text of `path`, which is UTF-8.
  static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + path, e);
    }
  }
}
