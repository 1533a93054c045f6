package dev.tfpaas.resources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.runbook.Runner;
import dev.tfpaas.runbook.Sleeper;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurroundingsTest {
  private static boolean oneAtATime(Map<String, String> environment, String arguments) {
    Clock clock = Clock.systemUTC();
    Runner runner = new Runner(clock, Sleeper.THREAD, _ -> {});
    return new Surroundings(environment, Path.of("."), clock, runner, List.of(arguments.split(" ")))
        .worksOnOneAtATime();
  }

  @ParameterizedTest
  @CsvSource({
    "apply -parallelism=1 -auto-approve, true",
    "plan --parallelism=1, true",
    "plan -parallelism 1, true",
    "apply -parallelism=10, false",
    "apply -no-color, false",
    "'', false"
  })
  void terraformsArgumentsTellWhetherItWorksOnOneAtATime(String arguments, boolean one) {
    assertThat(oneAtATime(Map.of(), arguments)).isEqualTo(one);
    assertThat(oneAtATime(Map.of("TF_CLI_ARGS_plan", arguments), "plan")).isEqualTo(one);
    assertThat(oneAtATime(Map.of("ANOTHER", arguments), "plan")).isFalse();
  }
}
