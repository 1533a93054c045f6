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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The kill matrix of Jelastic in dialects that have each position between them.
///
/// Each build tries the same point of a few runbooks in each dialect. `-Dmatrix.seed=N` chooses
/// others, `-Dmatrix.points=N` takes all runbooks and N points of each, `-Dmatrix.points=all` every
/// point, and `-Dmatrix.named=clone` only the runbooks that are so called.
class JelasticDialectMatrixTest {
  private static final long SEED = Long.getLong("matrix.seed", 1);
  private static final String EVERY = "all";
  private static final String POINTS = System.getProperty("matrix.points", "");
  private static final String NAMED = System.getProperty("matrix.named", "");
  private static final int SCENARIOS = 4;

  @TempDir Path directory;

  static Stream<Arguments> sample() {
    Random random = new Random(SEED);
    List<Arguments> sample = new ArrayList<>();
    for (Dialect dialect : Dialects.together("jelastic")) {
      List<Scenario> all = new ArrayList<>(JelasticScenarios.in(dialect));
      all.removeIf(scenario -> !scenario.name().contains(NAMED));
      Collections.shuffle(all, random);
      int most = POINTS.isEmpty() ? SCENARIOS : all.size();
      all.stream().limit(most).forEach(scenario -> sample.add(Arguments.of(dialect, scenario)));
    }
    return sample.stream();
  }

  @ParameterizedTest(name = "{1}, {0}")
  @MethodSource("sample")
  void nextApplyDoesTheSameInEveryDialect(Dialect dialect, Scenario scenario) {
    KillMatrix matrix = new KillMatrix(scenario, directory);

    List<String> wrong =
        chosen(matrix.points()).stream().flatMap(point -> matrix.run(point).stream()).toList();

    assertThat(wrong).as("%s, -Dmatrix.seed=%d", dialect, SEED).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          missing | create clone                        | PROVIDER_KILLED              | after the effect of | cloneenv
          missing | create clone                        | INTERRUPTED_AND_KILLED_LATER | after the effect of | cloneenv
          missing | create clone in another data centre | TERRAFORM_KILLED             | at the end of       | cloneenv
          refused | create clone that serves            | PROVIDER_KILLED              | at the end of       | cloneenv
          """)
  void pointsThatWereWrongOnceAreAlwaysTried(
      String tracking, String name, Blow blow, String when, String method) {
    Scenario scenario =
        JelasticScenarios.in(Dialect.usual("jelastic").with("tracking", tracking)).stream()
            .filter(one -> one.name().equals("jelastic: " + name))
            .findFirst()
            .orElseThrow();
    KillMatrix matrix = new KillMatrix(scenario, directory);

    assertThat(matrix.run(matrix.at(blow, when + " POST /1.0/environment/control/rest/" + method)))
        .isEmpty();
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
