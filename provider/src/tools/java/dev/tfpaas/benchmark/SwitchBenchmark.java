package dev.tfpaas.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tfpaas.duration.Durations;
import dev.tfpaas.terraform.Installation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Measures switches on the local platform: how long nobody is served, over what the platform
/// itself takes, for pairs with one database and with many, one pair and a region of them.
///
/// The downtime is what the platform counts. For an emergency, whose downtime begins with the
/// failure of the region and not with a step, it is the time from `terraform apply` until the group
/// is served again.
final class SwitchBenchmark {
  private static final Duration LIMIT = Duration.ofMinutes(30);

  /// What the local platform takes by its usual timings once the old side is closed: read_only,
  /// lag, detach, promote, maintenance and dns. Databases are made ready beside each other.
  private static final double CRITICAL_PATH = 0.1 + 0.15 + 0.05 + 0.2 + 0.2 + 0.3;

  /// How many pairs of how many databases, and how many rounds of a single pair it takes for one of
  /// these.
  private record Size(int groups, int databases, int rarer) {}

  private static final List<Size> SIZES =
      List.of(
          new Size(1, 1, 1),
          new Size(1, 3, 1),
          new Size(1, 10, 1),
          new Size(10, 2, 1),
          new Size(100, 2, 5));

  /// What one switch of all groups came to, in seconds.
  ///
  /// @param middle the median of the groups
  /// @param slowest the most of them
  private record Run(double middle, double slowest) {}

  private static final String CONFIGURATION =
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

      variable "active" {
        default = "primary"
      }

      variable "mode" {
        default = "planned"
      }

      resource "paas_app_clone" "standby" {
        count               = GROUPS
        source_app_id       = "app-${count.index}"
        name                = "standby-${count.index}"
        region              = "eu-central"
        deletion_protection = false
      }

      resource "paas_db_replication" "data" {
        count          = GROUPS * DATABASES
        source_app_id  = "app-${floor(count.index / DATABASES)}"
        replica_app_id = paas_app_clone.standby[floor(count.index / DATABASES)].app_id
        engine         = "engine${count.index % DATABASES}"
      }

      resource "paas_failover_group" "pair" {
        count               = GROUPS
        name                = "pair-${count.index}"
        primary_app_id      = "app-${count.index}"
        secondary_app_id    = paas_app_clone.standby[count.index].app_id
        active              = var.active
        switch_mode         = var.mode
        accept_data_loss    = var.mode == "emergency" ? true : null
        deletion_protection = false
        replication_ids = [
          for i in range(DATABASES) : paas_db_replication.data[count.index * DATABASES + i].id
        ]
      }
      """;

  private final Path home;
  private final Path configuration;
  private final Path dist;

  private SwitchBenchmark(Path home, Path configuration, Path dist) {
    this.home = home;
    this.configuration = configuration;
    this.dist = dist;
  }

  /// Returns the report, as Markdown.
  ///
  /// @param dist the package, whose `paas` lets a region fail
  /// @param rounds how often a single pair is switched
  static String report(Path dist, int rounds) throws IOException, InterruptedException {
    Path home = Files.createTempDirectory("paas");
    try {
      return new SwitchBenchmark(home, Installation.mirror(home), dist).measure(rounds);
    } finally {
      Installation.removeMirror(home);
      try (Stream<Path> left = Files.walk(home)) {
        left.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    }
  }

  private String measure(int rounds) throws IOException, InterruptedException {
    Map<Size, List<Run>> planned = new LinkedHashMap<>();
    Map<Size, List<Run>> emergency = new LinkedHashMap<>();
    // In turn, so that what else the machine does is spread over all of them.
    for (int round = 0; round < rounds; round++) {
      for (Size size : SIZES) {
        if (round % size.rarer() == 0) {
          planned.computeIfAbsent(size, _ -> new ArrayList<>()).add(run(size, "planned"));
          emergency.computeIfAbsent(size, _ -> new ArrayList<>()).add(run(size, "emergency"));
        }
      }
    }
    StringBuilder text =
        new StringBuilder(
            """
            Switches on the local platform with its usual timings, `-parallelism=100`: seconds, median (least–most) of the rounds, which
            were made in turn; of many groups their median and the slowest. `planned` is how long nobody was served, as
            the platform counts it, and `over` is that over the %.2f that the platform itself takes. `emergency` is the time
            from `terraform apply` until the group is served again after its region died.

            | groups | databases each | rounds | planned | slowest | over | emergency | slowest |
            |---|---|---|---|---|---|---|---|
            """
                .formatted(CRITICAL_PATH));
    planned.forEach((size, runs) -> {
      List<Run> dead = emergency.getOrDefault(size, List.of());
      text.append(
          String.format(
              Locale.ROOT,
              "| %d | %d | %d | %s | %s | ×%.2f | %s | %s |%n",
              size.groups(),
              size.databases(),
              runs.size(),
              Figures.of(runs, Run::middle).precise(),
              Figures.of(runs, Run::slowest).precise(),
              Figures.of(runs, Run::slowest).median() / CRITICAL_PATH,
              Figures.of(dead, Run::middle).precise(),
              Figures.of(dead, Run::slowest).precise()));
    });
    return text.toString();
  }

  private Run run(Size size, String mode) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory(home, "run");
    Files.writeString(
        directory.resolve("main.tf"),
        CONFIGURATION
            .replace("GROUPS", Integer.toString(size.groups()))
            .replace("DATABASES", Integer.toString(size.databases())));
    Files.writeString(directory.resolve("estate.yaml"), estate(size));
    command(directory, "terraform", "init", "-input=false");
    apply(directory, "primary", "planned");
    if (mode.equals("emergency")) {
      command(directory, dist.resolve("paas").toString(), "local", "fail", "eu-west");
    }
    Instant begin = Instant.now();
    apply(directory, "secondary", mode);
    List<Double> seconds = new ArrayList<>();
    String state = command(directory, "terraform", "show", "-json");
    for (JsonNode resource :
        JsonMapper.shared().readTree(state).at("/values/root_module/resources")) {
      JsonNode last = resource.at("/values/last_switch");
      if (last.isObject()) {
        seconds.add(mode.equals("planned") ? downtime(last) : served(last, begin));
      }
    }
    if (seconds.size() != size.groups()) {
      throw new IllegalStateException("switched %d of %s".formatted(seconds.size(), size));
    }
    Figures all = Figures.of(seconds, Double::doubleValue);
    return new Run(all.median(), all.most());
  }

  private static double downtime(JsonNode last) {
    String text = last.path("downtime").asString();
    return Durations.parse(text)
            .orElseThrow(() -> new IllegalStateException("no downtime: " + last))
            .toMillis()
        / 1e3;
  }

  private static double served(JsonNode last, Instant begin) {
    Instant end = Instant.parse(last.path("finished_at").asString());
    return Duration.between(begin, end).toMillis() / 1e3;
  }

  private static String estate(Size size) {
    StringBuilder text = new StringBuilder("regions: {eu-west: {}, eu-central: {}}\napps:\n");
    for (int app = 0; app < size.groups(); app++) {
      text.append("  app-%d:\n    region: eu-west\n    databases:\n".formatted(app));
      for (int i = 0; i < size.databases(); i++) {
        text.append("      engine%d: { writes: 100 }\n".formatted(i));
      }
    }
    return text.toString();
  }

  private void apply(Path directory, String active, String mode)
      throws IOException, InterruptedException {
    command(
        directory,
        "terraform",
        "apply",
        "-auto-approve",
        "-input=false",
        "-parallelism=100",
        "-var=active=" + active,
        "-var=mode=" + mode);
  }

  /// Runs a command and returns what it printed.
  private String command(Path directory, String... words) throws IOException, InterruptedException {
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
    Process process = builder.start();
    boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    if (!ended || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException(List.of(words) + ": " + Files.readString(output, UTF_8));
    }
    return Files.readString(output, UTF_8);
  }
}
