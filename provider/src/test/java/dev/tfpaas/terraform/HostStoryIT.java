package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tfpaas.platform.host.postgres.PostgresTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `examples/host` with real servers: the story of a switch while clients write, its way back, and
/// the end.
@RequiresTerraform
class HostStoryIT {
  private Path ground;
  private Workspace workspace;

  @BeforeEach
  void up(@TempDir Path temporary) throws IOException {
    assumeTrue(
        PostgresTools.find().isPresent(),
        "PostgreSQL's server programs are not on this machine: apt-get install postgresql");
    // Where this is root the servers run as somebody else, who must be able to enter.
    ground = Files.createTempDirectory("paas-host-story-");
    Files.setPosixFilePermissions(ground, PosixFilePermissions.fromString("rwx--x--x"));
    workspace = Workspace.ofExample(temporary, "host");
    // Above those of the tests that start a platform themselves.
    workspace.shell("printf '\\nports: 31400\\n' >> estate.yaml").run().succeeded();
    host("up");
  }

  @AfterEach
  void down() {
    if (workspace != null) {
      host("down");
      workspace.shell("rm -rf " + ground).run().succeeded();
      workspace.close();
    }
  }

  private Finished host(String... words) {
    String[] command = new String[words.length + 3];
    command[0] = "host";
    System.arraycopy(words, 0, command, 1, words.length);
    command[words.length + 1] = "--path";
    command[words.length + 2] = path();
    return workspace.paas(command).run().succeeded();
  }

  private String path() {
    return ground.resolve("platform").toString();
  }

  private Finished apply() {
    return workspace
        .applying()
        .with("TF_VAR_path", path())
        .with("TF_VAR_deletion_protection", "false")
        .run()
        .succeeded();
  }

  @Test
  void oneWordMovesRealDataAndTrafficAndLosesNoWrite() {
    apply();
    Running clients =
        workspace
            .paas("host", "load", "shop", "--rate", "40", "--for", "20s", "--path", path())
            .start();
    workspace.change("main.tf", "active = \"primary\"", "active = \"secondary\"");

    apply();

    Finished load = clients.await().succeeded();
    assertThat(load.text()).contains(", lost 0");
    JsonNode group = workspace.attributes("paas_failover_group.shop");
    assertThat(group.path("active_app_id").asString()).isEqualTo("shop-standby");
    assertThat(group.at("/last_switch/lost_writes").asLong(-1)).isZero();
    assertThat(host("show").text()).contains("leads to shop-standby");
    workspace
        .planning()
        .with("TF_VAR_path", path())
        .with("TF_VAR_deletion_protection", "false")
        .run()
        .exited(0);
  }
}
