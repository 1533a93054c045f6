package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pair to which something happened outside, and then something unusual in Terraform.
@RequiresTerraform
class SeamsIT {
  private static final String[] UNPROTECTED = {"-var", "deletion_protection=false"};
  private static final String FLOW = "shop:shop-standby:postgresql";

  private Workspace workspace;
  private LocalCloud cloud;

  @BeforeEach
  void pair(@TempDir Path temporary) {
    workspace = Workspace.ofExample(temporary, "failover, fixed");
    workspace.applying(UNPROTECTED).run().succeeded();
    cloud = new LocalCloud(workspace);
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  private Finished refused(Command command) {
    int before = cloud.calls().size();
    Finished refused = command.run().exited(1);
    assertThat(cloud.callsAfter(before)).isEmpty();
    return refused;
  }

  private Command replacing(String address) {
    return workspace.applying(UNPROTECTED).and("-replace=" + address);
  }

  private void switchOver() {
    workspace.change("main.tf", "active = \"primary\"", "active = \"secondary\"");
  }

  private void assertNothingToDo() {
    workspace.planning(UNPROTECTED).run().exited(0);
  }

  @Test
  void aReplicaThatWasPromotedByHandIsToldAndMadeToFollowAgain() {
    cloud.paas("promote", "shop-standby", "postgresql");

    Finished plan = workspace.planning(UNPROTECTED).run().exited(0);
    replacing("paas_db_replication.orders").run().succeeded();

    assertThat(plan.text())
        .contains("Both sides can be written to", "-replace=")
        .doesNotContain("The newer data is in shop-standby");
    assertThat(workspace.planning(UNPROTECTED).run().exited(0).text())
        .doesNotContain("Both sides can be written to");
  }

  @Test
  void aDatabaseThatIsNotHandedOverIsNotLeftBehind() {
    workspace.change("main.tf", "  replication_ids = [paas_db_replication.orders.id]\n", "");
    workspace.apply(UNPROTECTED);
    switchOver();

    assertThat(refused(workspace.applying(UNPROTECTED)).text())
        .contains("data of postgresql", "[refused: data]");
    assertThat(cloud.app("shop").maintenance()).isFalse();
  }

  @Test
  void afterASwitchOutsideTheReplicationIsNotEndedToBeRefusedThen() {
    cloud.switchTo("shop", "secondary");

    refused(replacing("paas_db_replication.orders"));
    workspace.terraform("taint", "paas_db_replication.orders").run().succeeded();
    Finished tainted = refused(workspace.applying(UNPROTECTED));
    workspace.terraform("untaint", "paas_db_replication.orders").run().succeeded();

    assertThat(tainted.text()).contains("terraform untaint");
    boolean there = cloud.world().read(view -> view.replication(FLOW).isPresent());
    assertThat(there).isTrue();
    assertNothingToDo();
  }

  @Test
  void afterASwitchOutsideTheGroupIsMadeAnewOnTheSideThatServes() {
    workspace.change("main.tf", "active = \"primary\"\n", "\n");
    cloud.switchTo("shop", "secondary");

    replacing("paas_failover_group.shop").run().succeeded();

    assertThat(workspace.attributes("paas_failover_group.shop").path("active_app_id").asString())
        .isEqualTo("shop-standby");
    assertThat(cloud.violations()).isEmpty();
  }

  @Test
  void aTaintedStandbyIsNotTakenOutOfItsPair() {
    workspace.terraform("taint", "paas_app_clone.standby").run().succeeded();

    assertThat(refused(workspace.applying(UNPROTECTED)).text())
        .contains("[refused: member]", "terraform untaint");
    workspace
        .terraform("destroy", "-auto-approve", "-no-color", "-refresh=false")
        .and(UNPROTECTED)
        .run()
        .succeeded();

    assertThat(workspace.terraform("state", "list").run().succeeded().text()).isBlank();
  }

  @Test
  void targetsAreAWayLikeAnyOther() {
    assertThat(
            refused(replacing("paas_app_clone.standby").and("-target=paas_app_clone.standby"))
                .text())
        .contains("[refused: member]");
    switchOver();
    workspace.applying(UNPROTECTED).and("-target=paas_failover_group.shop").run().succeeded();
    Finished serves =
        refused(
            workspace
                .terraform("destroy", "-auto-approve", "-no-color")
                .and(UNPROTECTED)
                .and("-target=paas_app_clone.standby"));

    assertThat(serves.text()).contains("App shop-standby");
    assertThat(cloud.violations()).isEmpty();
    assertNothingToDo();
  }

  /// The same by `topology.yaml`, in a directory of its own.
  @Test
  void theTopologySaysItToo(@TempDir Path other) {
    try (Workspace yaml = Workspace.in(other)) {
      yaml.copy("topology");
      yaml.paas("apply", "--yes").run().succeeded();
      LocalCloud local = new LocalCloud(yaml);
      local.paas("promote", "shop-standby", "postgresql");
      int before = local.calls().size();
      yaml.change("topology.yaml", "active: shop #", "active: shop-standby #");

      Finished refused = yaml.paas("apply", "--yes").run().exited(3);

      assertThat(refused.text()).contains("postgresql", "[refused: data]");
      assertThat(local.callsAfter(before)).isEmpty();
    }
  }
}
