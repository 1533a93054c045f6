package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Terraform's other commands and modes: what users of good providers take for granted.
@RequiresTerraform
class CommandsIT {
  private Workspace workspace;
  private LocalCloud cloud;

  @BeforeEach
  void start(@TempDir Path temporary) {
    workspace = Workspace.ofExample(temporary, "failover, fixed");
    cloud = new LocalCloud(workspace);
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  @DisplayName("8.2 #28 validate and providers schema need no credentials and write no file")
  @Test
  void validateAndSchemaWriteNothing() throws IOException {
    workspace.main(
        """
        provider "paas" {
          scalingo = { region = "osc-fr1" }
        }

        data "paas_regions" "all" {}
        """);
    List<Path> before = files();

    workspace.terraform("validate").run().succeeded();
    JsonNode schema =
        Workspace.json(workspace.terraform("providers", "schema", "-json").run().succeeded().out());

    assertThat(files()).isEqualTo(before);
    JsonNode paas = schema.at("/provider_schemas/registry.terraform.io~1tfpaas~1paas");
    assertThat(paas.path("resource_schemas").propertyNames())
        .containsExactlyInAnyOrder(
            "paas_app_clone",
            "paas_db_replication",
            "paas_failover_group",
            "paas_region_migration");
    assertThat(paas.path("data_source_schemas").propertyNames())
        .containsExactlyInAnyOrder("paas_app", "paas_regions", "paas_failover_readiness");
    assertThat(undescribed("", paas)).isEmpty();
    assertThatTheSchemaIsWhatWasMeant(paas);
  }

  /// Checks one construct of each kind in what Terraform understood.
  private static void assertThatTheSchemaIsWhatWasMeant(JsonNode paas) {
    JsonNode clone = paas.at("/resource_schemas/paas_app_clone");
    assertThat(clone.path("version").asInt(-1)).isZero();
    JsonNode attributes = clone.at("/block/attributes");
    assertThat(attributes.at("/source_app_id/required").asBoolean()).isTrue();
    assertThat(attributes.at("/variables/sensitive").asBoolean()).isTrue();
    assertThat(attributes.at("/variables/type")).hasToString("[\"map\",\"string\"]");
    assertThat(attributes.at("/region/optional").asBoolean()).isTrue();
    assertThat(attributes.at("/region/computed").asBoolean()).isTrue();
    assertThat(attributes.at("/runbook/type")).hasToString("[\"list\",\"string\"]");
    assertThat(attributes.at("/runbook/optional").isMissingNode()).isTrue();
    JsonNode timeouts = clone.at("/block/block_types/timeouts");
    assertThat(timeouts.path("nesting_mode").asString()).isEqualTo("single");
    assertThat(timeouts.at("/block/attributes").propertyNames())
        .containsExactlyInAnyOrder("create", "read", "update", "delete");
    JsonNode guards =
        paas.at("/resource_schemas/paas_failover_group/block/attributes/guards/nested_type");
    assertThat(guards.path("nesting_mode").asString()).isEqualTo("single");
    assertThat(guards.path("attributes").propertyNames()).contains("max_lag");
    JsonNode token =
        paas.at("/provider/block/attributes/scalingo/nested_type/attributes/api_token");
    assertThat(token.path("sensitive").asBoolean()).isTrue();
  }

  @Test
  void planWritesNothing() throws IOException {
    List<Path> before = files();

    workspace.planning().run().exited(2);

    assertThat(files()).isEqualTo(before);
    assertThat(cloud.exists()).isFalse();
  }

  @DisplayName("8.4 #64 unknown values in the provider block do not fail planning")
  @Test
  void unknownProviderConfigurationDoesNotFailThePlan() {
    workspace.change(
        "main.tf",
        """
          local = {
            path   = ".paas"
            estate = "estate.yaml"
          }
        """,
        """
          local = {
            path   = terraform_data.place.output
            estate = "estate.yaml"
          }
        """);
    workspace.file("place.tf", "resource \"terraform_data\" \"place\" {\n  input = \".paas\"\n}\n");

    workspace.planning().run().exited(2);
    workspace.apply();

    workspace.assertNothingToDo();
    assertThat(cloud.exists()).isTrue();
  }

  @DisplayName("8.1 #20 the provider's log lines reach TF_LOG=json with their level and fields")
  @Test
  void logLinesAreTerraformsOwn() throws IOException {
    Path log = workspace.home().resolve("log.jsonl");

    workspace
        .applying()
        .with("TF_LOG", "json")
        .with("TF_LOG_PATH", log.toString())
        .run()
        .succeeded();

    List<JsonNode> ours;
    try (Stream<String> lines = Files.lines(log)) {
      ours =
          lines
              .filter(line -> line.startsWith("{"))
              .map(Workspace::json)
              .filter(line -> line.path("@module").asString("").startsWith("provider"))
              .filter(line -> line.path("@message").asString("").contains("shop"))
              .toList();
    }
    assertThat(ours).isNotEmpty();
    assertThat(ours)
        .allSatisfy(
            line -> assertThat(line.path("@level").asString("")).isIn("info", "debug", "trace"));
  }

  @DisplayName("8.4 #67 a sensitive value is in no output, no log, no plan file and not in .paas")
  @Test
  void secretsStayOutOfEverythingButTheirOwnAttribute() throws IOException {
    String secret = "s3cret-" + "9f8e7d";
    workspace.change(
        "main.tf",
        "region              = \"eu-central\"",
        "region              = \"eu-central\"\n  variables = { API_KEY = \"" + secret + "\" }");
    Path log = workspace.home().resolve("trace.log");

    Finished apply =
        workspace
            .applying()
            .with("TF_LOG_PROVIDER", "TRACE")
            .with("TF_LOG_PATH", log.toString())
            .run()
            .succeeded();

    assertThat(apply.text()).doesNotContain(secret);
    assertThat(Files.readString(log)).doesNotContain(secret);
    assertThat(cloud.journal()).doesNotContain(secret);
    assertThat(cloud.paas("show").text()).doesNotContain(secret);
  }

  @DisplayName("8.1 #23 works from a directory with spaces, through a symbolic link")
  @Test
  void worksFromAnOddPlace(@TempDir Path odd) throws IOException {
    Path home = Files.createDirectory(odd.resolve("a place with spaces"));
    Path link = Files.createSymbolicLink(odd.resolve("link"), home);
    try (Workspace there = Workspace.ofExample(link, "failover, fixed")) {
      there.apply();

      there.assertNothingToDo();
    }
  }

  @DisplayName("8.1 #24 works with standard input closed")
  @Test
  void worksWithoutStandardInput() {
    workspace.shell("exec terraform plan -input=false 0<&-").run().succeeded();
  }

  @Test
  void usersCanTestTheirModules() {
    workspace.file(
        "pair.tftest.hcl",
        """
        run "forms_the_group" {
          variables {
            deletion_protection = false
          }

          assert {
            condition     = output.address == "shop.failover.local"
            error_message = "the address is made of the name"
          }
        }
        """);

    Finished test = workspace.terraform("test", "-no-color").run().succeeded();

    assertThat(test.text()).contains("1 passed, 0 failed");
  }

  @Test
  void usersCanTestTheirModulesWithAMock() {
    workspace.file(
        "mocked.tftest.hcl",
        """
        mock_provider "paas" {}

        run "plans" {
          command = plan
        }
        """);

    workspace.terraform("test", "-no-color").run().succeeded();

    assertThat(cloud.exists()).isFalse();
  }

  @Test
  void refreshOnlyShowsDrift() {
    workspace.apply();
    cloud.paas("maintenance", "shop-standby", "off");

    Finished plan = workspace.terraform("plan", "-refresh-only", "-no-color").run().succeeded();

    assertThat(plan.text()).contains("maintenance").contains("true -> false");
  }

  @DisplayName("8.4 #48 what was deleted outside is planned again")
  @Test
  void deletedOutsideIsPlannedAgain() {
    workspace.apply();
    cloud.paas("delete", "group", "shop");

    Finished plan = workspace.planning().run().exited(2);

    assertThat(plan.text()).contains("1 to add, 0 to change, 0 to destroy");
  }

  @DisplayName("8.4 #50 an optional and computed attribute that is taken out keeps its value")
  @Test
  void takenOutAttributeKeepsItsValue() {
    workspace.apply();
    workspace.change("main.tf", "  region              = \"eu-central\"\n", "");

    workspace.assertNothingToDo();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(workspace.directory())) {
      return all.sorted().toList();
    }
  }

  /// Returns the places of attributes and blocks that have no description.
  private static List<String> undescribed(String place, JsonNode node) {
    List<String> found = new java.util.ArrayList<>();
    node.propertyStream()
        .forEach(entry -> {
          if (entry.getKey().equals("attributes")) {
            entry
                .getValue()
                .propertyStream()
                .filter(one -> one.getValue().path("description").asString("").isBlank())
                .forEach(one -> found.add(place + "/" + one.getKey()));
          }
          found.addAll(undescribed(place + "/" + entry.getKey(), entry.getValue()));
        });
    return found;
  }
}
