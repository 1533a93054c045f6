package dev.tfpaas.terraform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Examples that were applied once, to be copied by the many tests that start from there.
final class AppliedExamples {
  private static final Map<String, Path> DIRECTORIES = new ConcurrentHashMap<>();

  private AppliedExamples() {}

  /// Copies an applied example with its state and its platform into an empty directory.
  static void copy(String example, Path target) {
    copy(DIRECTORIES.computeIfAbsent(example, AppliedExamples::apply), target);
  }

  /// Copies a directory with everything in it into an empty one.
  static void copy(Path source, Path target) {
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Path copy = target.resolve(source.relativize(file).toString());
        if (!Files.isDirectory(file)) {
          Files.copy(file, copy);
        } else if (!Files.exists(copy)) {
          Files.createDirectory(copy);
        }
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static Path apply(String example) {
    try {
      Path home = Files.createTempDirectory("applied-example");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(home)));
      try (Workspace workspace = Workspace.ofExample(home, example)) {
        workspace.apply();
        return workspace.directory();
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static void delete(Path home) {
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
