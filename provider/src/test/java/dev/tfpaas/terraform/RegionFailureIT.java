package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The region of the active app is down.
@RequiresTerraform
class RegionFailureIT {
  private static final String GROUP = "paas_failover_group.shop";

  private Workspace workspace;
  private LocalCloud cloud;

  @BeforeEach
  void failTheRegionOfTheActiveApp(@TempDir Path temporary) {
    workspace = Workspace.ofApplied(temporary, "failover, fixed");
    cloud = new LocalCloud(workspace);
    cloud.fail("eu-west");
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  @DisplayName("8.4 #62 what cannot be read stays in the state, and the plan works")
  @Test
  void planWorksAndWarns() {
    Finished plan = workspace.assertNothingToDo();

    assertThat(plan.text()).contains("Warning").contains("shop cannot be reached");
  }

  @Test
  void plannedSwitchIsRefusedInThePlanAndNamesTheEmergency() {
    int before = cloud.calls().size();
    workspace.change("main.tf", "active = \"primary\"", "active = \"secondary\"");

    Finished plan = workspace.planning().run().exited(1);

    assertThat(plan.text()).contains("switch_mode = \"emergency\"").contains("accept_data_loss");
    assertThat(cloud.callsAfter(before)).isEmpty();
  }

  @Test
  void emergencyWithoutAcceptedLossIsRefused() {
    workspace.change(
        "main.tf", "active = \"primary\"", "active = \"secondary\"\n  switch_mode = \"emergency\"");

    Finished plan = workspace.planning().run().exited(1);

    assertThat(plan.text()).contains("accept_data_loss");
  }

  @Test
  void emergencySwitchCallsTheDeadSideOnlyAfterTrafficHasMoved() {
    int before = cloud.attempts().size();
    emergency();

    Finished apply = workspace.apply();

    List<String> attempts = cloud.attempts();
    List<String> calls = attempts.subList(before, attempts.size());
    int traffic = indexOf(calls, "/failover-groups/");
    assertThat(calls.subList(0, traffic)).noneMatch(call -> call.contains("/apps/shop/"));
    JsonNode group = workspace.attributes(GROUP);
    assertThat(group.path("active_app_id").asString()).isEqualTo("shop-standby");
    assertThat(group.at("/last_switch/mode").asString()).isEqualTo("emergency");
    assertThat(group.at("/last_switch/lost_writes").isNumber()).isTrue();
    assertThat(apply.text()).contains("Warning").contains("shop");
  }

  @Test
  void afterTheRegionIsBackTheOldSideDoesNotServeAndNothingIsPlanned() {
    emergency();
    workspace.apply();

    cloud.heal("eu-west");

    workspace.assertNothingToDo();
    assertThat(cloud.violations()).isEmpty();
  }

  private void emergency() {
    workspace.change(
        "main.tf",
        "active = \"primary\"",
        """
        active = "secondary"
          switch_mode      = "emergency"
          accept_data_loss = true\
        """);
  }

  private static int indexOf(List<String> calls, String part) {
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i).contains(part)) {
        return i;
      }
    }
    throw new AssertionError("no call of " + part + " in " + calls);
  }
}
