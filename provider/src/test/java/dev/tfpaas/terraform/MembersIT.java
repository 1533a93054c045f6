package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The standby of a group is replaced, removed or forgotten: nothing is ended before it is refused,
/// and the whole pair goes at once.
@RequiresTerraform
class MembersIT {
  private static final String[] UNPROTECTED = {"-var", "deletion_protection=false"};

  private Workspace workspace;
  private LocalCloud cloud;
  private int before;

  @BeforeEach
  void pair(@TempDir Path temporary) {
    workspace = Workspace.ofApplied(temporary, "failover, fixed");
    cloud = new LocalCloud(workspace);
    workspace.apply(UNPROTECTED);
    before = cloud.calls().size();
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  private void assertRefused(Command command) {
    Finished refused = command.run().exited(1);

    assertThat(refused.text())
        .contains("App shop-standby stands by in failover group shop")
        .contains("[refused: member]");
    assertThat(cloud.callsAfter(before)).isEmpty();
  }

  private void cut(String from, String to) {
    String text = workspace.read("main.tf");
    int start = text.indexOf(from);
    workspace.file("main.tf", text.substring(0, start) + text.substring(text.indexOf(to, start)));
  }

  @Test
  void renamingItIsRefusedInThePlanAndTheWayOutLeadsOut() {
    workspace.change("main.tf", "\"shop-standby\"", "\"shop-dr\"");
    assertRefused(workspace.applying(UNPROTECTED));
    workspace.change(
        "main.tf", "secondary_app_id = paas_app_clone.standby.app_id", "secondary_app_id = null");
    workspace.change("main.tf", "  replication_ids = [paas_db_replication.orders.id]\n", "");
    workspace.change("main.tf", "\"shop-dr\"", "\"shop-standby\"");

    workspace.apply(UNPROTECTED);
    workspace.change("main.tf", "\"shop-standby\"", "\"shop-dr\"");
    workspace.apply(UNPROTECTED);
    workspace.change(
        "main.tf", "secondary_app_id = null", "secondary_app_id = paas_app_clone.standby.app_id");
    workspace.apply(UNPROTECTED);

    assertThat(cloud.app("shop-dr").clonedFrom()).contains("shop");
    assertThat(cloud.violations()).isEmpty();
  }

  @Test
  void replacingItIsRefusedInThePlan() {
    assertRefused(workspace.applying(UNPROTECTED).and("-replace=paas_app_clone.standby"));
  }

  @Test
  void aGroupThatWasForgottenKeepsItsMember() {
    workspace.terraform("state", "rm", "paas_failover_group.shop").run().succeeded();

    assertRefused(workspace.terraform("destroy", "-auto-approve", "-no-color").and(UNPROTECTED));
  }

  /// Terraform plans what is configured first, also where it is to destroy.
  @Test
  void anEditThatIsRefusedKeepsNobodyFromDestroying() {
    workspace.change("main.tf", "\"shop-standby\"", "\"shop-dr\"");
    assertRefused(workspace.applying(UNPROTECTED));

    workspace.terraform("destroy", "-auto-approve", "-no-color").and(UNPROTECTED).run().succeeded();

    assertThat(cloud.callsAfter(before)).contains("DELETE /apps/shop-standby");
  }

  @Test
  void theWholePairIsDestroyed() {
    workspace.terraform("destroy", "-auto-approve", "-no-color").and(UNPROTECTED).run().succeeded();

    assertThat(cloud.callsAfter(before)).contains("DELETE /apps/shop-standby");
  }

  @Test
  void theWholePairIsTakenOutOfTheConfiguration() {
    cut("resource \"paas_app_clone\"", "variable \"deletion");
    cut("# What a switch changes", "}\n");

    workspace.file("main.tf", workspace.read("main.tf").stripTrailing().replaceFirst("}$", ""));
    workspace.apply(UNPROTECTED);

    assertThat(cloud.callsAfter(before)).contains("DELETE /apps/shop-standby");
  }

  /// Terraform plans the three in an order that it draws by lot.
  @Test
  void theWholePairIsTakenOutOneAtATime() {
    String whole = workspace.read("main.tf");
    for (int i = 0; i < 3; i++) {
      cut("resource \"paas_app_clone\"", "variable \"deletion");
      cut("# What a switch changes", "}\n");
      workspace.file("main.tf", workspace.read("main.tf").stripTrailing().replaceFirst("}$", ""));

      workspace.applying(UNPROTECTED).and("-parallelism=1").run().succeeded();
      workspace.file("main.tf", whole);
      workspace.apply(UNPROTECTED);
    }

    assertThat(cloud.callsAfter(before)).filteredOn("DELETE /apps/shop-standby"::equals).hasSize(3);
  }

  @Test
  void replacingItOneAtATimeIsRefusedInThePlan() {
    assertRefused(
        workspace
            .applying(UNPROTECTED)
            .and("-replace=paas_app_clone.standby")
            .and("-parallelism=1"));
  }
}
