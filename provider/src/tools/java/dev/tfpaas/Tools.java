package dev.tfpaas;

import dev.tfpaas.benchmark.Benchmarks;
import dev.tfpaas.docs.RegistryPages;
import dev.tfpaas.release.Release;
import java.nio.file.Path;
import java.util.List;

/// Runs what the build is asked for by `-Ptool -Dtool=NAME`, some of it when there are classes and
/// some when there is a package.
final class Tools {
  private static final Path TARGET = Path.of("target");

  private Tools() {}

  /// Runs those tools that fit the moment.
  ///
  /// @param args `classes` or `package`; names of tools with commas between; the version; what the
  ///   benchmark measures, and how often
  static void main(String[] args) throws Exception {
    List<String> tools = List.of(args[1].split(","));
    for (String tool : tools) {
      switch (args[0] + " " + tool) {
        case "classes docs" -> RegistryPages.write();
        case "classes format" -> SourceFormat.rewrite();
        case "package release" -> Release.make(TARGET, args[2]);
        case "package bench" ->
            Benchmarks.run(TARGET, args[3], Integer.parseInt(args[4]), Integer.parseInt(args[5]));
        case "classes release", "classes bench", "package docs", "package format" -> {}
        default ->
            throw new IllegalArgumentException(
                "there is no tool %s; there are docs, format, release, bench".formatted(tool));
      }
    }
  }
}
