package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.EmulatorServer;
import dev.tfpaas.emulator.RequestLog;
import dev.tfpaas.emulator.jelastic.JelasticEmulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example `jelastic-migration` against the emulator of Virtuozzo Application Platform: live
/// and offline migration, a copy, a failover by a swap of domains, and the end of it all.
@RequiresTerraform
class JelasticStoryIT {
  private static final String TOKEN = "7e1a571c00story00token00never00shown0001";

  @TempDir Path temporary;
  private EmulatorServer server;

  @BeforeEach
  void start() throws IOException {
    Clock clock = Clock.systemUTC();
    server =
        EmulatorServer.start(
            new JelasticEmulator(clock, Duration.ofMillis(150), TOKEN), clock, 0, 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Command told(Command command) {
    return command
        .with("JELASTIC_URL", server.address().toString())
        .with("JELASTIC_TOKEN", TOKEN)
        .within(Duration.ofMinutes(6));
  }

  private List<String> calls(String method) {
    return server.log().entries().stream()
        .filter(entry -> entry.path().endsWith("/" + method))
        .map(RequestLog.Entry::what)
        .toList();
  }

  @Test
  void environmentsMoveAreCopiedAndFailOver() {
    try (Workspace workspace = Workspace.ofExample(temporary, "jelastic-migration")) {
      Finished refused = told(workspace.planning("-var", "blog_mode=live")).run().exited(1);
      assertThat(refused.text()).contains("cannot migrate live", "one data centre");
      assertThat(calls("migrate")).isEmpty();

      Finished first = told(workspace.applying()).run().succeeded();
      assertThat(first.text()).contains("blog.us1.paas.example");
      assertThat(calls("migrate"))
          .containsExactlyInAnyOrder(
              "envName: shop, hardwareNodeGroup: eu1_ssd, isOnline: true",
              "envName: blog, hardwareNodeGroup: us1, isOnline: false");
      assertThat(calls("cloneenv")).hasSize(1);

      Command over = told(workspace.applying("-var", "active=secondary"));
      Finished switched = over.with("TF_LOG", "TRACE").run().succeeded();
      assertThat(switched.text()).contains("swap domains").doesNotContain(TOKEN);
      assertThat(calls("swapextdomains")).hasSize(1);
      Finished same = told(workspace.planning("-var", "active=secondary")).run().exited(0);
      assertThat(same.text()).contains("No changes");

      told(workspace.applying("-var", "deletion_protection=false")).run().succeeded();
      told(workspace.terraform(
              "destroy",
              "-auto-approve",
              "-input=false",
              "-no-color",
              "-var",
              "deletion_protection=false"))
          .run()
          .succeeded();
      assertThat(calls("deleteenv")).containsExactly("envName: shop-standby");
      assertThat(calls("swapextdomains")).hasSize(2);
    }
  }
}
