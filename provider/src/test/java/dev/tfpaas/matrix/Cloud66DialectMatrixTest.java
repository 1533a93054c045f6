package dev.tfpaas.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Dialect;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A sample of the kill matrix of Cloud 66 in dialects that have each position between them.
class Cloud66DialectMatrixTest {
  @TempDir Path directory;

  static Stream<Arguments> sample() {
    return DialectSample.of("cloud66", Cloud66Scenarios::in);
  }

  @ParameterizedTest(name = "{1}, {0}")
  @MethodSource("sample")
  void nextApplyDoesTheSameInEveryDialect(Dialect dialect, Scenario scenario) {
    assertThat(DialectSample.wrong(scenario, directory))
        .as("%s, -Dmatrix.seed=%d", dialect, DialectSample.SEED)
        .isEmpty();
  }
}
