package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/// The kill matrix with the real Terraform and real signals, on the local platform and against the
/// vendors' emulators.
///
/// Each build tries the same few points of one local scenario and of one of a vendor; a point with
/// Scalingo, whose limit of calls a minute is kept, takes too long for that. `-Dmatrix.seed=N`
/// chooses others; `-Dmatrix.platform=scalingo` takes that platform's scenarios only,
/// `-Dmatrix.named=switch` those whose name has the word, `-Dmatrix.scenarios=N` more of them and
/// `-Dmatrix.points=N` more points of each; `-Dmatrix.scenarios=all -Dmatrix.points=all` tries
/// every point of every scenario, which takes many hours.
@RequiresTerraform
class KillMatrixIT {
  private static final long SEED = Long.getLong("matrix.seed", 1);
  private static final String PLATFORM = System.getProperty("matrix.platform", "");
  private static final String NAMED = System.getProperty("matrix.named", "");
  private static final int SCENARIOS = number("matrix.scenarios", "1");

  @TempDir Path temporary;
  private final Random random = new Random(SEED);
  private final List<String> wrong = new ArrayList<>();

  @Test
  void nextApplyMakesOfADisturbedRunWhatAnUndisturbedOneDoes(TestReporter reporter) {
    reporter.publishEntry("matrix.seed", Long.toString(SEED));
    int tried =
        run(RealLocalScenario.all(), number("matrix.points", "3"), reporter)
            + run(RealVendorScenario.all(), number("matrix.points", "2"), reporter);
    reporter.publishEntry("tried", "%d points, %d wrong".formatted(tried, wrong.size()));

    assertThat(tried).isPositive();
    assertThat(wrong).as("-Dmatrix.seed=%d", SEED).isEmpty();
  }

  private int run(List<RealScenario> all, int points, TestReporter reporter) {
    boolean isSample = PLATFORM.isEmpty() && SCENARIOS == 1;
    List<RealScenario> meant =
        all.stream()
            .filter(it -> it.name().startsWith(PLATFORM) && it.name().contains(NAMED))
            .filter(it -> !(isSample && it.name().startsWith("scalingo")))
            .toList();
    int tried = 0;
    for (RealScenario scenario : chosen(meant, SCENARIOS)) {
      Instant begin = Instant.now();
      int before = wrong.size();
      int ofScenario = run(scenario, points);
      reporter.publishEntry(
          scenario.name(),
          "%d points tried, %d wrong, %d s"
              .formatted(
                  ofScenario,
                  wrong.size() - before,
                  Duration.between(begin, Instant.now()).toSeconds()));
      tried += ofScenario;
    }
    return tried;
  }

  private int run(RealScenario scenario, int number) {
    try (RealMatrix matrix = new RealMatrix(scenario, temporary)) {
      List<RealMatrix.Point> points = chosen(matrix.points(), number);
      for (RealMatrix.Point point : points) {
        try {
          matrix.run(point);
        } catch (AssertionError | RuntimeException failure) {
          wrong.add(matrix.describe(point) + ": " + failure);
        }
      }
      return points.size();
    } catch (AssertionError failure) {
      wrong.add("%s, undisturbed: %s".formatted(scenario, failure));
      return 0;
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
