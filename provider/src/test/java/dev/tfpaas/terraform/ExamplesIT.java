package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Runs every example as its reader would.
@RequiresTerraform
class ExamplesIT {
  /// Examples that need a platform of their own, or its emulator, and not the local one.
  private static final Set<String> OTHERS = Set.of("cloud66-", "host", "jelastic-", "scalingo-");

  @TempDir Path temporary;

  static List<String> examples() throws IOException {
    return folders().stream().filter(name -> !isOthers(name)).toList();
  }

  private static List<String> folders() throws IOException {
    try (Stream<Path> folders = Files.list(Installation.EXAMPLES)) {
      return folders
          .filter(Files::isDirectory)
          // A topology has none; TopologyIT runs it.
          .filter(folder -> Files.exists(folder.resolve("main.tf")))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  private static boolean isOthers(String example) {
    return OTHERS.stream().anyMatch(example::startsWith);
  }

  @Test
  void exampleOfAnotherPlatformIsRunByOneStory() throws IOException {
    Map<String, List<String>> stories = new TreeMap<>();
    for (String example : folders().stream().filter(ExamplesIT::isOthers).toList()) {
      stories.put(example, storiesOf(example));
    }

    assertThat(stories).containsKeys("cloud66-failover", "host", "scalingo-migration");
    assertThat(stories.values()).allSatisfy(files -> assertThat(files).hasSize(1));
  }

  private static List<String> storiesOf(String example) throws IOException {
    List<String> stories = new ArrayList<>();
    try (Stream<Path> tests = Files.list(Path.of("src/test/java/dev/tfpaas/terraform"))) {
      for (Path test : tests.filter(file -> file.toString().endsWith("StoryIT.java")).toList()) {
        if (Files.readString(test).contains("(temporary, \"" + example + "\")")) {
          stories.add(test.getFileName().toString());
        }
      }
    }
    return stories;
  }

  @DisplayName(
      "8.4 #47 apply then plan shows no change, in every example; then all can be destroyed")
  @ParameterizedTest
  @MethodSource("examples")
  void exampleIsAppliedOnceAndDestroyed(String example) {
    try (Workspace workspace = Workspace.ofExample(temporary, example)) {
      workspace.terraform("validate").run().succeeded();
      workspace.planning().run().exited(2);
      workspace.apply();
      workspace
          .terraform("plan", "-refresh-only", "-detailed-exitcode", "-no-color")
          .run()
          .exited(0);
      workspace.assertNothingToDo();

      // By the environment, because a migration has no such variable.
      workspace.applying().with("TF_VAR_deletion_protection", "false").run().succeeded();
      workspace
          .terraform("destroy", "-auto-approve", "-no-color")
          .with("TF_VAR_deletion_protection", "false")
          .run()
          .succeeded();

      assertThat(workspace.state().path("values").isMissingNode()).isTrue();
    }
  }

  @Test
  void examplesAreFormatted() {
    try (Workspace workspace = Workspace.in(temporary)) {
      workspace
          .terraform("fmt", "-check", "-diff", "-recursive", Installation.EXAMPLES.toString())
          .run()
          .succeeded();
    }
  }

  @Test
  void everyResourceAndDataSourceIsShownInAnExample() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String example : examples()) {
      all.append(Files.readString(Installation.EXAMPLES.resolve(example).resolve("main.tf")));
    }
    try (Workspace workspace = Workspace.ofExample(temporary, "paas_app_clone")) {
      JsonNode schemas =
          Workspace.json(
              workspace.terraform("providers", "schema", "-json").run().succeeded().out());
      JsonNode provider =
          schemas.at("/provider_schemas/registry.terraform.io~1tfpaas~1paas/resource_schemas");

      assertThat(provider.propertyNames()).hasSize(4);
      assertThat(provider.propertyNames())
          .allSatisfy(name -> assertThat(all.toString()).contains("resource \"" + name + "\""));
    }
  }
}
