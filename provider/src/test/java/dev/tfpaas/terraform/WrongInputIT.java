package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Wrong input is named where it was written, in a plan at the latest, and nothing is written.
@RequiresTerraform
class WrongInputIT {
  private Workspace workspace;

  @BeforeEach
  void start(@TempDir Path temporary) {
    workspace = Workspace.ofExample(temporary, "failover, fixed");
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  /// Terraform follows no path into the value of an attribute: there it is the line of the
  /// attribute.
  @DisplayName("8.4 #68 a wrong value is an error on the attribute's own line")
  @ParameterizedTest(name = "{0} instead of {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "engine         = \"postgresql\" | engine         = \"oracle\"   | oracle",
        "secondary_app_id = paas_app_clone.standby.app_id | secondary_app_id = \"shop\" | shop",
        "max_lag       = \"30s\" | max_lag       = \"soon\"        | soon",
        "drain_timeout = \"1m\" | drain_timeout = \"-1m\"          | -1m",
        "frequency = \"1h\" | frequency = \"hourly\"               | hourly",
        "active = \"primary\" | active = \"first\"                 | first",
        "region              = \"eu-central\" | region              = \"eu-nowhere\" | eu-nowhere",
        "source_app_id       = \"shop\" | source_app_id       = \"shoop\" | shoop",
      })
  void wrongValueIsNamedOnItsLine(String right, String wrong, String word) {
    workspace.change("main.tf", right, wrong);

    JsonNode error = onlyError("plan", "-json");

    int line = lineOf(wrong.matches("(max_lag|drain_timeout).*") ? "guards = {" : wrong);
    line = wrong.startsWith("frequency") ? lineOf("backup = {") : line;
    assertThat(error.at("/range/start/line").asInt()).as(error.toString()).isEqualTo(line);
    assertThat(error.at("/range/filename").asString()).isEqualTo("main.tf");
    assertThat(error.toString()).contains(word);
    assertThatNothingWasWritten();
  }

  @Test
  void sameAppTwiceInAReplicationIsNamed() {
    workspace.change(
        "main.tf", "replica_app_id = paas_app_clone.standby.app_id", "replica_app_id = \"shop\"");

    JsonNode error = onlyError("validate", "-json");

    assertThat(error.at("/range/start/line").asInt())
        .isEqualTo(lineOf("replica_app_id = \"shop\""));
  }

  @Test
  void secondarySideWithoutASecondaryAppIsNamed() {
    workspace
        .change("main.tf", "  secondary_app_id = paas_app_clone.standby.app_id\n", "")
        .change("main.tf", "active = \"primary\"", "active = \"secondary\"");

    JsonNode error = onlyError("validate", "-json");

    assertThat(error.at("/range/start/line").asInt()).isEqualTo(lineOf("active = \"secondary\""));
    assertThat(error.toString()).contains("secondary_app_id");
  }

  @Test
  void allProblemsOfOneResourceComeAtOnce() {
    workspace
        .change("main.tf", "max_lag       = \"30s\"", "max_lag       = \"soon\"")
        .change("main.tf", "drain_timeout = \"1m\"", "drain_timeout = \"later\"");

    assertThat(errors("validate", "-json")).hasSize(2);
  }

  @Test
  void malformedEstateIsNamedWithLineAndColumn() {
    workspace.file("estate.yaml", "regions:\n  - name: eu-west\n   bad: [\n");

    Finished plan = workspace.terraform("plan", "-no-color", "-input=false").run().exited(1);

    assertThat(plan.text()).containsPattern("estate\\.yaml:[0-9]+:[0-9]+");
    assertThatNothingWasWritten();
  }

  @Test
  void unknownKeyInTheEstateIsNamedWithLineAndColumn() {
    workspace.file("estate.yaml", workspace.read("estate.yaml") + "\nreegions: {}\n");

    Finished plan = workspace.terraform("plan", "-no-color", "-input=false").run().exited(1);

    assertThat(plan.text()).containsPattern("estate\\.yaml:[0-9]+:1").contains("reegions");
    assertThatNothingWasWritten();
  }

  @Test
  void missingEstateIsNamedOnItsAttribute() throws IOException {
    Files.delete(workspace.directory().resolve("estate.yaml"));

    JsonNode error = onlyError("plan", "-json");

    assertThat(error.at("/range/start/line").asInt()).isEqualTo(lineOf("local = {"));
    assertThatNothingWasWritten();
  }

  @Test
  void directoryThatIsAFileIsNamedOnItsAttribute() {
    workspace.file(".paas", "not a directory\n");

    JsonNode error = onlyError("plan", "-json");

    assertThat(error.at("/range/start/line").asInt()).isEqualTo(lineOf("local = {"));
    assertThat(workspace.read(".paas")).isEqualTo("not a directory\n");
  }

  @Test
  void corruptStoreIsNamedAndLeftAsItIs() throws IOException {
    workspace.apply();
    Path journal = workspace.directory().resolve(".paas/journal.jsonl");
    String corrupt = "garbage\n" + Files.readString(journal);
    Files.writeString(journal, corrupt);

    JsonNode error = onlyError("plan", "-json");

    assertThat(error.at("/range/start/line").asInt()).isEqualTo(lineOf("local = {"));
    assertThat(error.path("detail").asString())
        .contains("journal.jsonl:1: the line cannot be read", "restore the file from a backup");
    assertThat(Files.readString(journal)).isEqualTo(corrupt);
  }

  @EnabledOnOs(OS.LINUX)
  @Test
  void directoryThatCannotBeWrittenIsOneError() {
    // Not even root can write there, and whoever runs the tests may be root.
    workspace.change("main.tf", "\".paas\"", "\"/proc/paas\"");

    JsonNode error = onlyError("apply", "-json", "-auto-approve");

    assertThat(error.path("address").asString()).isEqualTo("paas_app_clone.standby");
    assertThat(error.path("detail").asString())
        .contains("/proc/paas", "check its permissions", "then run `terraform apply`");
    assertThat(workspace.state().path("values").isMissingNode()).isTrue();
  }

  @Test
  void missingTokenIsAnErrorThatNamesBothWaysToGiveIt() {
    workspace.main(
        """
        provider "paas" {
          scalingo = { region = "osc-fr1" }
        }

        data "paas_regions" "all" {}
        """);

    Finished plan = workspace.terraform("plan", "-no-color", "-input=false").run().exited(1);

    assertThat(plan.text()).contains("api_token").contains("SCALINGO_API_TOKEN");
  }

  private JsonNode onlyError(String... command) {
    List<JsonNode> errors = errors(command);
    assertThat(errors).hasSize(1);
    return errors.getFirst();
  }

  /// Returns the error diagnostics of `validate -json` (one document) or `plan -json` (one a line).
  private List<JsonNode> errors(String... command) {
    Finished finished = workspace.terraform(command).run().failed();
    List<JsonNode> errors = new ArrayList<>();
    if (command[0].equals("validate")) {
      Workspace.json(finished.out()).path("diagnostics").forEach(errors::add);
    } else {
      finished
          .out()
          .lines()
          .map(line -> Workspace.json(line).path("diagnostic"))
          .filter(diagnostic -> !diagnostic.isMissingNode())
          .forEach(errors::add);
    }
    errors.removeIf(diagnostic -> !diagnostic.path("severity").asString().equals("error"));
    return errors;
  }

  private int lineOf(String text) {
    List<String> lines = workspace.read("main.tf").lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(text)) {
        return i + 1;
      }
    }
    throw new AssertionError("main.tf has no " + text);
  }

  private void assertThatNothingWasWritten() {
    assertThat(new LocalCloud(workspace).exists()).isFalse();
    assertThat(workspace.directory().resolve("terraform.tfstate")).doesNotExist();
  }
}
