package dev.tfpaas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.SafetyRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Keeps the README, the guides and the registry's pages true to the files they show and lead to.
class DocumentsTest {
  private static final Path ROOT = Path.of("..");
  private static final Path README = ROOT.resolve("README.md");
  private static final Path GUIDES = Path.of("docs", "guides");

  private static final Pattern SHOWN_FILE =
      Pattern.compile("(?s)<!-- (examples/\\S+) -->\n```\\w+\n(.*?)```");

  /// A link or a picture: the address is the group. A title behind it is none of ours.
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
  private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\">");

  /// What a reader of the first page has patience for.
  private static final int LINES = 190;

  static List<Path> documents() throws IOException {
    List<Path> all = new ArrayList<>(List.of(README, ROOT.resolve(".github/CONTRIBUTING.md")));
    for (Path folder : List.of(Path.of("docs"), ROOT.resolve("examples"))) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(all::add);
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("documents")
  void shownExamplesAreTheFilesThatAreRun(Path document) throws IOException {
    for (MatchResult block : SHOWN_FILE.matcher(Files.readString(document)).results().toList()) {
      assertThat(Files.readString(ROOT.resolve(block.group(1)))).contains(block.group(2));
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void linksLeadSomewhere(Path document) throws IOException {
    String text = CODE.matcher(Files.readString(document)).replaceAll("");
    List<String> dead = new ArrayList<>();
    for (MatchResult link : LINK.matcher(text).results().toList()) {
      if (!leads(document, link.group(1))) {
        dead.add(link.group(1));
      }
    }

    assertThat(dead).isEmpty();
  }

  @Test
  void readmeIsReadInOneSitting() throws IOException {
    assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(LINES);
    assertThat(Files.readString(README))
        .contains("<!-- examples/failover/main.tf -->", "<!-- examples/topology/topology.yaml -->");
  }

  @Test
  void readmeLeadsToEveryGuide() throws IOException {
    String readme = Files.readString(README);
    try (Stream<Path> guides = Files.list(GUIDES)) {
      assertThat(guides.map(guide -> "provider/docs/guides/" + guide.getFileName()))
          .isNotEmpty()
          .allMatch(readme::contains);
    }
  }

  @Test
  void pipelineKeepsThePairOfTheFailoverExample() throws IOException {
    Path failover = ROOT.resolve("examples/failover");
    Path pipeline = ROOT.resolve("examples/pipeline/infrastructure");
    String pair = Files.readString(failover.resolve("main.tf"));

    assertThat(Files.readString(pipeline.resolve("main.tf")))
        .endsWith(pair.substring(pair.indexOf("resource \"")));
    assertThat(pipeline.resolve("estate.yaml"))
        .hasSameTextualContentAs(failover.resolve("estate.yaml"));
  }

  @Test
  void everyExampleFolderHasAConfiguration() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT.resolve("examples"))) {
      assertThat(folders.filter(Files::isDirectory))
          .isNotEmpty()
          .allMatch(folder ->
              Files.exists(folder.resolve("main.tf"))
                  || Files.exists(folder.resolve("topology.yaml"))
                  || Files.exists(folder.resolve("README.md"))
                  || Files.exists(folder.resolve("pair/main.tf")));
    }
  }

  @Test
  void guideNamesEveryRuleThatRefuses() throws IOException {
    List<String> named =
        Pattern.compile("(?m)^\\| `(\\w+)` \\|")
            .matcher(Files.readString(GUIDES.resolve("rules.md")))
            .results()
            .map(rule -> rule.group(1))
            .toList();

    assertThat(named)
        .containsExactlyElementsOf(Stream.of(SafetyRule.values()).map(SafetyRule::word).toList());
  }

  /// Another site's address cannot be asked here; it must at least be one.
  private static boolean leads(Path document, String link) throws IOException {
    if (link.contains("://")) {
      return link.startsWith("https://");
    }
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    Path target = file.isEmpty() ? document : document.resolveSibling(file).normalize();
    return Files.exists(target)
        && (hash < 0 || anchors(Files.readString(target)).contains(link.substring(hash + 1)));
  }

  /// As the places that show these files name the headings of one.
  private static List<String> anchors(String text) {
    List<String> all = new ArrayList<>();
    for (MatchResult heading : HEADING.matcher(text).results().toList()) {
      String name = heading.group(1).toLowerCase(Locale.ROOT);
      all.add(name.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
    }
    ANCHOR.matcher(text).results().forEach(anchor -> all.add(anchor.group(1)));
    return all;
  }
}
