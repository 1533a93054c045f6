package dev.tfpaas.doctor;

import dev.tfpaas.platform.Sight;
import dev.tfpaas.yaml.FileProblem;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The provider as it is installed: whether Terraform finds it, and how it starts.
final class Installation {
  private static final String LAUNCHER = "terraform-provider-paas";
  private static final String SOURCE = "tfpaas/paas";

  /// Terraform itself waits for a minute.
  private static final int SECONDS = 20;

  private final Map<String, String> environment;
  private final Path directory;
  private final Optional<Path> home;
  private final String version;

  /// @param home where this command is installed; empty when that is not known
  /// @param version of this command
  Installation(
      Map<String, String> environment, Path directory, Optional<Path> home, String version) {
    this.environment = environment;
    this.directory = directory;
    this.home = home;
    this.version = version;
  }

  List<Sight> look() {
    return List.of(found(), start());
  }

  /// Whether a configuration in this directory gets a provider, and which.
  private Sight found() {
    Optional<Path> override = overridden();
    if (override.isPresent()) {
      return Files.isDirectory(override.get())
          ? Sight.good("provider", "an override of development leads to " + override.get())
          : Sight.bad(
              "provider",
              "an override of development leads to %s, which is no directory"
                  .formatted(override.get()),
              "Change the path in the configuration of Terraform's command line");
    }
    List<String> versions = installed();
    if (versions.isEmpty()) {
      return Sight.look(
          "provider",
          "no provider tfpaas/paas is prepared in this directory",
          "Run `terraform init`, after installing the provider as the guide \"Installing\" says");
    }
    String seen = "version %s is prepared in this directory".formatted(String.join(", ", versions));
    return versions.contains(version)
        ? Sight.good("provider", seen)
        : Sight.look(
            "provider",
            seen + ", and this command is of version " + version,
            "Install both from one package, and run `terraform init -upgrade`");
  }

  private Optional<Path> overridden() {
    String said = environment.getOrDefault("TF_CLI_CONFIG_FILE", "");
    Path file = said.isEmpty() ? usualConfiguration() : Path.of(said);
    try {
      return Files.isRegularFile(file)
          ? Files.readString(file)
              .lines()
              .map(String::strip)
              .filter(line -> line.startsWith("\"" + SOURCE + "\"") && line.contains("="))
              .map(line -> line.substring(line.indexOf('=') + 1).strip().replace("\"", ""))
              .map(Path::of)
              .findFirst()
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private Path usualConfiguration() {
    return File.separatorChar == '/'
        ? Path.of(environment.getOrDefault("HOME", "")).resolve(".terraformrc")
        : Path.of(environment.getOrDefault("APPDATA", "")).resolve("terraform.rc");
  }

  private List<String> installed() {
    Path providers =
        directory
            .resolve(environment.getOrDefault("TF_DATA_DIR", ".terraform"))
            .resolve("providers");
    if (!Files.isDirectory(providers)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(providers, 4)) {
      return files
          .filter(path -> path.getParent() != null && path.getParent().endsWith(SOURCE))
          .map(path -> String.valueOf(path.getFileName()))
          .sorted()
          .toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  /// Starts the provider beside this command, as Terraform would, and ends it.
  private Sight start() {
    Optional<Path> launcher = home.flatMap(Installation::launcher);
    if (launcher.isEmpty()) {
      return Sight.unknown("start", "this command was not started from an installed package");
    }
    Path sockets;
    try {
      // Nothing but Terraform ends a provider in peace: its socket stays where it was made.
      sockets = Files.createTempDirectory("paas-doctor");
    } catch (IOException failure) {
      return Sight.bad(
          "start",
          "no directory can be made in %s (%s)"
              .formatted(System.getProperty("java.io.tmpdir"), FileProblem.reason(failure)),
          "Name another one by TMPDIR, which the provider needs as well");
    }
    try {
      try {
        return start(launcher.get(), sockets);
      } finally {
        delete(sockets);
      }
    } catch (IOException failure) {
      return Sight.bad(
          "start",
          "%s cannot be run: %s".formatted(launcher.get(), FileProblem.reason(failure)),
          "Install the package anew");
    }
  }

  private Sight start(Path launcher, Path sockets) throws IOException {
    long began = System.nanoTime();
    Process process = process(launcher, sockets).start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      Thread.startVirtualThread(() -> endLate(process));
      String line = out.readLine();
      long millis = (System.nanoTime() - began) / 1_000_000;
      return line == null || !line.matches("1\\|6\\|.*")
          ? Sight.bad(
              "start",
              "the provider did not start: " + (line == null ? "it said nothing" : line),
              "Start %s by hand and read what it says".formatted(launcher))
          : started(millis, cache(process));
    } finally {
      process.destroyForcibly();
      endLate(process);
    }
  }

  private static void delete(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> walked = Files.walk(directory)) {
      files = walked.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  private static Sight started(long millis, Optional<Boolean> cached) {
    String seen = "the provider starts in %d ms".formatted(millis);
    if (cached.isEmpty()) {
      return Sight.good("start", seen + "; whether by its cache, this system does not tell");
    }
    return cached.get()
        ? Sight.good("start", seen + ", by its cache")
        : Sight.look(
            "start",
            seen + ", without its cache",
            "Use the Java that the package was built with, or let the package's files be written"
                + " once, to have quick starts");
  }

  private ProcessBuilder process(Path launcher, Path sockets) {
    ProcessBuilder builder =
        new ProcessBuilder(launcher.toString()).redirectError(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> variables = new HashMap<>(environment);
    variables.keySet().removeIf(name -> name.startsWith("PLUGIN_"));
    variables.put("TMPDIR", sockets.toString());
    variables.put(
        "TF_PLUGIN_MAGIC_COOKIE",
        "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2");
    builder.environment().clear();
    builder.environment().putAll(variables);
    return builder;
  }

  private static Optional<Path> launcher(Path home) {
    try (Stream<Path> files = Files.list(home)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith(LAUNCHER))
          .filter(Files::isExecutable)
          .findFirst();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// Tells whether a process has the cache of loaded classes in its memory; empty where no file
  /// says so.
  private static Optional<Boolean> cache(Process process) {
    Path maps = Path.of("/proc", Long.toString(process.pid()), "maps");
    try {
      List<String> mapped = new ArrayList<>(Files.readAllLines(maps));
      return Optional.of(mapped.stream().anyMatch(line -> line.contains("/start-")));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static void endLate(Process process) {
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
