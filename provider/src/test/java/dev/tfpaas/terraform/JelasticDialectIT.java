package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.emulator.EmulatorServer;
import dev.tfpaas.emulator.RequestLog;
import dev.tfpaas.emulator.jelastic.JelasticEmulator;
import dev.tfpaas.platform.Dialects;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real Terraform with a Jelastic that is in hardly any respect as assumed: an environment is
/// copied to another data centre, a pair formed, switched there and back, and all of it deleted.
@RequiresTerraform
class JelasticDialectIT {
  private static final String TOKEN = "7e1a571c00story00token00never00shown0002";

  private static Command told(Command command, EmulatorServer server) {
    return command
        .with("JELASTIC_URL", server.address().toString())
        .with("JELASTIC_TOKEN", TOKEN)
        .within(Duration.ofMinutes(3));
  }

  private static List<String> calls(EmulatorServer server, String method) {
    return server.log().entries().stream()
        .filter(entry -> entry.path().endsWith("/" + method))
        .map(RequestLog.Entry::what)
        .toList();
  }

  @Test
  void pairIsCopiedSwitchedThereAndBackAndDeleted(@TempDir Path temporary) throws IOException {
    Dialect dialect = Dialects.together("jelastic").getFirst();
    Clock clock = Clock.systemUTC();
    JelasticEmulator emulator = new JelasticEmulator(clock, Duration.ofMillis(100), TOKEN, dialect);
    try (Workspace workspace = Workspace.in(temporary);
        EmulatorServer server = EmulatorServer.start(emulator, clock, 0, 0)) {
      workspace.main(JelasticStoryIT.PAIR).initialised();
      told(workspace.applying(), server).run().succeeded();
      assertUnchanged(told(workspace.planning(), server).run());

      Finished over =
          told(workspace.applying("-var", "active=secondary"), server).run().succeeded();

      assertThat(over.text()).contains("address = \"shop-dr.us1.paas.example\"");
      assertThat(calls(server, "cloneenv")).hasSize(1);
      assertUnchanged(told(workspace.planning("-var", "active=secondary"), server).run());

      told(workspace.applying(), server).run().succeeded();
      told(workspace.terraform("destroy", "-auto-approve", "-input=false", "-no-color"), server)
          .run()
          .succeeded();
      assertThat(calls(server, "deleteenv")).isNotEmpty().allMatch(it -> it.contains("shop-dr"));
    }
  }

  private static void assertUnchanged(Finished planned) {
    assertThat(planned.exited(0).text()).contains("No changes");
  }
}
