package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pair that nobody changes, with clients that write all the time: an alarm on drift stays quiet.
///
/// Without a `check` block: its data source is read by every plan, which Terraform counts.
@RequiresTerraform
class AtRestIT {
  private static final String PAIR =
      """
      resource "paas_app_clone" "standby" {
        source_app_id = "shop"
        name          = "shop-standby"
        region        = "eu-central"
      }

      resource "paas_db_replication" "orders" {
        source_app_id  = "shop"
        replica_app_id = paas_app_clone.standby.app_id
        engine         = "postgresql"
        backup         = { frequency = "1h", keep = 3 }
      }

      resource "paas_failover_group" "shop" {
        primary_app_id   = "shop"
        secondary_app_id = paas_app_clone.standby.app_id
        active           = "primary"
        replication_ids  = [paas_db_replication.orders.id]
      }
      """;

  @TempDir Path temporary;

  @Test
  void refreshOnlyPlanFindsNothingToStore() {
    try (Workspace workspace = Workspace.in(temporary).main(PAIR).initialised()) {
      workspace.applying().run().succeeded();

      assertDrift(workspace, 0);
    }
  }

  /// What a switch did to the other objects is stored by the next apply, without a call.
  @Test
  void switchIsDriftOnceAndNoChange() {
    try (Workspace workspace = Workspace.in(temporary).main(PAIR).initialised()) {
      workspace.applying().run().succeeded();
      // Another database of the app has no replication, and is a cache.
      workspace.change(
          "main.tf",
          "active           = \"primary\"",
          "active = \"secondary\"\naccept_data_loss = true");
      workspace.applying().run().succeeded();

      assertThat(assertDrift(workspace, 2).text())
          .contains("paas_app_clone.standby has changed", "paas_db_replication.orders has changed")
          .doesNotContain("paas_failover_group.shop has changed");
      workspace.planning().run().exited(0);
      int before = new LocalCloud(workspace).calls().size();
      workspace.applying("-refresh-only").run().succeeded();
      assertDrift(workspace, 0);
      assertThat(new LocalCloud(workspace).callsAfter(before)).isEmpty();
    }
  }

  private static Finished assertDrift(Workspace workspace, int exit) {
    return workspace
        .terraform("plan", "-refresh-only", "-detailed-exitcode", "-no-color")
        .run()
        .exited(exit);
  }
}
