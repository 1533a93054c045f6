package dev.tfpaas.framework.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The real `terraform` starts [TestPlugin].
@EnabledIf(
    value = "hasTerraform",
    disabledReason = "terraform is not on PATH: nothing here was tried with the real Terraform")
final class PluginIT {
  private static final String EMPTY_SCHEMA =
      """
      {"format_version":"1.0","provider_schemas":{"example.test/acme/paas":\
      {"provider":{"version":0,"block":{"description_kind":"plain"}}}}}
      """;

  @TempDir private Path directory;

  /// Kept apart, so that a socket left behind is seen, and short enough for one.
  @TempDir private Path temporary;

  static boolean hasTerraform() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(each -> Files.isExecutable(Path.of(each, "terraform")));
  }

  @BeforeEach
  void writeConfiguration() throws IOException {
    Files.writeString(
        directory.resolve("main.tf"),
        """
        terraform {
          required_providers {
            paas = { source = "example.test/acme/paas" }
          }
        }

        provider "paas" {}
        """);
    Files.writeString(
        directory.resolve("cli.tfrc"),
        """
        provider_installation {
          dev_overrides { "example.test/acme/paas" = "%s" }
          direct {}
        }
        """
            .formatted(directory));
    install("plugin");
  }

  @Test
  @DisplayName("8.1 #3 #5 #7 #8 #13 #17 Terraform reads a schema over mutual TLS, in plaintext too")
  void schemaIsRead() throws Exception {
    assertThat(terraform(Map.of(), "providers", "schema", "-json")).isEqualTo(EMPTY_SCHEMA);
    assertThat(terraform(Map.of("TF_DISABLE_PLUGIN_TLS", "1"), "providers", "schema", "-json"))
        .isEqualTo(EMPTY_SCHEMA);

    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void tcpServesWhereNoSocketCanBeMade() throws Exception {
    Map<String, String> environment = Map.of("TMPDIR", temporary.resolve("absent").toString());

    assertThat(terraform(environment, "providers", "schema", "-json")).isEqualTo(EMPTY_SCHEMA);
  }

  @Test
  @DisplayName("8.1 #20 Terraform reads our level, module and message")
  void recordsAreUnderstood() throws Exception {
    Path log = directory.resolve("log");
    Map<String, String> environment =
        Map.of(
            "TF_LOG", "DEBUG",
            "TF_LOG_PATH", log.toString(),
            "TMPDIR", temporary.resolve("absent").toString());

    terraform(environment, "providers", "schema", "-json");

    String ours = "[WARN]  provider.terraform-provider-paas: no directory for a socket, using TCP:";
    // Terraform prints the fields behind the message in an order of its own, another one each time.
    assertThat(log).content().contains(ours);
    assertThat(recordOf(Files.readString(log), ours))
        .contains("@module=provider")
        .containsPattern("exception=\\s+\\| java.nio.file.NoSuchFileException");
  }

  @Test
  void processIsEndedByItselfNotKilled() throws Exception {
    Path log = directory.resolve("log");

    terraform(Map.of("TF_LOG", "TRACE", "TF_LOG_PATH", log.toString()), "validate");

    assertThat(log)
        .content()
        .contains("plugin process exited")
        .doesNotContain("failed to exit gracefully", "signal: killed", "error=");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  @DisplayName("8.1 #4 a failed start is shown in one line, every time")
  void failedStartIsShown(int attempt) throws Exception {
    install("broken");

    String shown = terraform(Map.of(), "validate").replaceAll("\\s+", " ");

    assertThat(shown)
        .as("attempt %d", attempt)
        .contains(
            "Unsupported plugin protocol \"the paas provider cannot start: unexpected failure:"
                + " java.lang.IllegalStateException: no 'services' / today\"")
        .doesNotContain("This usually means");
  }

  @Test
  @DisplayName("8.1 #21 reattach: commands after each other against one process")
  void severalCommandsReattach() throws Exception {
    try (PluginChild plugin = PluginChild.start(temporary, Map.of(), "debug")) {
      Awaitility.await().atMost(PluginChild.PATIENCE).until(() -> !plugin.stdout().isEmpty());
      String assignment = plugin.stdout().getFirst();
      String value = assignment.substring(assignment.indexOf('{'), assignment.lastIndexOf('\''));
      Map<String, String> environment =
          Map.of("TF_REATTACH_PROVIDERS", value, "TF_CLI_CONFIG_FILE", "/dev/null");

      for (int i = 0; i < 2; i++) {
        assertThat(terraform(environment, "providers", "schema", "-json")).isEqualTo(EMPTY_SCHEMA);
        assertThat(terraform(environment, "validate")).contains("Success!");
      }

      assertThat(plugin.process().isAlive()).isTrue();
    }
  }

  /// The record that says `message` and the lines that go on with it, up to the next time stamp.
  private static String recordOf(String log, String message) {
    String rest = log.substring(log.indexOf(message) + message.length());
    return rest.split("\\n(?=\\d{4}-\\d\\d-\\d\\dT)", 2)[0];
  }

  /// Puts a launcher for [TestPlugin] where the development override points.
  private void install(String mode) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path launcher = directory.resolve("terraform-provider-paas");
    Files.writeString(
        launcher,
        """
        #!/bin/sh
        trap '' INT
        exec '%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
        -Xlog:disable -Xlog:all=warning:stderr -cp '%s' %s %s
        """
            .formatted(
                java, System.getProperty("java.class.path"), TestPlugin.class.getName(), mode));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// Runs a command and returns what it printed.
  private String terraform(Map<String, String> more, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("terraform"));
    command.addAll(List.of(arguments));
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", System.getenv("PATH"));
    environment.put("TMPDIR", temporary.toString());
    environment.put("CHECKPOINT_DISABLE", "1");
    environment.put("TF_CLI_ARGS", "-no-color");
    environment.put("TF_CLI_CONFIG_FILE", directory.resolve("cli.tfrc").toString());
    environment.put("TF_DATA_DIR", directory.resolve("terraform-data").toString());
    environment.putAll(more);

    Path output = directory.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return Files.readString(output);
  }
}
