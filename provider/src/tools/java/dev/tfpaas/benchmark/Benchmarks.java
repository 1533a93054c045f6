package dev.tfpaas.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Runs the benchmarks and writes down what they found, with machine and date.
///
/// `mvn -q -Ptool -Dtool=bench package -DskipTests`, on a machine with nothing else to do; with
/// `-Dbench.parts=start,commands,switches,values` some of them only, and the sections of the others
/// stay.
public final class Benchmarks {
  private static final Logger NETTY = Logger.getLogger("io.netty.bootstrap");

  private Benchmarks() {}

  /// Writes the sections that were asked for into BENCHMARKS.md.
  ///
  /// @param target the build's directory, with a package and perhaps a release
  /// @param wanted the parts with commas between them
  /// @param starts the rounds of starts
  /// @param commands the rounds of commands and of switches
  public static void run(Path target, String wanted, int starts, int commands) throws Exception {
    NETTY.setLevel(Level.SEVERE);
    Path dist = target.resolve("dist").toRealPath();
    Path release = target.resolve("release").toAbsolutePath();
    Path file = Path.of("BENCHMARKS.md");
    List<String> parts = List.of(wanted.split(",", -1));
    if (parts.contains("start")) {
      String measured = StartBenchmark.report(dist, release, starts);
      section("Start", measured).writeInto(file);
    }
    if (parts.contains("commands")) {
      section("Commands", CommandBenchmark.report(commands)).writeInto(file);
    }
    if (parts.contains("switches")) {
      section("Switches", SwitchBenchmark.report(dist, commands)).writeInto(file);
    }
    if (parts.contains("values")) {
      section("Values", ValueReport.measured()).writeInto(file);
    }
  }

  private static Section section(String title, String measured) throws IOException {
    return new Section(title, machine() + "\n\n" + measured);
  }

  private static String machine() throws IOException {
    String processor =
        Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
    String load = Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    return "%s, %s × %d, Linux %s, Java %s, load %s at the end."
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            processor,
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.version"),
            System.getProperty("java.runtime.version"),
            load);
  }
}
