package dev.tfpaas.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec.Mode;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A run that is killed right after a call was accepted, before its effect has come about: the next
/// run waits for the effect and does not call again.
class ResumptionTest {

  static Stream<Arguments> places() {
    return Stream.concat(
        IntStream.range(0, 9).mapToObj(last -> Arguments.of(Mode.PLANNED, last)),
        IntStream.range(0, 5).mapToObj(last -> Arguments.of(Mode.EMERGENCY, last)));
  }

  @ParameterizedTest
  @MethodSource("places")
  void callThatIsUnderWayIsNotRepeated(Mode mode, int last, @TempDir Path parent) {
    Stage stage = new Stage(parent).formed();
    Runbook runbook = stage.switchTo(Side.SECONDARY, mode);
    List<String> planned = Stage.planned(runbook);
    assertThat(planned).hasSize(mode == Mode.PLANNED ? 9 : 7);
    int before = stage.world.calls().size();
    stage.done(Runbook.of("begun", runbook.steps().subList(0, last)));
    Step killed = runbook.steps().get(last);

    killed.act().run();
    Runbook resumed = stage.switchTo(Side.SECONDARY, mode);
    Outcome outcome = stage.run(resumed);

    assertThat(outcome).isEqualTo(new Outcome.Completed(List.of()));
    // A forced promotion fences the old side by itself, which the next plan sees and leaves out.
    int needed = planned.indexOf("PUT /apps/shop/maintenance {on: true}") + 1;
    assertThat(stage.callsAfter(before))
        .doesNotHaveDuplicates()
        .isSubsetOf(planned)
        .containsAll(mode == Mode.PLANNED ? planned : planned.subList(0, needed));
    assertThat(stage.replication("postgresql").sourceWritable()).isFalse();
    assertThat(stage.replication("redis").sourceWritable()).isFalse();
    if (Stage.planned(resumed).contains(killed.call().toString())) {
      assertThat(stage.log)
          .contains(killed.title() + " " + killed.object() + ": under way already");
    }
    assertThat(stage.violations()).isEmpty();
  }
}
