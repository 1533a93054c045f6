package dev.tfpaas.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.resource.DataSource;
import dev.tfpaas.framework.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the pages of the registry against schemas, examples and each other.
class RegistryPagesTest {
  private static final Path GUIDES = RegistryPages.DOCS.resolve("guides");
  private static final Pattern SHOWN =
      Pattern.compile("(?s)<!-- (examples/\\S+) -->\n```terraform\n(.*?)```");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

  /// A word in code that looks like one of our attributes or types.
  private static final Pattern NAME = Pattern.compile("`([a-z]+(?:_[a-z]+)+)(?: = [^`]*)?`");

  @Test
  void pagesAreWhatTheSchemasSay() throws IOException {
    for (Map.Entry<Path, String> page : RegistryPages.pages().entrySet()) {
      assertThat(page.getKey())
          .as("write it with: mvn -q -Pdocs process-test-classes")
          .content()
          .isEqualTo(page.getValue());
    }
  }

  @Test
  void noPageIsLeftOfWhatIsGone() throws IOException {
    Set<Path> expected = new TreeSet<>(RegistryPages.pages().keySet());
    expected.addAll(guides());

    assertThat(files()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void everyPageBeginsAsRegistriesWantIt() throws IOException {
    assertThat(files())
        .allSatisfy(file ->
            assertThat(file)
                .content()
                .startsWith("---\npage_title: \"")
                .contains("\nsubcategory: \"", "\ndescription: |-\n  "));
  }

  @Test
  void guidesShowWhatTheExamplesHold() throws IOException {
    List<String> shown = new ArrayList<>();
    for (Path guide : guides()) {
      for (MatchResult block : SHOWN.matcher(Files.readString(guide)).results().toList()) {
        shown.add(block.group(1));
        assertThat(Path.of("..").resolve(block.group(1))).content().contains(block.group(2));
      }
    }

    assertThat(shown).contains("examples/failover/main.tf", "examples/migration/main.tf");
  }

  @Test
  void guidesNameWhatTheSchemasHave() throws IOException {
    Set<String> known = known();

    for (Path guide : guides()) {
      assertThat(NAME.matcher(Files.readString(guide)).results().map(found -> found.group(1)))
          .as("%s", guide)
          .isNotEmpty()
          .isSubsetOf(known);
    }
  }

  @Test
  void linksLeadToPages() throws IOException {
    for (Path file : files()) {
      assertThat(LINK.matcher(Files.readString(file)).results().map(link -> link.group(1)))
          .as("%s", file)
          .allSatisfy(link -> assertThat(file.resolveSibling(link)).exists());
    }
  }

  @Test
  void shownDataSourcesUseTheirAttributes() throws IOException {
    Pattern argument = Pattern.compile("(?m)^  (\\w+)\\s+=");
    for (DataSource<?> source : RegistryPages.provider().dataSources()) {
      String page = RegistryPages.pages().get(page("data-sources", source.typeName()));
      Pattern block =
          Pattern.compile("(?s)data \"" + source.typeName() + "\" \"\\w+\" \\{(.*?)\n?}");
      List<String> blocks =
          block.matcher(page == null ? "" : page).results().map(it -> it.group(1)).toList();

      assertThat(blocks).as(source.typeName()).isNotEmpty();
      assertThat(
              blocks.stream().flatMap(it -> argument.matcher(it).results()).map(it -> it.group(1)))
          .isSubsetOf(source.schema().type().attributes().keySet());
    }
  }

  private static Path page(String folder, String typeName) {
    return RegistryPages.DOCS.resolve(folder).resolve(typeName.substring(5) + ".md");
  }

  private static Set<String> known() {
    Stream<Schema> schemas =
        Stream.concat(
            RegistryPages.provider().resources().stream().map(it -> it.schema()),
            RegistryPages.provider().dataSources().stream().map(it -> it.schema()));
    Set<String> names =
        schemas
            .flatMap(schema -> schema.type().attributes().keySet().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    RegistryPages.provider().resources().forEach(it -> names.add(it.typeName()));
    RegistryPages.provider().dataSources().forEach(it -> names.add(it.typeName()));
    // A phase of a migration, and what a group's `guards` hold.
    names.addAll(List.of("data_migrated", "max_lag", "drain_timeout", "min_interval"));
    return names;
  }

  private static List<Path> guides() throws IOException {
    try (Stream<Path> files = Files.list(GUIDES)) {
      return files.sorted().toList();
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(RegistryPages.DOCS)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
