package dev.tfpaas.resources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.resources.life.PlannedGroups;
import dev.tfpaas.runbook.Runner;
import dev.tfpaas.runbook.Sleeper;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurroundingsTest {
  private static PlannedGroups.Order order(Map<String, String> environment, String arguments) {
    Clock clock = Clock.systemUTC();
    Runner runner = new Runner(clock, Sleeper.THREAD, _ -> {});
    return new Surroundings(environment, Path.of("."), clock, runner, List.of(arguments.split(" ")))
        .order();
  }

  @ParameterizedTest
  @CsvSource({
    "apply -parallelism=1 -auto-approve, ONE_AT_A_TIME",
    "plan --parallelism=1, ONE_AT_A_TIME",
    "plan -parallelism 1, ONE_AT_A_TIME",
    "apply -parallelism=10, SEVERAL_AT_ONCE",
    "apply -no-color, SEVERAL_AT_ONCE",
    "'', SEVERAL_AT_ONCE",
    "-chdir=there destroy -auto-approve, GROUPS_FIRST",
    "plan -destroy, GROUPS_FIRST",
    "plan --destroy=1, GROUPS_FIRST",
    "plan -destroy=T -destroy=false, SEVERAL_AT_ONCE",
    "plan -destroy -parallelism=1, ONE_AT_A_TIME",
    "destroy -parallelism=1, ONE_AT_A_TIME",
    "plan -out destroy, SEVERAL_AT_ONCE",
    "apply -var what=destroy, SEVERAL_AT_ONCE"
  })
  void terraformsArgumentsTellInWhichOrderItPlansWhatItDestroys(
      String arguments, PlannedGroups.Order order) {
    assertThat(order(Map.of(), arguments)).isEqualTo(order);
    assertThat(order(Map.of("ANOTHER", arguments), "plan"))
        .isEqualTo(PlannedGroups.Order.SEVERAL_AT_ONCE);
  }

  @ParameterizedTest
  @CsvSource({
    "TF_CLI_ARGS, -parallelism=1, ONE_AT_A_TIME",
    "TF_CLI_ARGS_plan, -no-color -parallelism 1, ONE_AT_A_TIME",
    "TF_CLI_ARGS_destroy, -parallelism=1, SEVERAL_AT_ONCE",
    "TF_CLI_ARGS_plan, -destroy, GROUPS_FIRST",
    "TF_CLI_ARGS_plan, -var \"note=please -destroy it\", SEVERAL_AT_ONCE"
  })
  void variablesAddToThem(String variable, String added, PlannedGroups.Order order) {
    assertThat(order(Map.of(variable, added), "-chdir=there plan")).isEqualTo(order);
  }

  @ParameterizedTest
  @CsvSource({
    "destroy -parallelism=1, true",
    "apply -destroy, true",
    "apply -auto-approve, false",
    "plan -out destroy, false",
    "'', false"
  })
  void terraformsArgumentsTellWhetherItDestroysAll(String arguments, boolean destroys) {
    assertThat(of(List.of(arguments.split(" ", -1))).destroys()).isEqualTo(destroys);
  }

  private static Surroundings of(List<String> arguments) {
    Clock clock = Clock.systemUTC();
    return new Surroundings(
        Map.of(), Path.of("."), clock, new Runner(clock, Sleeper.THREAD, _ -> {}), arguments);
  }

  @Test
  void oneArgumentIsOneWord() {
    Surroundings surroundings =
        of(List.of("plan", "-var", "note=please destroy it", "-var", "why=to -destroy it"));

    assertThat(surroundings.order()).isEqualTo(PlannedGroups.Order.SEVERAL_AT_ONCE);
  }
}
