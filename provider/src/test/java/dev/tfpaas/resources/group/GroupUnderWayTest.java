package dev.tfpaas.resources.group;

import static dev.tfpaas.resources.FailoverStage.calls;
import static dev.tfpaas.resources.FailoverStage.emergency;
import static dev.tfpaas.resources.FailoverStage.pair;
import static dev.tfpaas.resources.FailoverStage.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.platform.SwitchSpec.Mode;
import dev.tfpaas.resources.FailoverStage;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.world.AppOperations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A provider was killed right after the platform had accepted a call of a switch, and the next
/// plan is made before the effect is there.
class GroupUnderWayTest {
  @TempDir Path directory;
  private FailoverStage stage;
  private int before;

  @BeforeEach
  void form() {
    stage = new FailoverStage(directory).formed();
    before = stage.callCount();
  }

  /// Makes the first steps of a switch, and the call alone of the one after them.
  private void killedAfter(Mode mode, int steps) {
    Runbook runbook =
        stage
            .platform
            .failoverGroups()
            .get()
            .orElseThrow()
            .switchOver(
                stage.liveGroup(),
                new SwitchSpec(Side.SECONDARY, mode, true, List.of(stage.liveReplication())));
    stage.run(Runbook.of("begun", runbook.steps().subList(0, steps)));
    runbook.steps().get(steps).act().run();
  }

  @ParameterizedTest
  @CsvSource({
    "PLANNED, 0",
    "PLANNED, 1",
    "PLANNED, 2",
    "PLANNED, 3",
    "PLANNED, 4",
    "PLANNED, 5",
    "EMERGENCY, 0",
    "EMERGENCY, 1",
    "EMERGENCY, 2"
  })
  void thatPlanIsStillGoodWhenTheEffectHasComeAbout(Mode mode, int steps) {
    String config = mode == Mode.PLANNED ? pair("secondary", "") : emergency("secondary");
    killedAfter(mode, steps);
    Outcome plan = stage.group.plan(config).orFail();
    stage.clock.move(Duration.ofSeconds(5));

    Outcome applied = stage.group.apply(plan).orFail();

    assertThat(text(plan)).doesNotContain("A switch was begun and not finished");
    assertThat(applied.text("active_app_id")).isEqualTo("shop-dr");
    assertThat(applied.get("runbook")).isEqualTo(plan.get("runbook"));
    assertThat(stage.callsSince(before)).doesNotHaveDuplicates();
    assertThat(stage.violations()).isEmpty();
    assertThat(stage.liveReplication().sourceWritable()).isFalse();
  }

  @Test
  void whatElseChangedSinceIsStillRefused() {
    killedAfter(Mode.PLANNED, 0);
    Outcome plan = stage.group.plan(pair("secondary", "")).orFail();
    stage.clock.move(Duration.ofSeconds(5));
    stage.dashboard("maintenance", draft -> AppOperations.maintenance(draft, "shop-dr", false));
    stage.clock.move(Duration.ofSeconds(5));
    int calls = stage.callCount();

    Outcome refused = stage.group.apply(plan);

    assertThat(calls(plan)).contains("PUT /apps/shop-dr/maintenance {on: false}");
    assertThat(text(refused))
        .contains("changed since the plan was made")
        .contains("No longer needed: maintenance off");
    assertThat(stage.callsSince(calls)).isEmpty();
  }
}
