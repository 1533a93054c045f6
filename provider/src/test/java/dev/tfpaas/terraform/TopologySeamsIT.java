package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pair of `topology.yaml` to which something happened outside, with the real Terraform.
@RequiresTerraform
class TopologySeamsIT {
  private Workspace workspace;
  private LocalCloud cloud;

  @BeforeEach
  void apply(@TempDir Path temporary) {
    workspace = Workspace.in(temporary);
    cloud = new LocalCloud(workspace);
    workspace.file(
        "topology.yaml",
        """
        deletion_protection: false
        apps:
          shop:
          shop-standby: {clone_of: shop, region: eu-central}
        replication:
          orders: {source: shop, replica: shop-standby, engine: postgresql}
        failover:
          shop: {members: [shop, shop-standby], active: shop}
        """);
    workspace.paas("apply", "--yes").run().succeeded();
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  private String status() {
    return workspace.paas("status").run().succeeded().text();
  }

  @Test
  void statusSaysWhichSideIsNewerAndWhoDoesNotServe() {
    assertThat(status()).contains("shop is active (primary)").doesNotContain("Warning");
    cloud.paas("promote", "shop-standby", "postgresql");
    assertThat(status())
        .contains("replication.orders: Both sides can be written to", "shop holds ")
        .doesNotContain("newer data is in", "Nobody serves");
    cloud.paas("maintenance", "shop", "on");
    assertThat(status()).contains("failover.shop: Nobody serves: shop is active and does not");
  }

  @Test
  void whatARuleForbidsEndsWithThreeAfterASwitchOutsideToo() {
    cloud.switchTo("shop", "secondary");
    int calls = cloud.calls().size();

    workspace.paas("apply", "--yes", "--", "-replace=paas_db_replication.orders").run().exited(3);

    assertThat(cloud.callsAfter(calls)).isEmpty();
    workspace.paas("plan").run().exited(0);
  }

  @Test
  void groupThatWasDeletedOutsideIsNotFormedOnTheSideThatDoesNotServe() {
    cloud.switchTo("shop", "secondary");
    cloud.paas("delete", "group", "shop");

    Finished refused = workspace.paas("apply", "--yes").run().exited(3);
    workspace.change("topology.yaml", "active: shop}", "active: shop-standby}");
    workspace.paas("apply", "--yes").run().succeeded();

    assertThat(refused.text())
        .contains("It was deleted outside of Terraform", "shop-standby serves now (secondary)");
    assertThat(cloud.app("shop-standby").maintenance()).isFalse();
    assertThat(status()).contains("shop-standby is active (secondary)");
  }

  @Test
  void whatIsSaidIsInTheWordsOfTheFileAndLeadsToItsLine() {
    cloud.switchTo("shop", "secondary");
    String kept = workspace.paas("plan").run().exited(0).text();
    workspace.change("topology.yaml", "active: shop}", "active: shop, switch_trigger: again}");
    String refused = workspace.paas("plan").run().exited(3).text();

    assertThat(kept)
        .contains("at topology.yaml:8:", "failover.shop.active", "`active: secondary`")
        .doesNotContain("paas.tf.json", "active = \"secondary\"`", "source_app_id` ");
    assertThat(refused.replaceAll("\\s+", " "))
        .contains("at topology.yaml:8:", "set `source` to shop-standby and `replica` to shop");
  }

  @Test
  void statusSaysThatNobodyServesBesideAnEditThatIsRefused() {
    cloud.paas("maintenance", "shop", "on");
    workspace.change("topology.yaml", "active: shop}", "active: shop-standby, data: []}");

    assertThat(status())
        .contains("failover.shop: Nobody serves: shop is active and does not", "Cannot switch");
  }
}
