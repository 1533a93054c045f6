package dev.tfpaas.benchmark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/// Runs [ValueBenchmark] and writes each operation beside its plain half.
final class ValueReport {
  private static final String PLAIN = "Plainly";
  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final int FORKS = 2;
  private static final int WARM_UPS = 3;
  private static final int ITERATIONS = 5;
  private static final TimeValue ITERATION = TimeValue.milliseconds(300);

  private ValueReport() {}

  /// What JMH says of one benchmark with one size.
  private record Measured(Statistics micros, double bytes) {
    static Measured of(RunResult run) {
      double bytes =
          run.getSecondaryResults().keySet().stream()
              .filter(name -> name.endsWith(ALLOCATED))
              .mapToDouble(
                  name -> Objects.requireNonNull(run.getSecondaryResults().get(name)).getScore())
              .findFirst()
              .orElseThrow();
      return new Measured(run.getPrimaryResult().getStatistics(), bytes);
    }

    double median() {
      return micros.getPercentile(50);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%.1f (%.1f–%.1f)", median(), micros.getMin(), micros.getMax());
    }
  }

  /// Returns the report, as Markdown.
  static String measured() throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(ValueBenchmark.class.getName())
            .forks(FORKS)
            .warmupIterations(WARM_UPS)
            .warmupTime(ITERATION)
            .measurementIterations(ITERATIONS)
            .measurementTime(ITERATION)
            .addProfiler(GCProfiler.class)
            // As the plugin runs.
            .jvmArgs("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m")
            .verbosity(VerboseMode.SILENT)
            .build();
    return table(new Runner(options).run());
  }

  private static String table(Collection<RunResult> runs) {
    Map<String, Measured> all = new LinkedHashMap<>();
    List<String> rows = new ArrayList<>();
    for (RunResult run : runs) {
      String name = run.getPrimaryResult().getLabel();
      String size = run.getParams().getParam("size");
      all.put(name + " " + size, Measured.of(run));
      if (!name.endsWith(PLAIN)) {
        rows.add(name + " " + size);
      }
    }
    StringBuilder text =
        new StringBuilder(
            """
            One operation on an attribute with that many elements, each an object of three, or with one in two hundred lists
            inside each other; with the options of the plugin's JVM. Microseconds, median (least–most) of %d iterations of
            300 ms, and bytes allocated. `plain` is the MessagePack library alone: its tree of the same bytes, read, walked,
            compared, written.

            | operation | elements | µs | plain, µs | ratio | bytes | plain, bytes |
            |---|---|---|---|---|---|---|
            """
                .formatted(FORKS * ITERATIONS));
    for (String row : rows) {
      String[] words = row.split(" ", -1);
      Measured ours = known(all, row);
      Measured plain = known(all, words[0] + PLAIN + " " + words[1]);
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | ×%.1f | %.0f | %.0f |%n",
              words[0],
              words[1],
              ours,
              plain,
              ours.median() / plain.median(),
              ours.bytes(),
              plain.bytes()));
    }
    return text.toString();
  }

  private static Measured known(Map<String, Measured> all, String name) {
    Measured found = all.get(name);
    if (found == null) {
      throw new IllegalStateException("nothing was measured of " + name);
    }
    return found;
  }
}
