package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `examples/two-databases`: one word hands over all databases of one engine, there and back.
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
}
