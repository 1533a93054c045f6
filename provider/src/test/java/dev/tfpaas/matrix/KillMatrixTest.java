package dev.tfpaas.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The kill matrix in process: the local platform's runbooks, and the vendors' against their
/// emulators.
///
/// Each build tries every point of the local platform and the same few points of each vendor's
/// runbook. `-Dmatrix.seed=N` chooses others, `-Dmatrix.points=N` more of each,
/// `-Dmatrix.points=all` every one, and `-Dmatrix.named=jelastic` tries only those vendors'
/// scenarios that are so called.
@Execution(ExecutionMode.CONCURRENT)
class KillMatrixTest {
  private static final long SEED = Long.getLong("matrix.seed", 1);
  private static final String EVERY = "all";
  private static final String NAMED = System.getProperty("matrix.named", "");
  private static final String SOME = System.getProperty("matrix.points", "3");

  @TempDir Path directory;

  static Stream<Scenario> local() {
    return LocalScenarios.all().stream();
  }

  static Stream<Scenario> vendors() {
    return Stream.of(Cloud66Scenarios.all(), JelasticScenarios.all(), ScalingoScenarios.all())
        .flatMap(List::stream)
        .filter(scenario -> scenario.name().contains(NAMED));
  }

  @ParameterizedTest
  @MethodSource("local")
  void nextApplyMakesOfEveryDisturbedRunWhatAnUndisturbedOneDoes(
      Scenario scenario, TestReporter reporter) {
    disturb(scenario, EVERY, reporter);
  }

  @ParameterizedTest
  @MethodSource("vendors")
  void nextApplyDoesTheSameWithAVendor(Scenario scenario, TestReporter reporter) {
    disturb(scenario, SOME, reporter);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          create clone                     | PROVIDER_KILLED  | after the effect of | control/rest/cloneenv
          create clone that serves         | PROVIDER_KILLED  | before       | control/rest/migrate
          change clone                     | TERRAFORM_KILLED | after the effect of | control/rest/migrate
          create replication               | INTERRUPTED      | at the end of | control/rest/applyenvproperty
          reverse replication              | TERRAFORM_KILLED | before       | control/rest/applyenvproperty
          create group                     | INTERRUPTED      | before       | control/rest/applyenvproperty
          switch planned                   | PROVIDER_KILLED  | after the effect of | binder/rest/swapextdomains
          switch emergency, old side alive | TERRAFORM_KILLED | before       | binder/rest/swapextdomains
          """)
  void pointsOfJelasticThatWereWrongOnceAreAlwaysTried(
      String name, Blow blow, String when, String method) {
    Scenario scenario =
        JelasticScenarios.all().stream()
            .filter(one -> one.name().equals("jelastic: " + name))
            .findFirst()
            .orElseThrow();
    KillMatrix matrix = new KillMatrix(scenario, directory);

    assertThat(matrix.run(matrix.at(blow, when + " POST /1.0/environment/" + method))).isEmpty();
  }

  @Test
  void copyOnScalingoThatWasInterruptedBeforeItWasMarkedIsFinished() {
    Scenario scenario =
        ScalingoScenarios.all().stream()
            .filter(one -> one.name().equals("scalingo: create clone"))
            .findFirst()
            .orElseThrow();
    KillMatrix matrix = new KillMatrix(scenario, directory);

    assertThat(
            matrix.run(
                matrix.at(
                    Blow.INTERRUPTED_AND_KILLED_LATER, "after the answer to POST /v1/apps {name")))
        .isEmpty();
  }

  private void disturb(Scenario scenario, String number, TestReporter reporter) {
    KillMatrix matrix = new KillMatrix(scenario, directory);
    List<KillMatrix.Point> all = matrix.points();
    List<KillMatrix.Point> points = chosen(all, number);
    List<String> wrong = new ArrayList<>();
    for (KillMatrix.Point point : points) {
      matrix.run(point).ifPresent(wrong::add);
    }
    reporter.publishEntry(
        scenario.name(),
        "%d of %d points, %d wrong, seed %d"
            .formatted(points.size(), all.size(), wrong.size(), SEED));

    assertThat(points).isNotEmpty();
    assertThat(wrong).as("-Dmatrix.seed=%d -Dmatrix.points=%s", SEED, number).isEmpty();
  }

  private static List<KillMatrix.Point> chosen(List<KillMatrix.Point> all, String number) {
    if (number.equals(EVERY)) {
      return all;
    }
    List<KillMatrix.Point> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(SEED));
    return shuffled.subList(0, Math.min(shuffled.size(), Integer.parseInt(number)));
  }
}
