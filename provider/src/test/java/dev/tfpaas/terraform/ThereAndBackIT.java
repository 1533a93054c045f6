package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `examples/failover` as it is: there is one word, and back is the same word.
@RequiresTerraform
class ThereAndBackIT {
  private static final String GROUP = "paas_failover_group.shop";
  private static final String REPLICATION = "paas_db_replication.orders";

  @Test
  void backIsTheSameOneWord(@TempDir Path temporary) {
    try (Workspace workspace = Workspace.ofApplied(temporary, "failover")) {
      LocalCloud cloud = new LocalCloud(workspace);
      workspace.assertNothingToDo();
      workspace.change("main.tf", "active = \"primary\"", "active = \"secondary\"");
      int before = cloud.calls().size();
      List<String> runbook = Runbooks.planned(workspace.plan("switch.plan"), GROUP);
      assertThat(readme()).as("the README shows it").contains(String.join("\n", runbook));

      workspace.terraform("apply", "-input=false", "switch.plan").run().succeeded();

      Runbooks.assertSame(runbook, cloud.callsAfter(before));
      assertThat(workspace.assertNothingToDo().text()).doesNotContain("Warning");
      workspace.change("main.tf", "active = \"secondary\"", "active = \"primary\"");
      assertThat(workspace.apply().text()).contains("0 added, 1 changed, 0 destroyed");
      workspace.assertNothingToDo();
      workspace
          .terraform("apply", "-refresh-only", "-auto-approve", "-input=false")
          .run()
          .succeeded();
      JsonNode replication = workspace.attributes(REPLICATION);
      assertThat(replication.path("flows_from").asString()).isEqualTo("shop");
      assertThat(replication.path("status").asString()).isEqualTo("replicating");
      assertThat(workspace.attributes(GROUP).path("last_switch").path("lost_writes").asLong(-1))
          .isZero();
    }
  }

  private static String readme() {
    try {
      return Files.readString(Installation.EXAMPLES.resolve("../README.md"));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
