package dev.tfpaas.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tfpaas.terraform.Installation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Measures whole commands of Terraform: the same number of resources of this provider, and of the
/// built-in `terraform_data`, which needs no provider's process, in turn.
///
/// The local platform is told to take no time for its work, so that only ours is measured.
final class CommandBenchmark {
  private static final Duration LIMIT = Duration.ofMinutes(60);

  /// How many resources, how many at once, and how many rounds of a single one it takes for one of
  /// these: Terraform writes its whole state after each resource, so that thousands take long.
  private record Size(int resources, int parallelism, int rarer) {}

  /// A run of a command.
  ///
  /// @param processor of the processes that it started, which are the provider's
  /// @param peak the most that one of those had in memory, in megabytes
  private record Run(double seconds, double processor, double peak) {}

  /// How often those processes are looked at. The last time of one is not seen, so that for less
  /// than a thousand resources the figure is worth nothing.
  private static final Duration LOOK = Duration.ofMillis(200);

  private static final int MANY = 1000;

  private static final List<Size> SIZES =
      List.of(
          new Size(1, 10, 1),
          new Size(100, 10, 1),
          new Size(100, 100, 1),
          new Size(1000, 10, 3),
          new Size(1000, 100, 3),
          new Size(5000, 10, 10),
          new Size(5000, 100, 10));

  private static final String OURS =
      """
      terraform {
        required_providers {
          paas = {
            source = "tfpaas/paas"
          }
        }
      }

      provider "paas" {
        local = {
          estate = "estate.yaml"
        }
      }

      resource "paas_app_clone" "many" {
        count               = COUNT
        source_app_id       = "shop"
        name                = "copy-${count.index}"
        databases           = []
        deletion_protection = false
      }
      """;

  private static final String ESTATE =
      """
      apps:
        shop:
          region: eu-west
          databases:
            postgresql: { writes: 1000 }
      timings:
        clone: 0ms
      """;

  private static final String BUILT_IN =
      """
      resource "terraform_data" "many" {
        count = COUNT
        input = "copy-${count.index}"
      }
      """;

  private final Path home;
  private final Path configuration;

  private CommandBenchmark(Path home, Path configuration) {
    this.home = home;
    this.configuration = configuration;
  }

  /// Returns the report, as Markdown.
  ///
  /// @param rounds how often one resource and a hundred are measured
  static String report(int rounds) throws IOException, InterruptedException {
    Path home = Files.createTempDirectory("paas");
    try {
      return new CommandBenchmark(home, Installation.mirror(home)).measure(rounds);
    } finally {
      Installation.removeMirror(home);
      try (Stream<Path> left = Files.walk(home)) {
        left.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    }
  }

  private String measure(int rounds) throws IOException, InterruptedException {
    StringBuilder text =
        new StringBuilder(
            """
            Whole commands on the local platform, which takes no time for its work here: seconds, median (least–most), of
            `paas_app_clone` and of as many `terraform_data`, in turn. `more` is the difference of the medians, `each` what
            that is for one resource, `own` the CPU time of the provider's processes alone, median, and `peak` the most memory that
            one of them had resident. Wanted of the plan of one resource: 0.75 more. Terraform copies all resources of a block for each of them, and writes all of them: that is
            what grows with their square, and with the size of a state.

            | resources | at once | rounds | command | paas | terraform_data | more, s | each, ms | own, s | peak, MB |
            |---|---|---|---|---|---|---|---|---|---|
            """);
    for (Size size : SIZES) {
      int times = rounds / size.rarer();
      if (times > 0) {
        rows(text, size, times);
      }
    }
    return text.toString();
  }

  private void rows(StringBuilder text, Size size, int rounds)
      throws IOException, InterruptedException {
    Map<String, List<Run>> ours = new LinkedHashMap<>();
    Map<String, List<Run>> builtIn = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      Path mine = directory(counted(OURS, size));
      Files.writeString(mine.resolve("estate.yaml"), ESTATE);
      Run _ = run(mine, "init", "-input=false");
      commands(mine, size.parallelism(), ours);
      commands(directory(counted(BUILT_IN, size)), size.parallelism(), builtIn);
    }
    ours.forEach((command, runs) -> {
      Figures mine = Figures.of(runs, Run::seconds);
      Figures theirs = Figures.of(builtIn.getOrDefault(command, List.of()), Run::seconds);
      double own = Figures.of(runs, Run::processor).median();
      double more = mine.median() - theirs.median();
      text.append(
          String.format(
              Locale.ROOT,
              "| %d | %d | %d | %s | %s | %s | %.2f | %.1f | %s | %.0f |%n",
              size.resources(),
              size.parallelism(),
              rounds,
              command,
              mine.precise(),
              theirs.precise(),
              more,
              1000 * more / size.resources(),
              size.resources() < MANY ? "" : String.format(Locale.ROOT, "%.1f", own),
              Figures.of(runs, Run::peak).median()));
    });
  }

  private static String counted(String configuration, Size size) {
    return configuration.replace("COUNT", Integer.toString(size.resources()));
  }

  private Path directory(String configurationText) throws IOException {
    Path directory = Files.createTempDirectory(home, "run");
    Files.writeString(directory.resolve("main.tf"), configurationText);
    return directory;
  }

  private void commands(Path directory, int parallelism, Map<String, List<Run>> into)
      throws IOException, InterruptedException {
    String atOnce = "-parallelism=" + parallelism;
    add(into, "validate", run(directory, "validate"));
    add(into, "plan", run(directory, "plan", "-input=false", atOnce));
    add(into, "apply", run(directory, "apply", "-auto-approve", "-input=false", atOnce));
    add(into, "plan, nothing to do", run(directory, "plan", "-input=false", atOnce));
  }

  private static void add(Map<String, List<Run>> into, String command, Run run) {
    into.computeIfAbsent(command, _ -> new ArrayList<>()).add(run);
  }

  /// Runs a command.
  private Run run(Path directory, String... arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("terraform"));
    words.addAll(List.of(arguments));
    Path output = directory.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(TF|PAAS)_.*"));
    builder.environment().put("CHECKPOINT_DISABLE", "1");
    builder.environment().put("TF_CLI_CONFIG_FILE", configuration.toString());
    builder.environment().put("PAAS_JAVA_HOME", System.getProperty("java.home"));
    long begin = System.nanoTime();
    Process process = builder.start();
    Map<Long, Duration> processor = new HashMap<>();
    long peak = 0;
    while (!process.waitFor(LOOK) && System.nanoTime() - begin < LIMIT.toNanos()) {
      for (ProcessHandle child : process.descendants().toList()) {
        child.info().totalCpuDuration().ifPresent(time -> processor.put(child.pid(), time));
        peak = Math.max(peak, Resident.peak(child.pid()));
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (process.isAlive() || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException(words + ": " + Files.readString(output, UTF_8));
    }
    Duration all = processor.values().stream().reduce(Duration.ZERO, Duration::plus);
    return new Run(seconds, all.toNanos() / 1e9, peak / 1e6);
  }
}
