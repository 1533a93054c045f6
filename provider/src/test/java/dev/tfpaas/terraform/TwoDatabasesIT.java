package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `examples/two-databases`, and the same as one file: one word hands over all databases of one
/// engine, there and back.
@RequiresTerraform
class TwoDatabasesIT {
  private static final String ORDERS =
      "POST /apps/shop-standby/databases/postgresql/orders/promote";
  private static final String USERS = "POST /apps/shop-standby/databases/postgresql/users/promote";

  @TempDir Path temporary;

  @Test
  void bothAreHandedOverByTerraform() {
    try (Workspace workspace = Workspace.ofExample(temporary, "two-databases")) {
      LocalCloud cloud = new LocalCloud(workspace);
      workspace.apply();
      int before = cloud.calls().size();

      workspace.applying().with("TF_VAR_active", "secondary").run().succeeded();
      int there = cloud.calls().size();
      workspace.applying().with("TF_VAR_active", "primary").run().succeeded();

      assertThat(cloud.callsAfter(before).subList(0, there - before)).contains(ORDERS, USERS);
      assertThat(cloud.callsAfter(there))
          .contains(ORDERS.replace("shop-standby", "shop"), USERS.replace("shop-standby", "shop"));
      workspace.assertNothingToDo();
      assertThat(cloud.violations()).isEmpty();
    }
  }

  @Test
  void bothAreHandedOverByOneFile() {
    try (Workspace workspace = Workspace.ofExample(temporary, "two-databases-topology")) {
      LocalCloud cloud = new LocalCloud(workspace);
      workspace.paas("apply", "--yes").run().succeeded();
      int before = cloud.calls().size();

      workspace.change("topology.yaml", "active: shop #", "active: shop-standby #");
      workspace.paas("apply", "--yes").run().succeeded();

      assertThat(cloud.callsAfter(before)).contains(ORDERS, USERS);
      workspace.paas("plan").run().exited(0);
      workspace.change("topology.yaml", "active: shop-standby #", "active: shop #");
      workspace.paas("apply", "--yes").run().succeeded();
      workspace.paas("destroy", "--yes").run().succeeded();
      assertThat(cloud.violations()).isEmpty();
    }
  }
}
