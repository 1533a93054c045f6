package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The provider started by hand, as under a debugger.
@RequiresTerraform
class ReattachIT {
  @DisplayName("8.1 #21 several commands after each other against one process")
  @Test
  void severalCommandsUseOneProcess(@TempDir Path temporary) {
    try (Workspace workspace = Workspace.ofExample(temporary, "failover, fixed")) {
      Running provider = workspace.provider("-debug").start();
      await().atMost(Duration.ofSeconds(30)).until(() -> provider.output().contains("}"));
      String attach = attach(provider.output());

      workspace.applying().with("TF_REATTACH_PROVIDERS", attach).run().succeeded();
      Finished plan = workspace.planning().with("TF_REATTACH_PROVIDERS", attach).run().exited(0);

      assertThat(plan.text()).contains("No changes");
      assertThat(provider.isAlive()).isTrue();
      provider.interrupt();
      assertThat(List.of(0, 130)).contains(provider.await().exitCode());
    }
  }

  /// The JSON of a printed line `TF_REATTACH_PROVIDERS='{…}'`.
  private static String attach(String printed) {
    return printed.substring(printed.indexOf('{'), printed.lastIndexOf('}') + 1);
  }
}
