package dev.tfpaas.matrix;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.platform.Dialects;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// What of a vendor's kill matrix is tried in dialects that have each position between them.
///
/// Each build tries the same point of a few runbooks in each dialect. `-Dmatrix.seed=N` chooses
/// others, `-Dmatrix.points=N` takes all runbooks and N points of each, `-Dmatrix.points=all` every
/// point, and `-Dmatrix.named=clone` only the runbooks that are so called.
final class DialectSample {
  static final long SEED = Long.getLong("matrix.seed", 1);
  private static final String EVERY = "all";
  private static final String POINTS = System.getProperty("matrix.points", "");
  private static final String NAMED = System.getProperty("matrix.named", "");
  private static final int SCENARIOS = 4;

  private DialectSample() {}

  /// Returns pairs of a dialect and a scenario in it.
  static Stream<Arguments> of(String vendor, Function<Dialect, List<Scenario>> scenarios) {
    Random random = new Random(SEED);
    List<Arguments> sample = new ArrayList<>();
    for (Dialect dialect : Dialects.together(vendor)) {
      List<Scenario> all = new ArrayList<>(scenarios.apply(dialect));
      all.removeIf(scenario -> !scenario.name().contains(NAMED));
      Collections.shuffle(all, random);
      int most = POINTS.isEmpty() ? SCENARIOS : all.size();
      all.stream().limit(most).forEach(scenario -> sample.add(Arguments.of(dialect, scenario)));
    }
    return sample.stream();
  }

  /// Disturbs a scenario at the chosen points; returns what is wrong then.
  static List<String> wrong(Scenario scenario, Path directory) {
    KillMatrix matrix = new KillMatrix(scenario, directory);
    return chosen(matrix.points()).stream().flatMap(point -> matrix.run(point).stream()).toList();
  }

  private static List<KillMatrix.Point> chosen(List<KillMatrix.Point> all) {
    if (POINTS.equals(EVERY)) {
      return all;
    }
    List<KillMatrix.Point> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(SEED));
    int most = POINTS.isEmpty() ? 1 : Integer.parseInt(POINTS);
    return shuffled.subList(0, Math.min(most, shuffled.size()));
  }
}
