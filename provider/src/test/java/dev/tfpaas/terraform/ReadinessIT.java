package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `paas_failover_readiness` in a `check` block: every plan says whether a switch would work.
@RequiresTerraform
class ReadinessIT {
  /// Asks in every plan whether the other side could take over.
  static final String CHECK =
      """

      data "paas_failover_readiness" "now" {
        failover_group_id = paas_failover_group.shop.id
        replication_ids   = paas_failover_group.shop.replication_ids
      }

      check "standby_can_take_over" {
        assert {
          condition = data.paas_failover_readiness.now.ready_planned
          error_message = join("\\n", [
            for c in data.paas_failover_readiness.now.checks :
            "${c.name}: ${c.detail} ${c.fix}" if c.verdict == "failed"
          ])
        }
      }

      output "emergency" {
        value = data.paas_failover_readiness.now.ready_emergency
      }
      """;

  private Workspace workspace;
  private LocalCloud cloud;

  @BeforeEach
  void checkThePair(@TempDir Path temporary) {
    workspace = Workspace.ofApplied(temporary, "failover, fixed").file("check.tf", CHECK);
    cloud = new LocalCloud(workspace);
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  @Test
  void checkPassesUntilTheStandbyDiesAndThenSaysWhatToDo() {
    assertThat(workspace.apply().text()).doesNotContain("Check block assertion failed");
    cloud.fail("eu-central");

    Finished plan = workspace.planning().run();

    assertThat(plan.text())
        .contains("Check block assertion failed")
        .contains("target healthy: shop-standby (secondary) cannot be reached.")
        .contains("wait until its region is back");
    assertThat(cloud.violations()).isEmpty();
  }

  @Test
  void stateOfANewerVersionIsRefusedAndKept() {
    String state = workspace.read("terraform.tfstate");
    workspace.file(
        "terraform.tfstate",
        state.replaceFirst(
            "(\"type\": \"paas_failover_group\"(?s:.)*?)\"schema_version\": 0",
            "$1\"schema_version\": 7"));

    Finished plan = workspace.planning().run().exited(1);

    assertThat(plan.text()).contains("newer").contains("paas_failover_group");
    assertThat(workspace.read("terraform.tfstate")).contains("\"schema_version\": 7");
  }
}
