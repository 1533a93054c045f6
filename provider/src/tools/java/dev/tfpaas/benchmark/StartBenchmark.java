package dev.tfpaas.benchmark;

import dev.tfpaas.startup.HostSpeech;
import dev.tfpaas.startup.LaunchCommand;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// Measures the start of the packaged plugin, by the calls of several hosts, against the same jar
/// started with nothing but `java -jar` and against a virtual machine that does nothing, in turn,
/// so that whatever else the machine does hits all alike.
final class StartBenchmark {
  /// Until the client's half, which is in this process, is as quick as it gets.
  private static final int WARM_UPS = 8;

  private static final double MILLION = 1e6;

  /// A column of the report.
  private record Column(String title, ToDoubleFunction<Start> figure) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("handshake, ms", start -> millis(start.handshake())),
          new Column("first schema, ms", start -> millis(start.schema())),
          new Column("CPU until then, ms", start -> millis(start.processor())),
          new Column("resident then, MB", start -> start.memory() / MILLION),
          new Column("exit, ms", start -> millis(start.exit())));

  /// The first and the last that ask differently.
  private static final HostSpeech OLD = HostSpeech.of("terraform", 11);

  private static final HostSpeech NEW = HostSpeech.newest();

  /// What is measured in turn.
  private record Row(List<String> command, HostSpeech host) {}

  private StartBenchmark() {}

  /// Returns the report, as Markdown.
  ///
  /// @param dist the package
  /// @param release where a release may have been made
  static String report(Path dist, Path release, int rounds) throws Exception {
    Path scratch = Files.createTempDirectory("paas");
    try {
      Map<String, Row> rows = rows(dist, release, scratch);
      List<Double> nothing = new ArrayList<>();
      for (int warmUp = 0; warmUp < WARM_UPS; warmUp++) {
        Start _ = Start.of(List.of(LaunchCommand.launcher(dist).toString()), scratch, NEW);
      }
      Map<String, List<Start>> starts = new LinkedHashMap<>();
      for (int round = 0; round < rounds; round++) {
        nothing.add(nothing());
        for (Map.Entry<String, Row> row : rows.entrySet()) {
          starts
              .computeIfAbsent(row.getKey(), _ -> new ArrayList<>())
              .add(Start.of(row.getValue().command(), scratch, row.getValue().host()));
        }
      }
      return table(starts, rounds, Figures.of(nothing, Double::doubleValue));
    } finally {
      try (Stream<Path> left = Files.walk(scratch)) {
        left.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    }
  }

  /// How long a virtual machine takes that does nothing, in milliseconds.
  private static double nothing() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    int status =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                "target/test-classes",
                Nothing.class.getName())
            .inheritIO()
            .start()
            .waitFor();
    if (status != 0) {
      throw new IllegalStateException("ended with status " + status);
    }
    return (System.nanoTime() - begin) / MILLION;
  }

  private static Map<String, Row> rows(Path dist, Path release, Path scratch) throws IOException {
    Path bare = scratch.resolve("bare");
    try (Stream<Path> files = Files.walk(dist)) {
      for (Path file : files.filter(it -> !it.toString().endsWith(".jsa")).toList()) {
        Files.copy(file, bare.resolve(dist.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    String jar = bare.resolve("lib/terraform-provider-paas.jar").toString();
    List<String> packaged = List.of(LaunchCommand.launcher(dist).toString());
    Map<String, Row> rows = new LinkedHashMap<>();
    rows.put("`java -jar`", new Row(List.of(java, "-jar", jar), NEW));
    rows.put(
        "package without its cache",
        new Row(List.of(LaunchCommand.launcher(bare).toString()), NEW));
    rows.put("package, calls of " + OLD, new Row(packaged, OLD));
    rows.put("package, calls of " + NEW, new Row(packaged, NEW));
    Path full = release.resolve("full");
    if (Files.exists(full)) {
      String launcher = LaunchCommand.launcher(full).toString();
      rows.put(
          "package with a runtime of its own, calls of " + NEW,
          new Row(List.of("env", "-u", "PAAS_JAVA_HOME", launcher), NEW));
    }
    return rows;
  }

  private static String table(Map<String, List<Start>> starts, int rounds, Figures nothing) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        From the execution of one process, %d rounds in turn: median (least–most), and how many times the median of
        the same jar started by `java -jar`. `first schema` is when all was answered that the host asks first. In the
        last column it is as many times a virtual machine that does nothing, with the same collector and compiler,
        which took %s ms from its execution to its end. Wanted of the package: ≤ 4, and the calls of both hosts
        within 10 %% of each other.

        |\
        """
            .formatted(rounds, nothing));
    COLUMNS.forEach(column -> text.append(" | ").append(column.title()));
    text.append(" | × nothing |\n|---").append("|---".repeat(COLUMNS.size() + 1)).append("|\n");
    List<Start> base = starts.values().iterator().next();
    starts.forEach((name, measured) -> {
      text.append("| ").append(name);
      for (Column column : COLUMNS) {
        Figures figures = Figures.of(measured, column.figure());
        double ratio = figures.over(Figures.of(base, column.figure()));
        text.append(String.format(Locale.ROOT, " | %s ×%.2f", figures, ratio));
      }
      double times = Figures.of(measured, start -> millis(start.schema())).over(nothing);
      text.append(String.format(Locale.ROOT, " | %.1f |%n", times));
    });
    return text.toString();
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / MILLION;
  }
}
