package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Objects that Terraform creates before it destroys the older ones, which are the same.
@RequiresTerraform
class TakenOverIT {
  private static final String PAIR =
      """
      resource "paas_app_clone" "standby" {
        source_app_id       = "shop"
        name                = "shop-standby"
        region              = "eu-central"
        deletion_protection = false
      }

      resource "paas_db_replication" "orders" {
        source_app_id  = "shop"
        replica_app_id = paas_app_clone.standby.app_id
        engine         = "postgresql"
      }

      resource "paas_failover_group" "shop" {
        name                = "shop"
        primary_app_id      = "shop"
        secondary_app_id    = paas_app_clone.standby.app_id
        replication_ids     = [paas_db_replication.orders.id]
        deletion_protection = false
      }

      """;
  private static final String INHERITED =
      """
      resource "terraform_data" "dns" {
        input = paas_failover_group.shop.address
        lifecycle {
          create_before_destroy = true
        }
      }
      """;

  private Workspace workspace;
  private LocalCloud cloud;

  @BeforeEach
  void apply(@TempDir Path temporary) {
    workspace = Workspace.in(temporary).main(PAIR).initialised();
    workspace.applying().run().succeeded();
    cloud = new LocalCloud(workspace);
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  private void assertAllIsThere() {
    boolean group = cloud.world().read(view -> view.group("shop").isPresent());
    boolean replication =
        cloud.world().read(view -> view.replication("shop:shop-standby:postgresql").isPresent());
    assertThat(cloud.app("shop-standby").name()).isEqualTo("shop-standby");
    assertThat(group && replication).isTrue();
    workspace.assertNothingToDo();
  }

  @ParameterizedTest
  @ValueSource(strings = {"paas_failover_group.shop", "paas_db_replication.orders"})
  void inheritedCreateBeforeDestroyTakesNothingAway(String replaced) {
    workspace.main(PAIR + INHERITED);
    workspace.applying().run().succeeded();

    Finished apply = workspace.applying("-replace=" + replaced).run().succeeded();

    assertThat(apply.text()).contains("was taken over");
    assertAllIsThere();
  }

  @Test
  void renamedLabelsTakeNothingAway() {
    workspace.main(
        PAIR.replace("\"orders\"", "\"data\"")
            .replace(".orders.", ".data.")
            .replace("\"paas_failover_group\" \"shop\"", "\"paas_failover_group\" \"web\""));

    workspace.applying().run().succeeded();

    assertAllIsThere();
  }

  /// Terraform does not tell that a `removed` block destroys nothing. It reads the old label and
  /// plans the new one in any order: the creation that is planned first is told nothing of the
  /// other, and takes the copy over.
  @Test
  void removedBlocksBesideNewLabelsNeedImportBlocks() {
    String renamed =
        PAIR.replace("deletion_protection = false", "")
            .replace("\"standby\"", "\"dr\"")
            .replace("clone.standby", "clone.dr");
    String removed =
        """
        removed {
          from = paas_app_clone.standby
          lifecycle {
            destroy = false
          }
        }
        """;
    workspace.main(renamed + removed);
    Finished first = workspace.applying().run();

    String id = "shop-standby";
    workspace.main(
        renamed + removed + "import {\n  to = paas_app_clone.dr\n  id = \"%s\"\n}\n".formatted(id));
    workspace.applying().run().succeeded();

    if (first.exitCode() == 0) {
      assertThat(first.text()).contains("The app shop-standby exists already and is taken");
    } else {
      assertThat(first.text())
          .contains("in the place of a `removed` block", "`id = \"" + id + "\"`");
    }
    assertAllIsThere();
  }

  @Test
  void secondWorkspaceIsToldAndTheFirstTakesNothingAway() {
    workspace.terraform("workspace", "new", "stage").run().succeeded();
    Finished second = workspace.applying().run().succeeded();
    workspace.terraform("workspace", "select", "default").run().succeeded();

    workspace.terraform("destroy", "-auto-approve", "-no-color").run().succeeded();

    assertThat(second.text())
        .contains("failover group shop exists already and is taken over")
        .contains("postgresql exists already and is taken over");
    workspace.terraform("workspace", "select", "stage").run().succeeded();
    assertAllIsThere();
  }
}
