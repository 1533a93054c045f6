package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything that exists can be imported into an empty state, and then nothing is planned.
@RequiresTerraform
class ImportIT {
  @TempDir Path temporary;
  private Workspace workspace;

  @BeforeEach
  void start() {
    workspace = Workspace.ofApplied(temporary, "failover, fixed");
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  @DisplayName(
      "8.4 #63 clone, replication and group are imported by the ids they had; the plan is empty")
  @Test
  void theWholePairIsImported() throws IOException {
    String clone = id("paas_app_clone.standby");
    String replication = id("paas_db_replication.orders");
    String group = id("paas_failover_group.shop");
    int before = new LocalCloud(workspace).calls().size();
    Files.delete(workspace.directory().resolve("terraform.tfstate"));

    workspace.terraform("import", "paas_app_clone.standby", clone).run().succeeded();
    workspace.terraform("import", "paas_db_replication.orders", replication).run().succeeded();
    workspace.terraform("import", "paas_failover_group.shop", group).run().succeeded();

    workspace.assertNothingToDo();
    assertThat(new LocalCloud(workspace).callsAfter(before)).isEmpty();
  }

  @Test
  void migrationIsImported() throws IOException {
    try (Workspace other = Workspace.ofExample(temporary, "migration")) {
      other.apply("-var", "phase=finalized");
      String id = other.attributes("paas_region_migration.shop").path("id").asString();
      Files.delete(other.directory().resolve("terraform.tfstate"));

      other
          .terraform("import", "-var", "phase=finalized", "paas_region_migration.shop", id)
          .run()
          .succeeded();

      other.planning("-var", "phase=finalized").run().exited(0);
    }
  }

  @Test
  void importBlockWritesTheConfigurationAndThenPlansNothing() throws IOException {
    String group = id("paas_failover_group.shop");
    Files.delete(workspace.directory().resolve("terraform.tfstate"));
    workspace.main(
        """
        provider "paas" {
          local = { estate = "estate.yaml" }
        }

        import {
          to = paas_failover_group.found
          id = "%s"
        }
        """
            .formatted(group));

    workspace.terraform("plan", "-generate-config-out=found.tf").run().succeeded();
    workspace.apply();

    workspace.assertNothingToDo();
  }

  @Test
  void unknownIdIsRefusedByName() throws IOException {
    Files.delete(workspace.directory().resolve("terraform.tfstate"));

    Finished refused =
        workspace
            .terraform("import", "-no-color", "paas_failover_group.shop", "no-such-group")
            .run()
            .failed();

    assertThat(refused.text()).contains("no-such-group");
  }

  @Test
  void malformedIdIsRefusedByName() throws IOException {
    Files.delete(workspace.directory().resolve("terraform.tfstate"));

    Finished refused =
        workspace
            .terraform("import", "-no-color", "paas_db_replication.orders", "???")
            .run()
            .failed();

    assertThat(refused.text()).contains("???");
  }

  private String id(String address) {
    return workspace.attributes(address).path("id").asString();
  }
}
