package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A directory with Terraform configuration in which the real `terraform` and the built `paas` run.
///
/// It has its own CLI configuration, data directory and providers: nothing of the developer's is
/// read or written. Closing it ends every process that was started in it.
final class Workspace implements AutoCloseable {
  private static final String FIXED = ", fixed";
  private static final String FOLLOW = "\n  direction = \"follow\"";

  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path home;
  private final Path directory;
  private final Path cliConfiguration;
  private final List<Running> started = new CopyOnWriteArrayList<>();
  private String javaHome = System.getProperty("java.home");

  private Workspace(Path home, String name) {
    this.home = home;
    this.directory = created(home.resolve(name));
    this.cliConfiguration = Installation.mirror(home);
  }

  /// Makes an empty workspace below a directory that the caller removes.
  static Workspace in(Path temporary) {
    return in(temporary, "work");
  }

  /// Makes an empty workspace whose directory has a name of its own.
  static Workspace in(Path temporary, String name) {
    try {
      return new Workspace(Files.createTempDirectory(temporary, "workspace").toRealPath(), name);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /// Makes a workspace with a copy of an example, initialised.
  static Workspace ofExample(Path temporary, String example) {
    return in(temporary).copy(example).initialised();
  }

  /// Copies an example here.
  ///
  /// @param example its folder; with `, fixed` behind it without the line by which data follows
  ///   whoever serves
  Workspace copy(String example) {
    boolean fixed = example.endsWith(FIXED);
    String folder = fixed ? example.substring(0, example.length() - FIXED.length()) : example;
    try (Stream<Path> files = Files.list(Installation.EXAMPLES.resolve(folder))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, directory.resolve(file.getFileName()));
      }
      return fixed ? change("main.tf", FOLLOW, "") : this;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /// Lets the launchers take another Java than that of the tests from now on.
  Workspace onJava(Path home) {
    javaHome = home.toString();
    return this;
  }

  /// Makes a workspace in which an example was applied already.
  static Workspace ofApplied(Path temporary, String example) {
    Workspace workspace = in(temporary);
    AppliedExamples.copy(example, workspace.directory);
    return workspace.initialised();
  }

  /// Writes a file.
  Workspace file(String name, String text) {
    try {
      Files.writeString(directory.resolve(name), text);
      return this;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /// Writes `main.tf`, with the required providers in front.
  Workspace main(String text) {
    return file(
        "main.tf",
        """
        terraform {
          required_providers {
            paas = {
              source = "tfpaas/paas"
            }
          }
        }

        """
            + text);
  }

  /// Changes one text in a file; fails the test when it is not there exactly once.
  Workspace change(String name, String from, String to) {
    String text = read(name);
    assertThat(text.split(java.util.regex.Pattern.quote(from), -1))
        .as("%s holds \"%s\" once", name, from)
        .hasSize(2);
    return file(name, text.replace(from, to));
  }

  /// Runs `terraform init`.
  Workspace initialised() {
    terraform("init", "-input=false").run().succeeded();
    return this;
  }

  /// Returns a `terraform` command.
  Command terraform(String... arguments) {
    return command("terraform", arguments);
  }

  /// Returns a `paas` command.
  Command paas(String... arguments) {
    return command(Installation.DIST.resolve("paas").toString(), arguments);
  }

  /// Returns the provider as a command.
  Command provider(String... arguments) {
    String file = "terraform-provider-paas_v" + Installation.VERSION;
    return command(Installation.DIST.resolve(file).toString(), arguments);
  }

  /// Returns a shell command.
  Command shell(String script) {
    return command("sh", "-c", script);
  }

  private Command command(String executable, String... arguments) {
    List<String> words = new ArrayList<>(List.of(executable));
    words.addAll(List.of(arguments));
    return new Command(this, words, Map.of(), DEADLINE);
  }

  /// Applies without asking; fails the test when that fails.
  Finished apply(String... arguments) {
    return applying(arguments).run().succeeded();
  }

  /// Returns the command that applies without asking.
  Command applying(String... arguments) {
    return terraform("apply", "-auto-approve", "-input=false", "-no-color").and(arguments);
  }

  /// Returns the command that plans with exit code 0 for no changes, 1 for an error, 2 for changes.
  Command planning(String... arguments) {
    return terraform("plan", "-detailed-exitcode", "-input=false", "-no-color").and(arguments);
  }

  /// Fails the test unless a plan shows no change.
  Finished assertNothingToDo() {
    Finished plan = planning().run().exited(0);
    assertThat(plan.text()).contains("No changes");
    return plan;
  }

  /// Plans into a file and returns the plan as JSON.
  JsonNode plan(String file, String... arguments) {
    terraform("plan", "-input=false", "-out=" + file).and(arguments).run().succeeded();
    return json(terraform("show", "-json", file).run().succeeded().out());
  }

  /// Returns the state as JSON.
  JsonNode state() {
    return json(terraform("show", "-json").run().succeeded().out());
  }

  /// Returns the attributes of one resource in the state.
  JsonNode attributes(String address) {
    for (JsonNode resource : state().at("/values/root_module/resources")) {
      if (resource.path("address").asString().equals(address)) {
        return resource.path("values");
      }
    }
    throw new AssertionError(address + " is not in the state");
  }

  /// Reads a file of the workspace.
  String read(String name) {
    try {
      return Files.readString(directory.resolve(name));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /// Parses JSON.
  static JsonNode json(String text) {
    return JSON.readTree(text);
  }

  /// Returns the directory that holds the configuration.
  Path directory() {
    return directory;
  }

  /// Returns the directory that holds everything of this workspace.
  Path home() {
    return home;
  }

  /// Returns a directory for the sockets of providers that are told so by `TMPDIR`.
  Path sockets() {
    return created(home.resolve("tmp"));
  }

  /// Returns the variables that every command gets.
  Map<String, String> environment() {
    return Map.of(
        "TF_CLI_CONFIG_FILE",
        cliConfiguration.toString(),
        "TF_DATA_DIR",
        home.resolve("terraform-data").toString(),
        "TF_IN_AUTOMATION",
        "1",
        "CHECKPOINT_DISABLE",
        "1",
        "PAAS_JAVA_HOME",
        javaHome);
  }

  /// Remembers a process so that closing ends it.
  Running keep(Running running) {
    started.add(running);
    return running;
  }

  @Override
  public void close() {
    started.forEach(Running::kill);
    Installation.removeMirror(home);
  }

  private static Path created(Path path) {
    try {
      return Files.createDirectories(path);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
