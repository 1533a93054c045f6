package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Holds the pages of the registry against what Terraform itself says of the schemas.
@RequiresTerraform
class RegistryPagesIT {
  private static final Path DOCS = Path.of("docs");
  private static final Pattern SECTION = Pattern.compile("### Nested Schema for `(.*)`");
  private static final Pattern GROUP = Pattern.compile("#{3,4} (Required|Optional|Read-Only)");
  private static final Pattern MEMBER = Pattern.compile("- `(\\w+)` \\(([^)]*)\\) (.*)");

  /// What a page or Terraform says of one attribute or block.
  private record Member(String group, boolean sensitive, String description) {}

  @Test
  void pagesSayWhatTerraformSees(@TempDir Path temporary) throws IOException {
    JsonNode paas;
    try (Workspace workspace = Workspace.ofExample(temporary, "paas_app_clone")) {
      paas =
          Workspace.json(
                  workspace.terraform("providers", "schema", "-json").run().succeeded().out())
              .at("/provider_schemas/registry.terraform.io~1tfpaas~1paas");
    }

    Set<Path> held = new TreeSet<>(Set.of(DOCS.resolve("index.md")));
    assertThatPageFits(DOCS.resolve("index.md"), paas.path("provider"));
    for (Map.Entry<String, String> kind :
        Map.of("resource_schemas", "resources", "data_source_schemas", "data-sources").entrySet()) {
      for (Map.Entry<String, JsonNode> type : paas.path(kind.getKey()).properties()) {
        String name = type.getKey().replaceFirst("paas_", "");
        Path page = DOCS.resolve(kind.getValue()).resolve(name + ".md");
        assertThatPageFits(page, type.getValue());
        held.add(page);
      }
    }
    assertThat(held).hasSize(8);
  }

  private static void assertThatPageFits(Path page, JsonNode schema) throws IOException {
    Map<String, Member> seen = new TreeMap<>();
    collect("", schema.path("block"), seen);

    assertThat(members(page)).as("%s", page).isNotEmpty().isEqualTo(seen);
  }

  /// Collects what Terraform knows of a block, by names joined by dots.
  private static void collect(String prefix, JsonNode block, Map<String, Member> into) {
    for (Map.Entry<String, JsonNode> attribute : block.path("attributes").properties()) {
      JsonNode said = attribute.getValue();
      String path = prefix + attribute.getKey();
      into.put(path, member(group(said), said));
      collect(path + ".", said.path("nested_type"), into);
    }
    for (Map.Entry<String, JsonNode> nested : block.path("block_types").properties()) {
      String path = prefix + nested.getKey();
      into.put(path, member("Optional", nested.getValue().path("block")));
      collect(path + ".", nested.getValue().path("block"), into);
    }
  }

  private static Member member(String group, JsonNode said) {
    return new Member(
        group, said.path("sensitive").asBoolean(false), said.path("description").asString(""));
  }

  private static String group(JsonNode attribute) {
    if (attribute.path("required").asBoolean(false)) {
      return "Required";
    }
    return attribute.path("optional").asBoolean(false) ? "Optional" : "Read-Only";
  }

  /// Reads what a page says, by names joined by dots.
  private static Map<String, Member> members(Path page) throws IOException {
    Map<String, Member> members = new TreeMap<>();
    String prefix = "";
    String group = "";
    for (String line : Files.readAllLines(page)) {
      Optional<String> section = first(SECTION, line);
      prefix = section.map(path -> path + ".").orElse(prefix);
      group = first(GROUP, line).orElse(section.isPresent() ? "" : group);
      Matcher member = MEMBER.matcher(line);
      if (!group.isEmpty() && member.matches()) {
        String description = member.group(3).replaceFirst(" \\(see \\[below.*", "");
        members.put(
            prefix + member.group(1),
            new Member(group, member.group(2).contains("Sensitive"), description));
      }
    }
    return members;
  }

  private static Optional<String> first(Pattern pattern, String line) {
    Matcher found = pattern.matcher(line);
    return found.matches() ? Optional.of(found.group(1)) : Optional.empty();
  }
}
