package dev.tfpaas.platform.jelastic;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.ContractStage;
import dev.tfpaas.platform.LivelyStep;
import dev.tfpaas.platform.MigrationSpec.Mode;
import dev.tfpaas.platform.MigrationSpec.Phase;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.runbook.Runbook;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How many calls each story takes. The numbers may only fall.
class StoryCallsTest {
  private static final Map<String, Integer> WRITTEN =
      Map.ofEntries(
          entry("copy", 19),
          entry("check", 3),
          entry("form", 4),
          entry("read", 3),
          entry("plan what was read", 0),
          entry("switch", 16),
          entry("switch back", 15),
          entry("migrate", 6),
          entry("read an app", 1),
          entry("read all", 1),
          entry("dissolve", 4));

  /// A machine that is busy makes a waiting call look once more, hence the best of these.
  private static final int TRIES = 3;

  private Stage stage;

  @BeforeEach
  void open() {
    stage = new Stage(Duration.ZERO);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private int calls(Runnable story) {
    int before = stage.watched.came().size();
    story.run();
    return stage.watched.came().size() - before;
  }

  private Runbook switchTo(Side side, SwitchSpec.Mode mode) {
    return ContractStage.switchOver(
        stage.groups(), stage.group(), new SwitchSpec(side, mode, true, List.of()));
  }

  /// Counts the calls of a runbook that is made as an apply does it: an operation that has looked
  /// at what there is before.
  private int callsOf(Supplier<Runbook> runbook) {
    return stage.platform.during(() -> {
      Runbook lively = runbook.get().with(step -> LivelyStep.of(step, stage.platform));
      return calls(() -> stage.done(lively));
    });
  }

  @Test
  void noStoryTakesMoreCallsThanItDid() {
    Map<String, Integer> fewest = new TreeMap<>(told());
    for (int i = 1; i < TRIES; i++) {
      close();
      open();
      told().forEach((story, calls) -> fewest.merge(story, calls, Math::min));
    }

    assertThat(fewest)
        .as("fewer are to be written down here")
        .containsExactlyInAnyOrderEntriesOf(WRITTEN);
  }

  private Map<String, Integer> told() {
    Map<String, Integer> calls = new LinkedHashMap<>();
    calls.put(
        "copy",
        callsOf(() -> {
          CloneSpec copy = Stage.copy("shop", "shop-standby", Optional.empty(), true);
          stage.clones().check(copy);
          return stage.clones().create(copy);
        }));
    calls.put("check", calls(() -> stage.groups().check(Optional.empty(), Stage.pair())));
    calls.put(
        "form",
        callsOf(() -> {
          stage.groups().check(Optional.empty(), Stage.pair());
          return stage.groups().create(Stage.pair(), Side.PRIMARY);
        }));
    stage.group();
    calls.put(
        "read", calls(() -> stage.platform.during(() -> stage.groups().find("shop+shop-standby"))));
    calls.put(
        "plan what was read",
        calls(() -> stage.platform.following(() -> stage.groups().find("shop+shop-standby"))));
    calls.put("switch", callsOf(() -> switchTo(Side.SECONDARY, SwitchSpec.Mode.PLANNED)));
    calls.put("switch back", callsOf(() -> switchTo(Side.PRIMARY, SwitchSpec.Mode.EMERGENCY)));
    calls.put(
        "migrate",
        callsOf(() ->
            stage
                .migrations()
                .advance(
                    Optional.empty(), Stage.move("blog", "us1", Mode.OFFLINE), Phase.FINALIZED)));
    calls.put("read an app", calls(() -> stage.platform.apps().find("shop-standby")));
    calls.put("read all", calls(() -> stage.platform.apps().list()));
    calls.put("dissolve", callsOf(() -> stage.groups().delete(stage.group())));
    return calls;
  }
}
