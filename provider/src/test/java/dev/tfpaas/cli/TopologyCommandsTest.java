package dev.tfpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.runbook.MovedClock;
import dev.tfpaas.world.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The commands about `topology.yaml` that need no Terraform.
class TopologyCommandsTest {
  private final MovedClock clock = new MovedClock(Instant.parse("2026-01-01T00:00:00Z"));
  @TempDir Path directory;

  /// What a command answered.
  private record Answer(int status, String out, String err) {}

  private Answer paas(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> args = new ArrayList<>(List.of(words));
    int status =
        PaasCommand.run(
            args.toArray(String[]::new),
            Hosts.of(new Hosts.Streams(out, err), Map.of("PATH", directory.toString()), clock));
    return new Answer(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Answer inDirectory(String command, String... more) {
    List<String> words = new ArrayList<>(List.of(command, "-C", directory.toString()));
    words.addAll(List.of(more));
    return paas(words.toArray(String[]::new));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  @Test
  void starterFileIsRightAndIsNotOverwritten() {
    Answer first = inDirectory("init");
    Answer checked = inDirectory("validate");
    Answer second = inDirectory("init");

    assertThat(first.status()).isZero();
    assertThat(checked).isEqualTo(new Answer(0, "Nothing is wrong with topology.yaml.\n", ""));
    assertThat(second.status()).isEqualTo(1);
    assertThat(second.err()).contains("exists already, and is left as it is");
  }

  @Test
  void starterFileIsLaidOut() {
    inDirectory("init");

    assertThat(inDirectory("fmt", "--check")).isEqualTo(new Answer(0, "", ""));
  }

  @Test
  void problemsAreLinesForPeopleAndObjectsForPrograms() throws IOException {
    file("topology.yaml", "apps:\n  shop: {regoin: x}\n");

    Answer text = inDirectory("validate");
    Answer json = inDirectory("validate", "--output", "json");

    assertThat(text.status()).isEqualTo(1);
    assertThat(text.out()).startsWith("topology.yaml:2:10 apps.shop: unknown key \"regoin\"; did");
    assertThat(json.status()).isEqualTo(1);
    Json.Fields answer = Json.parse(json.out());
    assertThat(answer.flag("valid")).isFalse();
    Json.Fields problem = answer.objects("problems").getFirst();
    assertThat(problem.text("file")).isEqualTo("topology.yaml");
    assertThat(problem.whole("line")).isEqualTo(2);
    assertThat(problem.whole("column")).isEqualTo(10);
    assertThat(problem.text("path")).isEqualTo("apps.shop");
  }

  @Test
  void configurationIsWrittenOnceAndCompared() {
    inDirectory("init");

    Answer missing = inDirectory("render", "--check");
    Answer written = inDirectory("render");
    Answer again = inDirectory("render");
    Answer checked = inDirectory("render", "--check");
    Answer printed = inDirectory("render", "-o", "-");

    assertThat(missing.status()).isEqualTo(2);
    assertThat(written.out()).endsWith("paas.tf.json written.\n");
    assertThat(again.out()).endsWith("paas.tf.json is up to date.\n");
    assertThat(checked.status()).isZero();
    assertThat(directory.resolve("paas.tf.json")).hasContent(printed.out());
  }

  @Test
  void fileOfAnotherHandIsLeftAsItIs() throws IOException {
    inDirectory("init");
    Path foreign = file("paas.tf.json", "{}\n");

    Answer answer = inDirectory("render");

    assertThat(answer.status()).isEqualTo(1);
    assertThat(answer.err()).contains("was not written by paas and is left as it is");
    assertThat(foreign).hasContent("{}");
  }

  @Test
  void nothingIsWrittenWhileThereAreProblems() throws IOException {
    file("topology.yaml", "apps: [a]\n");

    Answer answer = inDirectory("render");

    assertThat(answer.status()).isEqualTo(1);
    assertThat(answer.err()).contains("topology.yaml:1:7 apps: ", "There is 1 problem");
    assertThat(directory.resolve("paas.tf.json")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "apply", "destroy", "status"})
  void missingTerraformIsSaidWithWhatToInstall(String command) {
    inDirectory("init");

    Answer answer = inDirectory(command);

    assertThat(answer.status()).isEqualTo(1);
    assertThat(answer.err())
        .contains(
            "neither terraform nor tofu is on the PATH",
            "https://developer.hashicorp.com/terraform/install",
            "https://opentofu.org/docs/intro/install");
  }

  @Test
  void missingProviderIsSaidWithWhatToWrite() throws IOException {
    inDirectory("init");
    Path fake =
        file(
            "terraform",
            """
            #!/bin/sh
            echo 'Error: Failed to query available provider packages for tfpaas/paas' >&2
            exit 1
            """);
    assertThat(fake.toFile().setExecutable(true)).isTrue();

    Answer answer = inDirectory("plan");

    assertThat(answer.status()).isEqualTo(1);
    assertThat(answer.err())
        .contains("dev_overrides", "\"tfpaas/paas\" = \"" + Hosts.HOME + "\"", "Failed to query");
  }

  @Test
  void pictureIsDrawnInBothLanguages() {
    inDirectory("init");

    assertThat(inDirectory("graph").out())
        .isEqualTo(
            """
            flowchart LR
              failover_shop{{"failover<br/>shop"}}
              subgraph platform_local["local"]
                apps_shop["shop"]
                apps_shop_standby("shop-standby<br/>eu-central")
              end
              apps_shop -.->|"copy"| apps_shop_standby
              failover_shop ==>|"active"| apps_shop
              failover_shop -.->|"standby"| apps_shop_standby
              apps_shop -->|"orders: postgresql"| apps_shop_standby
              apps_shop -->|"carts: redis"| apps_shop_standby
            """);
    assertThat(inDirectory("graph", "--format", "dot").out())
        .startsWith("digraph topology {\n")
        .contains("failover_shop -> apps_shop [label=\"active\", style=bold]\n");
  }

  @Test
  void fileIsLaidOutAndKeepsItsComments() throws IOException {
    Path file = file("topology.yaml", "# why\n\n\napps:\n    shop:   # exists\n    other: {}\n");

    Answer checked = inDirectory("fmt", "--check");
    Answer laidOut = inDirectory("fmt");

    assertThat(checked.status()).isEqualTo(2);
    assertThat(laidOut).isEqualTo(new Answer(0, "topology.yaml laid out.\n", ""));
    assertThat(file).hasContent("# why\n\napps:\n  shop: # exists\n  other: {}\n");
  }

  @Test
  void answersForProgramsAreOneObject() throws IOException {
    Json.Fields started = Json.parse(inDirectory("init", "--output", "json").out());
    Json.Fields laidOut = Json.parse(inDirectory("fmt", "--output", "json").out());
    Json.Fields picture = Json.parse(inDirectory("graph", "--output", "json").out());
    Json.Fields written = Json.parse(inDirectory("render", "--output", "json").out());
    file("topology.yaml", "aps:\n");
    Json.Fields wrong = Json.parse(inDirectory("plan", "--output", "json").out());

    assertThat(started.text("file")).endsWith("topology.yaml");
    assertThat(laidOut.objects("files")).singleElement().returns(false, it -> it.flag("changed"));
    assertThat(picture.objects("edges"))
        .extracting(it -> it.text("kind"))
        .containsExactly("copied", "active", "standby", "data", "data");
    assertThat(written.flag("changed")).isTrue();
    assertThat(wrong.objects("problems")).singleElement().returns(1L, it -> it.whole("line"));
  }

  @Test
  void directoryMayBeSaidBeforeTheCommand() {
    String parent = String.valueOf(directory.getParent());
    Answer written = paas("-C", parent, "init", "-C", String.valueOf(directory.getFileName()));

    assertThat(written.status()).isZero();
    assertThat(paas("-C", directory.toString(), "validate").status()).isZero();
    assertThat(paas("-C", directory.toString(), "local", "show").out()).contains("shop");
    assertThat(directory.resolve("topology.yaml")).isRegularFile();
  }

  @Test
  void completionKnowsTheCommands() {
    assertThat(paas("completion").out())
        .startsWith("#!/usr/bin/env bash")
        .contains("validate render plan apply");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void completionTakesTheNameOfTheShell(String shell) {
    assertThat(paas("completion", shell)).isEqualTo(paas("completion"));
  }

  @Test
  void helpIsACommandToo() {
    assertThat(paas("help")).isEqualTo(paas("--help"));
    assertThat(paas("help").out()).contains("Examples:", "  init ", "  local ");
    assertThat(paas("help", "graph")).isEqualTo(paas("graph", "--help"));
  }

  @Test
  void versionIsTheOneOfTheBuild() {
    assertThat(paas("--version").out()).isEqualTo("paas %s%n".formatted(Hosts.VERSION));
  }

  @Test
  void sampleNamesThePlatformsThatThereAre() throws IOException {
    assertThat(inDirectory("init").status()).isZero();

    assertThat(Files.readString(directory.resolve("topology.yaml")))
        .contains("Others: host, cloud66, scalingo, jelastic.")
        .contains("#  cloud66: {access_token: env:CLOUD66_ACCESS_TOKEN} # secrets");
  }

  @Test
  void everyCommandHasHelpWithExamples() {
    for (String command :
        List.of(
            "init",
            "validate",
            "render",
            "plan",
            "apply",
            "destroy",
            "status",
            "graph",
            "import",
            "fmt",
            "schema",
            "completion")) {
      Answer help = paas(command, "--help");

      assertThat(help.status()).isZero();
      assertThat(help.out()).contains("Usage: paas " + command, "Examples:");
    }
  }

  @Test
  void pipeIsReadOnceAndWrittenBesideTheUser() throws Exception {
    Path pipe = Files.createDirectory(directory.resolve("elsewhere")).resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Thread writer =
        Thread.startVirtualThread(() -> {
          try {
            Files.writeString(pipe, "apps: {blog: , shop: {clone_of: blog, region: eu-central}}\n");
          } catch (IOException failure) {
            throw new UncheckedIOException(failure);
          }
        });

    Answer rendered = inDirectory("render", "-f", "elsewhere/pipe");
    writer.join();

    assertThat(rendered.err()).isEmpty();
    assertThat(directory.resolve("paas.tf.json")).content().contains("\"blog\"");
    assertThat(directory.resolve("elsewhere")).isDirectoryNotContaining("glob:**.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "apply", "destroy", "status", "fmt", "init", "doctor"})
  void whatWritesOrRunsTerraformNeedsAFile(String command) {
    Answer answer = inDirectory(command, "-f", "-");

    assertThat(answer.status()).isEqualTo(1);
    assertThat(answer.err()).contains("- is no file, and this command needs one");
  }

  @Test
  void secretFileThatIsMissingIsSaidAtItsPlace() throws IOException {
    file(
        "topology.yaml",
        "apps:\n  blog:\n  shop: {clone_of: blog, variables: {KEY: file:keys/shop}}\n");

    Answer missing = inDirectory("validate");
    Files.createDirectory(directory.resolve("keys"));
    file("keys/shop", "secret");

    assertThat(missing.out())
        .startsWith(
            "topology.yaml:3:43 apps.shop.variables.KEY: the secret in file:keys/shop cannot be"
                + " read");
    assertThat(inDirectory("validate").out()).isEqualTo("Nothing is wrong with topology.yaml.\n");
  }

  @Test
  void answerThatCannotBeWrittenIsNoSuccess() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int status =
        PaasCommand.run(
            new String[] {"schema"}, Hosts.of(new Hosts.Streams(full, err), Map.of(), clock));

    assertThat(status).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("the answer could not be written");
  }

  @Test
  void secretFileThatIsNoTextIsSaidAtItsPlace() throws IOException {
    file("topology.yaml", "apps:\n  blog:\n  shop: {clone_of: blog, variables: {KEY: file:key}}\n");
    Files.write(directory.resolve("key"), new byte[] {'a', (byte) 0xff});

    assertThat(inDirectory("validate").out()).contains("cannot be read: it is not UTF-8");
  }
}
