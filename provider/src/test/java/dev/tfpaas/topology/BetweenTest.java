package dev.tfpaas.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.Catalogues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A replication between two apps, whichever serves.
class BetweenTest {
  @TempDir Path directory;

  @Test
  void pairBecomesAReplicationThatFollowsWhoServesAndIsHandedOverByItsGroup() throws Exception {
    Files.writeString(
        directory.resolve("topology.yaml"),
        """
        apps:
          shop:
          shop-standby: {clone_of: shop, region: eu-central}
        replication:
          orders: {between: [shop-standby, shop], engine: postgresql}
        failover:
          shop: {members: [shop, shop-standby], active: shop}
        """);

    TopologyReader.Result result =
        TopologyReader.read(
            Catalogues.all(),
            new TopologyReader.Source(directory, Path.of("topology.yaml"), Optional.empty()));

    assertThat(result.problems()).isEmpty();
    assertThat(Rendering.of(result.topology(), Catalogues.all()))
        .contains(
            "\"source_app_id\": \"${paas_app_clone.shop_standby.app_id}\"",
            "\"replica_app_id\": \"shop\"",
            "\"direction\": \"follow\"",
            "${paas_db_replication.orders.id}")
        .doesNotContain("between");
  }
}
