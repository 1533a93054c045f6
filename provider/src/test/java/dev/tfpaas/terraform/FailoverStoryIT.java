package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The main job, with `examples/failover` and a fixed direction: clone, replicate, group, and a
/// switch by changing one word.
@RequiresTerraform
class FailoverStoryIT {
  private static final String GROUP = "paas_failover_group.shop";

  private Workspace workspace;
  private LocalCloud cloud;

  @BeforeEach
  void formTheGroup(@TempDir Path temporary) {
    workspace = Workspace.ofApplied(temporary, "failover, fixed");
    cloud = new LocalCloud(workspace);
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  @Test
  void changingOneWordMovesEverythingAndLosesNoWrite() {
    workspace.change("main.tf", "active = \"primary\"", "active = \"secondary\"");

    Finished apply = workspace.apply();

    assertThat(apply.text()).contains("0 added, 1 changed, 0 destroyed");
    JsonNode group = workspace.attributes(GROUP);
    assertThat(group.path("active_app_id").asString()).isEqualTo("shop-standby");
    assertThat(group.path("standby_app_id").asString()).isEqualTo("shop");
    assertThat(group.path("applied_active").asString()).isEqualTo("secondary");
    JsonNode last = group.path("last_switch");
    assertThat(last.path("from").asString()).isEqualTo("primary");
    assertThat(last.path("to").asString()).isEqualTo("secondary");
    assertThat(last.path("mode").asString()).isEqualTo("planned");
    assertThat(last.path("lost_writes").asLong(-1)).isZero();
    assertThat(last.path("downtime").asString()).matches("[0-9.]+m?s|[0-9]+m[0-9.]+s");
    workspace.assertNothingToDo();
  }

  @Test
  void runbookInThePlanIsExactlyWhatApplyCalls() {
    workspace.change("main.tf", "active = \"primary\"", "active = \"secondary\"");
    int before = cloud.calls().size();

    JsonNode plan = workspace.plan("switch.plan");
    List<String> runbook = Runbooks.planned(plan, GROUP);
    workspace.terraform("apply", "-input=false", "switch.plan").run().succeeded();

    assertThat(runbook).hasSizeGreaterThan(4);
    Runbooks.assertSame(runbook, cloud.callsAfter(before));
    assertThat(Runbooks.lines(workspace.attributes(GROUP).path("runbook"))).isEqualTo(runbook);
  }

  @Test
  void theRunbooksOfTheThreeResourcesAreTheWholeLog() {
    List<String> all = new ArrayList<>();
    all.addAll(Runbooks.lines(workspace.attributes("paas_app_clone.standby").path("runbook")));
    all.addAll(Runbooks.lines(workspace.attributes("paas_db_replication.orders").path("runbook")));
    all.addAll(Runbooks.lines(workspace.attributes(GROUP).path("runbook")));

    Runbooks.assertSame(all, cloud.calls());
  }

  @DisplayName("8.4 #46 ten plans in a row show no change, no warning and the same text")
  @Test
  void tenPlansInARowAreEmptyAndSilent() {
    int before = cloud.calls().size();
    String first = workspace.assertNothingToDo().out();

    for (int i = 0; i < 9; i++) {
      Finished plan = workspace.assertNothingToDo();
      assertThat(plan.text()).doesNotContain("Warning");
      // The order of the refresh lines is Terraform's own; the rest is ours.
      assertThat(plan.out().lines().sorted().toList()).isEqualTo(first.lines().sorted().toList());
    }

    assertThat(cloud.callsAfter(before)).isEmpty();
  }

  @Test
  void planOfASwitchIsTheSameTwice() {
    workspace.change("main.tf", "active = \"primary\"", "active = \"secondary\"");

    List<String> first = Runbooks.planned(workspace.plan("first.plan"), GROUP);
    List<String> second = Runbooks.planned(workspace.plan("second.plan"), GROUP);

    assertThat(second).isEqualTo(first);
  }

  @Test
  void planSavedBeforeTheWorldChangedIsRefusedBeforeTheFirstCall() {
    workspace.change("main.tf", "active = \"primary\"", "active = \"secondary\"");
    workspace.plan("switch.plan");
    cloud.paas("maintenance", "shop", "on");
    List<String> before = cloud.calls();

    Finished apply = workspace.terraform("apply", "-input=false", "switch.plan").run().exited(1);

    assertThat(apply.text()).containsIgnoringCase("changed");
    assertThat(cloud.calls()).isEqualTo(before);
  }

  @Test
  void switchingBackNeedsTheOppositeReplicationFirst() {
    workspace.change("main.tf", "active = \"primary\"", "active = \"secondary\"");
    workspace.apply();
    workspace.change("main.tf", "active = \"secondary\"", "active = \"primary\"");

    Finished refused = workspace.planning().run().exited(1);

    assertThat(refused.text()).contains("paas_db_replication").containsIgnoringCase("swap");
  }

  @Test
  void swappedReplicationLetsTheGroupSwitchBack() {
    workspace.change("main.tf", "active = \"primary\"", "active = \"secondary\"");
    workspace.apply();
    workspace
        .change(
            "main.tf",
            "source_app_id  = \"shop\"",
            "source_app_id  = paas_app_clone.standby.app_id")
        .change(
            "main.tf",
            "replica_app_id = paas_app_clone.standby.app_id",
            "replica_app_id = \"shop\"");

    Finished reversed = workspace.apply();
    assertThat(reversed.text()).contains("0 added, 1 changed, 0 destroyed");
    workspace.assertNothingToDo();
    workspace.change("main.tf", "active = \"secondary\"", "active = \"primary\"");
    workspace.apply();

    JsonNode group = workspace.attributes(GROUP);
    assertThat(group.path("active_app_id").asString()).isEqualTo("shop");
    assertThat(group.at("/last_switch/lost_writes").asLong(-1)).isZero();
  }

  @Test
  void exchangedPlacesAreNoSwitchWhenTheWordFollows() {
    int before = cloud.calls().size();
    workspace
        .change(
            "main.tf",
            "primary_app_id   = \"shop\"",
            "primary_app_id   = paas_app_clone.standby.app_id")
        .change(
            "main.tf",
            "secondary_app_id = paas_app_clone.standby.app_id",
            "secondary_app_id = \"shop\"");

    Finished refused = workspace.planning().run().exited(1);
    workspace.change("main.tf", "active = \"primary\"", "active = \"secondary\"");
    workspace.apply();

    assertThat(refused.text()).contains("Set `active = \"secondary\"` in the same change");
    assertThat(cloud.callsAfter(before))
        .singleElement()
        .asString()
        .startsWith("PATCH /failover-groups/shop");
    assertThat(workspace.attributes(GROUP).path("active_app_id").asString()).isEqualTo("shop");
    assertThat(cloud.violations()).isEmpty();
    workspace.assertNothingToDo();
  }

  @Test
  void movedBlockRenamesWithoutACall() {
    int before = cloud.calls().size();
    workspace
        .change("main.tf", "\"paas_failover_group\" \"shop\"", "\"paas_failover_group\" \"pair\"")
        .change("main.tf", "paas_failover_group.shop.address", "paas_failover_group.pair.address")
        .file(
            "moved.tf",
            """
            moved {
              from = paas_failover_group.shop
              to   = paas_failover_group.pair
            }
            """);

    Finished applied = workspace.apply();

    assertThat(applied.text()).contains("0 added, 0 changed, 0 destroyed");
    assertThat(workspace.attributes("paas_failover_group.pair").path("id").asString())
        .isEqualTo("shop");
    assertThat(cloud.callsAfter(before)).isEmpty();
    workspace.assertNothingToDo();
  }

  @Test
  void afterASwitchThePlanSaysWhichSideHoldsTheNewerData() {
    workspace.change("main.tf", "active = \"primary\"", "active = \"secondary\"");
    workspace.apply();

    Finished plan = workspace.assertNothingToDo();

    assertThat(plan.text())
        .contains("Warning")
        .contains("shop-standby")
        .containsIgnoringCase("newer");
  }

  @Test
  void destroyOfAProtectedGroupIsRefusedInThePlan() {
    int before = cloud.calls().size();

    Finished plan = workspace.terraform("plan", "-destroy", "-no-color").run().exited(1);

    assertThat(plan.text()).contains("deletion_protection = false");
    assertThat(cloud.callsAfter(before)).isEmpty();
  }

  @Test
  void destroyOfAnActiveCopyIsRefusedInThePlan() {
    workspace.change("main.tf", "active = \"primary\"", "active = \"secondary\"");
    workspace.apply("-var", "deletion_protection=false");
    int before = cloud.calls().size();

    Finished plan =
        workspace
            .terraform("plan", "-destroy", "-no-color", "-target=paas_app_clone.standby")
            .and("-var", "deletion_protection=false")
            .run()
            .exited(1);

    assertThat(plan.text()).contains("shop-standby").contains("active");
    assertThat(cloud.callsAfter(before)).isEmpty();
  }
}
