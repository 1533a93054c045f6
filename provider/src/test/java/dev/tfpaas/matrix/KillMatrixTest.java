package dev.tfpaas.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The whole kill matrix in process: every point of every runbook, in every way.
class KillMatrixTest {
  @TempDir Path directory;

  static Stream<Scenario> local() {
    return LocalScenarios.all().stream();
  }

  @ParameterizedTest
  @MethodSource("local")
  void nextApplyMakesOfEveryDisturbedRunWhatAnUndisturbedOneDoes(
      Scenario scenario, TestReporter reporter) {
    KillMatrix matrix = new KillMatrix(scenario, directory);
    List<KillMatrix.Point> points = matrix.points();
    List<String> wrong = new ArrayList<>();
    for (KillMatrix.Point point : points) {
      matrix.run(point).ifPresent(wrong::add);
    }
    reporter.publishEntry(scenario.name(), points.size() + " points, " + wrong.size() + " wrong");

    assertThat(points).isNotEmpty();
    assertThat(wrong).isEmpty();
  }
}
