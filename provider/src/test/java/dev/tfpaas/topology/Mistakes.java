package dev.tfpaas.topology;

import dev.tfpaas.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// The table of mistakes that people make in `topology.yaml`.
final class Mistakes {
  private static final Path TABLE = Path.of("src/test/resources/dev/tfpaas/topology/mistakes.txt");
  private static final Pattern FORM =
      Pattern.compile("(?ms)^=== (.*?)\\n(.*?)^~~~\\n(.*?)(?=^=== |\\z)");

  private Mistakes() {}

  /// One file and what is said about it.
  ///
  /// @param title what is wrong
  /// @param text the file
  /// @param lines what `paas validate` says
  record Mistake(String title, String text, List<String> lines) {

    /// Tells whether an editor can read it at all.
    boolean isYaml() {
      return YamlReader.parse(Path.of("topology.yaml"), text).complaints().isEmpty();
    }
  }

  static List<Mistake> all() throws IOException {
    return FORM.matcher(Files.readString(TABLE))
        .results()
        .map(it -> new Mistake(it.group(1), it.group(2), it.group(3).lines().toList()))
        .toList();
  }
}
