package dev.tfpaas.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.resource.DataSource;
import dev.tfpaas.platform.SafetyRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the pages of the registry against schemas, examples and each other.
class RegistryPagesTest {
  private static final Path GUIDES = RegistryPages.DOCS.resolve("guides");

  /// A word in code that looks like one of our attributes or types.
  private static final Pattern NAME = Pattern.compile("`([a-z]+(?:_[a-z]+)+)(?: = [^`]*)?`");

  @Test
  void pagesAreWhatTheSchemasSay() throws IOException {
    for (Map.Entry<Path, String> page : RegistryPages.pages().entrySet()) {
      assertThat(page.getKey())
          .as("write it with: mvn -q -Ptool -Dtool=docs process-test-classes")
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
  void guidesNameWhatTheSchemasHave() throws IOException {
    Set<String> known = known();

    List<String> named = new ArrayList<>();
    for (Path guide : guides()) {
      List<String> here =
          NAME.matcher(Files.readString(guide)).results().map(found -> found.group(1)).toList();
      assertThat(known).as("%s", guide).containsAll(here);
      named.addAll(here);
    }
    assertThat(named).contains("paas_failover_group");
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

  /// What the generated pages name, and what is named in no schema.
  private static Set<String> known() throws IOException {
    Pattern code = Pattern.compile("`([a-z]+(?:_[a-z]+)+)`");
    Set<String> names = new TreeSet<>();
    for (String page : RegistryPages.pages().values()) {
      code.matcher(page).results().forEach(found -> names.add(found.group(1)));
    }
    RegistryPages.provider().resources().forEach(it -> names.add(it.typeName()));
    RegistryPages.provider().dataSources().forEach(it -> names.add(it.typeName()));
    for (SafetyRule rule : SafetyRule.values()) {
      names.add(rule.word());
    }
    // Terraform's own.
    names.addAll(List.of("create_before_destroy", "ignore_changes", "prevent_destroy"));
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
