package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An estate of a thousand copies, planned and applied a hundred at a time.
@RequiresTerraform
class ManyResourcesIT {
  @Test
  void thousandResourcesAreAppliedAHundredAtATime(@TempDir Path temporary) {
    try (Workspace workspace = Workspace.ofExample(temporary, "failover, fixed")) {
      LocalCloud cloud = new LocalCloud(workspace);
      workspace
          .main(
              """
              provider "paas" {}

              resource "paas_app_clone" "many" {
                count               = 1000
                source_app_id       = "shop"
                name                = "copy-${count.index}"
                databases           = []
                deletion_protection = false
              }
              """)
          .initialised();

      workspace.applying("-parallelism=100").within(Duration.ofMinutes(4)).run().succeeded();
      Finished plan =
          workspace.planning("-parallelism=100").within(Duration.ofMinutes(2)).run().exited(0);

      assertThat(plan.text()).contains("No changes").doesNotContain("Warning");
      assertThat(cloud.calls()).hasSizeGreaterThanOrEqualTo(1000).doesNotHaveDuplicates();
    }
  }
}
