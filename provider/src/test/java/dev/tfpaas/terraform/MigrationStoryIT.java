package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// A move to another region, phase by phase, with `examples/migration`.
@RequiresTerraform
class MigrationStoryIT {
  private static final String MIGRATION = "paas_region_migration.shop";

  private Workspace workspace;
  private LocalCloud cloud;

  @BeforeEach
  void start(@TempDir Path temporary) {
    workspace = Workspace.ofExample(temporary, "migration");
    cloud = new LocalCloud(workspace);
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  @Test
  void eachPhaseMakesExactlyThePlannedCalls() {
    for (String phase : List.of("checked", "prepared", "data_migrated", "finalized")) {
      int before = cloud.exists() ? cloud.calls().size() : 0;
      JsonNode plan = workspace.plan(phase + ".plan", "-var", "phase=" + phase);
      List<String> runbook = Runbooks.planned(plan, MIGRATION);

      workspace.terraform("apply", "-input=false", phase + ".plan").run().succeeded();

      assertThat(runbook).isNotEmpty();
      Runbooks.assertSame(runbook, cloud.callsAfter(before));
      workspace.planning("-var", "phase=" + phase).run().exited(0);
    }
    JsonNode migration = workspace.attributes(MIGRATION);
    assertThat(migration.path("from_region").asString()).isEqualTo("eu-west");
    assertThat(migration.path("status").asString()).isEqualTo("finalized");
    assertThat(migration.path("new_app_id").asString()).isNotEmpty();
    assertThat(migration.path("redirect_until").asString()).isNotEmpty();
  }

  @Test
  void phasesOnlyGoForward() {
    workspace.apply("-var", "phase=prepared");

    Finished plan = workspace.planning("-var", "phase=checked").run().exited(1);

    assertThat(plan.text()).containsIgnoringCase("destroy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"checked", "prepared", "data_migrated"})
  void destroyBeforeTheLastPhasePutsEverythingBack(String phase) {
    workspace.apply("-var", "phase=" + phase);

    workspace
        .terraform("destroy", "-auto-approve", "-no-color", "-var", "phase=" + phase)
        .run()
        .succeeded();

    assertThat(cloud.calls().getLast()).isEqualTo("POST /migrations/shop:eu-central/abort");
    assertThat(cloud.app("shop").region()).isEqualTo("eu-west");
    assertThat(cloud.app("shop").maintenance()).isFalse();
    assertThat(cloud.violations()).isEmpty();
  }

  @Test
  void unknownRegionIsOneErrorAndAbortsNothing() {
    workspace.apply("-var", "phase=prepared");
    int before = cloud.calls().size();
    workspace.change("main.tf", "\"eu-central\"", "\"eu-nowhere\"");

    Finished plan = workspace.planning("-var", "phase=prepared").run().exited(1);

    assertThat(plan.text())
        .contains("There is no region \"eu-nowhere\"")
        .doesNotContain("Warning", "aborted");
    assertThat(cloud.callsAfter(before)).isEmpty();
  }

  @Test
  void startedMigrationIsReplacedByOneToAnotherRegion() {
    workspace.change(
        "estate.yaml", "  eu-central:\n", "  us-east:\n    live: true\n  eu-central:\n");
    workspace.apply("-var", "phase=prepared");
    int before = cloud.calls().size();
    workspace.change("main.tf", "\"eu-central\"", "\"us-east\"");

    Finished apply = workspace.apply("-var", "phase=prepared");

    assertThat(apply.text())
        .contains("The migration is aborted", "1 added, 0 changed, 1 destroyed");
    assertThat(cloud.callsAfter(before).getFirst())
        .isEqualTo("POST /migrations/shop:eu-central/abort");
    workspace.planning("-var", "phase=prepared").run().exited(0);
    assertThat(cloud.violations()).isEmpty();
  }

  @Test
  void destroyAfterTheLastPhaseForgetsAndSaysSo() {
    workspace.apply("-var", "phase=finalized");
    int before = cloud.calls().size();

    Finished plan =
        workspace
            .terraform("plan", "-destroy", "-no-color", "-var", "phase=finalized")
            .run()
            .succeeded();
    workspace
        .terraform("destroy", "-auto-approve", "-no-color", "-var", "phase=finalized")
        .run()
        .succeeded();

    assertThat(plan.text()).contains("Warning");
    assertThat(cloud.callsAfter(before)).isEmpty();
    assertThat(cloud.app("shop").region()).isEqualTo("eu-central");
  }

  @Test
  void moveOfAnAppWithADatabaseIsNotLiveUnlessAllowed() {
    workspace.change("main.tf", "mode      = \"offline\"", "mode      = \"live\"");

    Finished plan = workspace.planning().run().exited(1);

    assertThat(plan.text()).contains("allow_live_databases");
  }

  @Test
  void runningMigrationIsAdoptedAndNotStartedTwice() {
    workspace.apply("-var", "phase=prepared");
    int before = cloud.calls().size();
    workspace.terraform("state", "rm", MIGRATION).run().succeeded();

    workspace.apply("-var", "phase=prepared");

    assertThat(cloud.callsAfter(before)).isEmpty();
  }
}
