package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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
  /// Examples that need a vendor's platform, or its emulator, and not the local one.
  private static final Set<String> VENDORS = Set.of("cloud66-", "jelastic-", "scalingo-");

  @TempDir Path temporary;

  static List<String> examples() throws IOException {
    try (Stream<Path> folders = Files.list(Installation.EXAMPLES)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .filter(name -> VENDORS.stream().noneMatch(name::startsWith))
          .sorted()
          .toList();
    }
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
