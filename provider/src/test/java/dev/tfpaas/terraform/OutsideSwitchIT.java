package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A switch that was made on the dashboard: it is never undone by itself, and each way out works.
@RequiresTerraform
class OutsideSwitchIT {
  private static final String GROUP = "paas_failover_group.shop";

  private Workspace workspace;
  private LocalCloud cloud;

  @BeforeEach
  void switchOutside(@TempDir Path temporary) {
    workspace = Workspace.ofApplied(temporary, "failover, fixed");
    cloud = new LocalCloud(workspace);
    cloud.switchTo("shop", "secondary");
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  @Test
  void planShowsNoChangeAndWarnsWithTheWaysOut() {
    Finished plan = workspace.assertNothingToDo();

    assertThat(plan.text())
        .contains("Warning")
        .contains("active = \"secondary\"")
        .contains("switch_trigger");
  }

  @Test
  void applyMakesNoCall() {
    int before = cloud.calls().size();

    workspace.apply();

    assertThat(cloud.callsAfter(before)).isEmpty();
    assertThat(workspace.attributes(GROUP).path("active_app_id").asString())
        .isEqualTo("shop-standby");
  }

  @Test
  void takingTheNewSideOverMakesNoCallAndEndsTheWarning() {
    int before = cloud.calls().size();
    workspace.change("main.tf", "active = \"primary\"", "active = \"secondary\"");

    workspace.apply();

    assertThat(cloud.callsAfter(before)).isEmpty();
    assertThat(workspace.assertNothingToDo().text()).doesNotContain("switch_trigger");
  }

  @Test
  void leavingActiveOutFollows() {
    workspace.change("main.tf", "  active = \"primary\"\n", "");

    int before = cloud.calls().size();
    workspace.apply();

    assertThat(cloud.callsAfter(before)).isEmpty();
    assertThat(workspace.assertNothingToDo().text()).doesNotContain("switch_trigger");
  }

  @Test
  void changingTheTriggerPlansTheSwitchBackOrSaysWhatItWouldLose() {
    workspace.change(
        "main.tf", "active = \"primary\"", "active = \"primary\"\n  switch_trigger = \"1\"");

    Finished plan = workspace.planning().run();

    // The outside switch promoted the copy, so the old side lacks what was written since.
    plan.exited(1);
    assertThat(plan.text()).contains("paas_db_replication");
  }
}
