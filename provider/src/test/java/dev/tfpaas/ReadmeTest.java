package dev.tfpaas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Keeps the README true to the files it shows.
class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern SHOWN_FILE =
      Pattern.compile("(?s)<!-- (examples/\\S+) -->\n```\\w+\n(.*?)```");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

  @Test
  void shownExamplesAreTheFilesThatAreRun() throws IOException {
    List<String> shown = new ArrayList<>();
    for (MatchResult block : SHOWN_FILE.matcher(readme()).results().toList()) {
      shown.add(block.group(1));
      assertThat(Files.readString(ROOT.resolve(block.group(1)))).contains(block.group(2));
    }

    assertThat(shown)
        .contains(
            "examples/failover/main.tf",
            "examples/migration/main.tf",
            "examples/topology/topology.yaml");
  }

  @Test
  void linksLeadToFiles() throws IOException {
    List<String> links = LINK.matcher(readme()).results().map(link -> link.group(1)).toList();

    assertThat(links).isNotEmpty();
    assertThat(links).allSatisfy(link -> assertThat(ROOT.resolve(link)).exists());
  }

  @Test
  void everyExampleFolderHasAConfiguration() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT.resolve("examples"))) {
      assertThat(folders.filter(Files::isDirectory))
          .isNotEmpty()
          .allMatch(folder ->
              Files.exists(folder.resolve("main.tf"))
                  || Files.exists(folder.resolve("topology.yaml")));
    }
  }

  private static String readme() throws IOException {
    return Files.readString(ROOT.resolve("README.md"));
  }
}
