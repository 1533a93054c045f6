package dev.tfpaas.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.platform.Dialects;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A sample of the kill matrix of Scalingo in dialects that have each position between them, the
/// same in each build. `-Dmatrix.seed=N` chooses another, `-Dmatrix.scenarios=N` more.
class ScalingoDialectMatrixTest {
  private static final long SEED = Long.getLong("matrix.seed", 1);
  private static final int SCENARIOS = Integer.getInteger("matrix.scenarios", 4);

  @TempDir Path directory;

  static Stream<Arguments> sample() {
    Random random = new Random(SEED);
    List<Arguments> sample = new ArrayList<>();
    for (Dialect dialect : Dialects.together("scalingo")) {
      List<Scenario> all = new ArrayList<>(ScalingoScenarios.in(dialect));
      Collections.shuffle(all, random);
      all.stream()
          .limit(SCENARIOS)
          .forEach(scenario -> sample.add(Arguments.of(dialect, scenario)));
    }
    return sample.stream();
  }

  @ParameterizedTest(name = "{1}, {0}")
  @MethodSource("sample")
  void nextApplyDoesTheSameInEveryDialect(Dialect dialect, Scenario scenario) {
    KillMatrix matrix = new KillMatrix(scenario, directory);
    List<KillMatrix.Point> points = matrix.points();
    KillMatrix.Point point = points.get(new Random(SEED).nextInt(points.size()));

    assertThat(matrix.run(point)).as("%s, -Dmatrix.seed=%d", dialect, SEED).isEmpty();
  }
}
