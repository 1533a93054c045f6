package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/// The kill matrix with the real Terraform and real signals.
///
/// Each build tries a few points of one scenario, chosen by a seed that is printed.
/// `-Dmatrix.seed=N` chooses the same again; `-Dmatrix.scenarios=all -Dmatrix.points=all` tries
/// every point of every scenario, which takes hours.
@RequiresTerraform
class KillMatrixIT {
  private static final long SEED = Long.getLong("matrix.seed", System.nanoTime() & 0xFFFFF);
  private static final int SCENARIOS = number("matrix.scenarios", "1");
  private static final int POINTS = number("matrix.points", "3");

  @TempDir Path temporary;
  private final Random random = new Random(SEED);
  private final List<String> wrong = new ArrayList<>();

  @Test
  void nextApplyMakesOfADisturbedRunWhatAnUndisturbedOneDoes(TestReporter reporter) {
    reporter.publishEntry("matrix.seed", Long.toString(SEED));
    int tried = 0;
    for (RealScenario scenario : chosen(RealScenario.all(), SCENARIOS)) {
      int ofScenario = run(scenario);
      reporter.publishEntry(scenario.name(), ofScenario + " points tried");
      tried += ofScenario;
    }
    reporter.publishEntry("tried", "%d points, %d wrong".formatted(tried, wrong.size()));

    assertThat(tried).isPositive();
    assertThat(wrong).as("-Dmatrix.seed=%d", SEED).isEmpty();
  }

  private int run(RealScenario scenario) {
    try (RealMatrix matrix = new RealMatrix(scenario, temporary)) {
      List<RealMatrix.Point> points = chosen(matrix.points(), POINTS);
      for (RealMatrix.Point point : points) {
        try {
          matrix.run(point);
        } catch (AssertionError | RuntimeException failure) {
          wrong.add(matrix.describe(point) + ": " + failure);
        }
      }
      return points.size();
    }
  }

  private static int number(String property, String usual) {
    String word = System.getProperty(property, usual);
    return word.equals("all") ? Integer.MAX_VALUE : Integer.parseInt(word);
  }

  private <T> List<T> chosen(List<T> all, int number) {
    List<T> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, random);
    return shuffled.subList(0, Math.min(number, shuffled.size()));
  }
}
