package dev.tfpaas.resources.group;

import static dev.tfpaas.resources.FailoverStage.emergency;
import static dev.tfpaas.resources.FailoverStage.pair;
import static dev.tfpaas.resources.FailoverStage.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.Outcome.Action;
import dev.tfpaas.framework.resource.PrivateState;
import dev.tfpaas.platform.Side;
import dev.tfpaas.resources.FailoverStage;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Switches that are interrupted, time out or fail, and what the next apply makes of them.
class GroupInterruptTest {
  @TempDir Path directory;
  private FailoverStage stage;

  @BeforeEach
  void form() {
    stage = new FailoverStage(directory).formed();
  }

  /// Asks for a stop as soon as that many calls were made.
  private void stopAfter(int calls) {
    int before = stage.callCount();
    stage.meanwhile(() -> {
      if (stage.callCount() - before >= calls) {
        stage.group.requestStop();
      }
    });
  }

  private void nextRun() {
    stage.meanwhile(() -> {});
    stage.group.clearStop();
    stage.clock.move(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void plannedSwitchStoppedAfterAnyCallIsFinishedByTheNextApply(int calls) {
    stopAfter(calls);
    Outcome stopped = stage.group.apply(pair("secondary", ""));
    nextRun();

    Outcome resumed = stage.group.apply(pair("secondary", "")).orFail();

    if (stopped.failed()) {
      assertThat(stopped.text("applied_active")).isEqualTo("primary");
      assertThat(text(stopped)).contains("Serving now: ").contains("terraform apply");
    }
    assertThat(resumed.text("active_app_id")).isEqualTo("shop-dr");
    assertThat(resumed.text("applied_active")).isEqualTo("secondary");
    assertThat(resumed.get("last_switch").get("lost_writes").asLong()).isZero();
    assertThat(stage.violations()).isEmpty();
    assertThat(stage.group.plan(pair("secondary", "")).action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void plannedSwitchStoppedBeforeItsCommitGivesTheOldSideBack() {
    stopAfter(1);

    Outcome stopped = stage.group.apply(pair("secondary", ""));
    nextRun();

    assertThat(text(stopped)).contains("Terraform asked to stop").contains("taken back");
    assertThat(stage.liveGroup().primary().maintenance()).isFalse();
    assertThat(stage.group.plan(pair("primary", "")).action()).isEqualTo(Action.NO_OP);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void plannedSwitchWhoseProviderWasKilledAfterAnyCallIsFinishedByTheNextApply(int calls) {
    Value state = stage.group.state();
    PrivateState facts = stage.group.privateState();
    stopAfter(calls);
    stage.group.apply(pair("secondary", ""));
    nextRun();
    // A killed provider answers nothing: Terraform keeps what it had.
    stage.group.restore(state, facts);

    Outcome resumed = stage.group.apply(pair("secondary", "")).orFail();

    assertThat(resumed.text("active_app_id")).isEqualTo("shop-dr");
    assertThat(resumed.text("applied_active")).isEqualTo("secondary");
    assertThat(stage.violations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void emergencySwitchStoppedAfterAnyCallIsFinishedByTheNextApply(int calls) {
    stage.fail("eu-west");
    stopAfter(calls);
    stage.group.apply(emergency("secondary"));
    nextRun();

    Outcome resumed = stage.group.apply(emergency("secondary")).orFail();

    assertThat(resumed.text("active_app_id")).isEqualTo("shop-dr");
    assertThat(resumed.text("applied_active")).isEqualTo("secondary");
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void emergencySwitchInterruptedAfterTrafficMovedStillFencesTheOldSide() {
    stage.meanwhile(() -> {
      if (stage.liveGroup().active() == Side.SECONDARY) {
        stage.group.requestStop();
      }
    });
    Outcome stopped = stage.group.apply(emergency("secondary"));
    nextRun();

    Outcome resumed = stage.group.apply(emergency("secondary")).orFail();

    assertThat(stopped.failed()).isTrue();
    assertThat(FailoverStage.lines(resumed)).anyMatch(line -> line.contains("/apps/shop/"));
    assertThat(stage.liveReplication().sourceWritable()).isFalse();
    assertThat(stage.liveGroup().primary().maintenance()).isTrue();
  }

  @Test
  void timeLimitEndsTheSwitchAtASafePointAndNamesTheStep() {
    Outcome timedOut = stage.group.apply(pair("secondary", ", 'timeouts': {'update': '250ms'}"));
    nextRun();

    assertThat(timedOut.failed()).isTrue();
    assertThat(text(timedOut))
        .contains("`timeouts.update = 250ms` has passed")
        .contains("was not finished")
        .contains("terraform apply");
    assertThat(timedOut.text("active")).isEqualTo("primary");
    assertThat(stage.group.apply(pair("secondary", "")).orFail().text("active"))
        .isEqualTo("secondary");
  }

  @Test
  void failedSwitchKeepsTheWholeObservedState() {
    stage.meanwhile(() -> {});
    int before = stage.callCount();
    stage.meanwhile(() -> {
      if (stage.callCount() == before + 1) {
        stage.fail("eu-central");
      }
    });

    Outcome failed = stage.group.apply(pair("secondary", ""));

    assertThat(failed.failed()).isTrue();
    assertThat(failed.text("active")).isEqualTo("primary");
    assertThat(failed.text("applied_active")).isEqualTo("primary");
    assertThat(failed.text("address")).isNotEmpty();
    assertThat(text(failed)).contains("Serving now: ").contains("taken back");
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void creationThatIsStoppedIsNoErrorOnceTheGroupExistsAndIsCompletedByTheNextApply() {
    FailoverStage other = new FailoverStage(directory.resolve("other"));
    other.replication.apply(FailoverStage.replicate("shop", "shop-dr", "")).orFail();
    other.meanwhile(other.group::requestStop);

    Outcome created = other.group.apply(pair("primary", ""));
    other.meanwhile(() -> {});
    other.group.clearStop();
    other.clock.move(Duration.ofSeconds(2));

    assertThat(created.failed()).isFalse();
    assertThat(other.group.tainted()).isFalse();
    Outcome completed = other.group.apply(pair("primary", ""));
    assertThat(completed.action()).isEqualTo(Action.UPDATE);
    completed.orFail();
    assertThat(other.violations()).isEmpty();
    assertThat(other.group.plan(pair("primary", "")).action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void creationThatIsStoppedIsStillToBeCompletedAfterARefresh() {
    FailoverStage other = new FailoverStage(directory.resolve("other"));
    other.replication.apply(FailoverStage.replicate("shop", "shop-dr", "")).orFail();
    other.meanwhile(other.group::requestStop);
    other.group.apply(pair("primary", ""));
    other.meanwhile(() -> {});
    other.group.clearStop();
    other.clock.move(Duration.ofSeconds(2));

    other.group.refresh();

    assertThat(other.group.plan(pair("primary", "")).action()).isEqualTo(Action.UPDATE);
  }
}
