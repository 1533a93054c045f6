package dev.tfpaas.benchmark;

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

/// Measures the start of the packaged plugin against the same jar started with nothing but `java
/// -jar`, in turn, so that whatever else the machine does hits both alike.
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

  private StartBenchmark() {}

  /// Returns the report, as Markdown.
  ///
  /// @param dist the package
  /// @param release where a release may have been made
  static String report(Path dist, Path release, int rounds) throws Exception {
    Path scratch = Files.createTempDirectory("paas");
    try {
      Map<String, List<String>> commands = commands(dist, release, scratch);
      for (int warmUp = 0; warmUp < WARM_UPS; warmUp++) {
        Start _ = Start.of(List.of(LaunchCommand.launcher(dist).toString()), scratch);
      }
      Map<String, List<Start>> starts = new LinkedHashMap<>();
      for (int round = 0; round < rounds; round++) {
        for (Map.Entry<String, List<String>> command : commands.entrySet()) {
          starts
              .computeIfAbsent(command.getKey(), _ -> new ArrayList<>())
              .add(Start.of(command.getValue(), scratch));
        }
      }
      return table(starts, rounds);
    } finally {
      try (Stream<Path> left = Files.walk(scratch)) {
        left.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    }
  }

  private static Map<String, List<String>> commands(Path dist, Path release, Path scratch)
      throws IOException {
    Path bare = scratch.resolve("bare");
    try (Stream<Path> files = Files.walk(dist)) {
      for (Path file : files.filter(it -> !it.toString().endsWith(".jsa")).toList()) {
        Files.copy(file, bare.resolve(dist.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    String jar = bare.resolve("lib/terraform-provider-paas.jar").toString();
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put("`java -jar`", List.of(java, "-jar", jar));
    commands.put("package without its cache", List.of(LaunchCommand.launcher(bare).toString()));
    commands.put("package", List.of(LaunchCommand.launcher(dist).toString()));
    Path full = release.resolve("full");
    if (Files.exists(full)) {
      String launcher = LaunchCommand.launcher(full).toString();
      commands.put(
          "package with a runtime of its own", List.of("env", "-u", "PAAS_JAVA_HOME", launcher));
    }
    return commands;
  }

  private static String table(Map<String, List<Start>> starts, int rounds) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        From the execution of one process, %d rounds in turn: median (least–most), and how many times the median of
        the same jar started by `java -jar`. Wanted of the package: a first schema in ×0.18, CPU ×0.16, 75 MB, an exit
        in 20 ms.

        |\
        """
            .formatted(rounds));
    COLUMNS.forEach(column -> text.append(" | ").append(column.title()));
    text.append(" |\n|---").append("|---".repeat(COLUMNS.size())).append("|\n");
    List<Start> base = starts.values().iterator().next();
    starts.forEach((name, measured) -> {
      text.append("| ").append(name);
      for (Column column : COLUMNS) {
        Figures figures = Figures.of(measured, column.figure());
        double ratio = figures.over(Figures.of(base, column.figure()));
        text.append(String.format(Locale.ROOT, " | %s ×%.2f", figures, ratio));
      }
      text.append(" |\n");
    });
    return text.toString();
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / MILLION;
  }
}
