package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens when things are taken out of `topology.yaml`, with the real Terraform.
@RequiresTerraform
class ShrunkTopologyIT {
  private Workspace workspace;
  private LocalCloud cloud;

  @BeforeEach
  void apply(@TempDir Path temporary) {
    workspace = Workspace.in(temporary);
    cloud = new LocalCloud(workspace);
    workspace.paas("init").run().succeeded();
    workspace.paas("apply", "--yes").run().succeeded();
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  @Test
  void emptyFileIsRefusedByEveryCommandThatWouldActOnIt() throws IOException {
    Path rendered = workspace.directory().resolve("paas.tf.json");
    String before = Files.readString(rendered);
    int calls = cloud.calls().size();
    String whole = Files.readString(workspace.directory().resolve("topology.yaml"));
    workspace.file("topology.yaml", "# a template that failed\n");

    for (String command :
        new String[] {"validate", "render", "plan", "apply", "destroy", "status"}) {
      assertThat(workspace.paas(command).run().exited(1).text())
          .as(command)
          .contains("it names no app, replication, failover group or migration");
    }
    workspace.paas("apply", "--yes").run().exited(1);

    assertThat(rendered).hasContent(before);
    assertThat(cloud.calls()).hasSize(calls);
    workspace.file("topology.yaml", whole);
    assertThat(workspace.paas("destroy", "--yes").run().succeeded().text())
        .contains("THIS DESTROYS EVERYTHING");
  }

  @Test
  void everythingIsNotDestroyedWithoutAPersonOrDestroy() {
    int calls = cloud.calls().size();
    workspace.file("topology.yaml", "deletion_protection: false\napps:\n  shop:\n");

    Finished planned = workspace.paas("plan").run().exited(2);
    Finished unasked = workspace.paas("apply").run().exited(1);
    Finished refused = workspace.paas("apply", "--yes").run().exited(3);

    for (Finished said : new Finished[] {planned, unasked, refused}) {
      assertThat(said.text())
          .contains(
              "THIS DESTROYS EVERYTHING that there is",
              "the app shop-standby and the data in it",
              "shop.failover.local will not answer any more",
              "the replication of redis from shop to shop-standby");
    }
    assertThat(refused.text()).contains("nothing was done", "'paas destroy'");
    assertThat(cloud.calls()).hasSize(calls);
    workspace.paas("destroy", "--yes").run().succeeded();
    workspace.paas("plan").run().exited(0);
  }

  @Test
  void whatIsTakenOutIsSaidBeforeItIsDestroyed() throws IOException {
    Path file = workspace.directory().resolve("topology.yaml");
    workspace.file("topology.yaml", Files.readString(file).replaceAll("(?m)^  carts: .*\\n", ""));

    Finished applied = workspace.paas("apply", "--yes").run().succeeded();

    String text = applied.text();
    assertThat(text)
        .contains(
            "THIS DESTROYS paas_db_replication.carts the replication of redis from shop to"
                + " shop-standby");
    assertThat(text.indexOf("THIS DESTROYS")).isLessThan(text.indexOf("Destroying..."));
    assertThat(text).doesNotContain("EVERYTHING");
  }
}
