package dev.tfpaas.terraform;

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
      workspace
          .terraform("plan", "-refresh-only", "-detailed-exitcode", "-no-color")
          .run()
          .exited(0);
    }
  }
}
