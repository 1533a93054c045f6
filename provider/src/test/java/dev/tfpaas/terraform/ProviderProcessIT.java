package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The provider as a process that Terraform starts: whose it is, from where, and with which input.
@RequiresTerraform
class ProviderProcessIT {
  private Workspace workspace;
  private LocalCloud cloud;

  @BeforeEach
  void start(@TempDir Path temporary) {
    workspace = Workspace.in(temporary).copy("paas_app_clone");
    cloud = new LocalCloud(workspace);
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  @DisplayName("8.1 #14 the process that Terraform knows is the JVM; its pipes close with it")
  @Test
  void processOfTheHostIsTheJvm() throws IOException {
    cloud.slowDown("clone", "60s");
    workspace.initialised();
    Path log = workspace.home().resolve("log");
    Running apply =
        workspace.applying().with("TF_LOG", "DEBUG").with("TF_LOG_PATH", log.toString()).start();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !apply.isAlive() || (cloud.exists() && !cloud.attempts().isEmpty()));
    List<ProcessHandle> providers = apply.providers();

    assertThat(providers).as(apply.output() + apply.errors()).hasSize(1);
    ProcessHandle provider = providers.getFirst();
    assertThat(provider.info().command().orElse("")).endsWith("/bin/java");
    assertThat(Files.readString(log)).contains("pid=" + provider.pid());

    provider.destroyForcibly();
    Finished ended = apply.await().failed();

    // Terraform waits for the end of the pipes: a child that held them would hold it too.
    assertThat(ended.text()).contains("plugin");
  }

  @DisplayName("8.1 #23 works through a relative path, from another working directory with spaces")
  @Test
  void worksThroughARelativePath() throws IOException {
    Path module = workspace.directory().resolve("a module");
    Files.createDirectory(module);
    Files.copy(workspace.directory().resolve("main.tf"), module.resolve("main.tf"));

    // Terraform's own data directory is relative, and so is the program that it starts.
    for (String command : List.of("init", "plan")) {
      workspace
          .terraform("-chdir=a module", command, "-input=false")
          .with("TF_DATA_DIR", "")
          .run()
          .succeeded();
    }

    assertThat(module.resolve(".terraform/providers")).isDirectory();
  }

  @DisplayName("8.1 #23 works through a symbolic link to the program, in a path with spaces")
  @Test
  void worksThroughALinkToTheProgram() throws IOException {
    Path overridden = Files.createDirectory(workspace.home().resolve("a place of links"));
    Path program = Installation.DIST.resolve("terraform-provider-paas_v" + Installation.VERSION);
    Path link = Files.createSymbolicLink(overridden.resolve("terraform-provider-paas"), program);
    Path configuration =
        Files.writeString(
            workspace.home().resolve("override.tfrc"),
            """
            provider_installation {
              dev_overrides {
                "tfpaas/paas" = "%s"
              }
            }
            """
                .formatted(overridden));

    Finished plan =
        workspace.planning().with("TF_CLI_CONFIG_FILE", configuration.toString()).run().exited(2);
    Files.delete(link);

    assertThat(plan.text()).contains("overrides are in effect").contains("1 to add");
  }

  @DisplayName("8.1 #24 works with a terminal as standard input, and reads nothing from it")
  @Test
  void worksInATerminal() {
    Assumptions.assumeTrue(
        workspace.shell("script -qec true /dev/null").run().exitCode() == 0,
        "there is no script command that makes a terminal");
    workspace.initialised();

    Finished plan =
        workspace
            .shell(
                """
                echo untouched | script -qec '
                  test -t 0 && terraform plan -input=false -no-color &&
                  read -r line && echo "left in the terminal: $line"' /dev/null
                """)
            .run()
            .succeeded();

    assertThat(plan.text())
        .contains("1 to add")
        .contains("left in the terminal: untouched")
        .doesNotContain("Error");
  }
}
