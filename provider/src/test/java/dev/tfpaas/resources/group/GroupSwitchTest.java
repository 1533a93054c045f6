package dev.tfpaas.resources.group;

import static dev.tfpaas.resources.FailoverStage.calls;
import static dev.tfpaas.resources.FailoverStage.emergency;
import static dev.tfpaas.resources.FailoverStage.lines;
import static dev.tfpaas.resources.FailoverStage.pair;
import static dev.tfpaas.resources.FailoverStage.replicate;
import static dev.tfpaas.resources.FailoverStage.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.Outcome.Action;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.resources.FailoverStage;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.fact.GroupFact;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Planned and emergency switches under running writers.
class GroupSwitchTest {
  @TempDir Path directory;
  private FailoverStage stage;

  @BeforeEach
  void form() {
    stage = new FailoverStage(directory).formed();
  }

  @Test
  void plannedSwitchLosesNoWriteAndReportsItsDowntime() {
    Outcome applied = stage.group.apply(pair("secondary", "")).orFail();

    Value last = applied.get("last_switch");
    assertThat(last.get("from").asString()).isEqualTo("primary");
    assertThat(last.get("to").asString()).isEqualTo("secondary");
    assertThat(last.get("mode").asString()).isEqualTo("planned");
    assertThat(last.get("lost_writes").asLong()).isZero();
    assertThat(last.get("downtime").asString()).endsWith("s");
    assertThat(last.get("finished_at").asString()).startsWith("2026-01-01T");
    assertThat(applied.get("dns_populated").asBool()).isTrue();
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void linesOfThePlanAreExactlyTheCallsOfTheApply() {
    Outcome plan = stage.group.plan(pair("secondary", "")).orFail();
    int before = stage.callCount();

    Outcome applied = stage.group.apply(plan).orFail();

    assertThat(calls(plan)).isEqualTo(stage.callsSince(before));
    assertThat(lines(applied)).isEqualTo(lines(plan));
  }

  @Test
  void runbookStaysAsTheRecordOfWhatWasDone() {
    List<String> done = lines(stage.group.apply(pair("secondary", "")).orFail());

    Outcome plan = stage.group.plan(pair("secondary", "")).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(lines(plan)).isEqualTo(done);
  }

  @Test
  void planningTwiceGivesTheSameTextWhileTimePasses() {
    Outcome first = stage.group.plan(pair("secondary", "")).orFail();
    stage.clock.move(Duration.ofMinutes(3));

    assertThat(stage.group.plan(pair("secondary", "")).value()).isEqualTo(first.value());
  }

  @Test
  void tenPlansMakeNoCallAndShowNoChange() {
    int before = stage.callCount();

    for (int i = 0; i < 10; i++) {
      Outcome plan = stage.group.plan(pair("primary", ""));
      assertThat(plan.action()).isEqualTo(Action.NO_OP);
      assertThat(plan.diagnostics()).isEmpty();
    }

    assertThat(stage.callsSince(before)).isEmpty();
  }

  @Test
  void savedPlanIsRefusedBeforeTheFirstCallWhenTheWorldChanged() {
    Outcome plan = stage.group.plan(pair("secondary", "")).orFail();
    stage.dashboard("maintenance", draft -> AppOperations.maintenance(draft, "shop", true));
    stage.clock.move(Duration.ofSeconds(5));
    int before = stage.callCount();

    Outcome applied = stage.group.apply(plan);

    assertThat(applied.failed()).isTrue();
    assertThat(text(applied))
        .contains("changed since the plan was made")
        .contains("shop was open and is closed")
        .contains("No longer needed: maintenance on")
        .contains("terraform plan");
    assertThat(stage.callsSince(before)).isEmpty();
  }

  @Test
  void savedPlanIsRefusedWhenSomebodySwitchedMeanwhile() {
    Outcome plan = stage.group.plan(pair("secondary", "")).orFail();
    stage.switchOutside(GroupFact.Place.SECONDARY);
    int before = stage.callCount();

    Outcome applied = stage.group.apply(plan);

    assertThat(text(applied))
        .contains(
            "Somebody switched the group: primary (shop) was active, secondary (shop-dr) is.");
    assertThat(stage.callsSince(before)).isEmpty();
  }

  @Test
  void switchBackNeedsTheOppositeReplication() {
    stage.group.apply(pair("secondary", "")).orFail();

    Outcome plan = stage.group.plan(pair("primary", ""));

    assertThat(plan.failed()).isTrue();
    assertThat(text(plan))
        .contains("would lose what was written to shop-dr")
        .contains("paas_db_replication")
        .contains("Swap");
  }

  @Test
  void reversedReplicationLetsTheGroupSwitchBackWithoutLoss() {
    stage.group.apply(pair("secondary", "")).orFail();
    stage.replication.apply(replicate("shop-dr", "shop", "")).orFail();
    stage.clock.move(Duration.ofSeconds(5));

    Outcome back = stage.group.apply(pair("primary", "")).orFail();

    assertThat(back.text("active_app_id")).isEqualTo("shop");
    assertThat(back.get("last_switch").get("lost_writes").asLong()).isZero();
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void plannedSwitchFromADeadRegionIsRefusedAndSaysHowToLeaveIt() {
    stage.fail("eu-west");

    Outcome plan = stage.group.plan(pair("secondary", ""));

    assertThat(plan.failed()).isTrue();
    assertThat(text(plan)).contains("cannot be reached").contains("switch_mode = \"emergency\"");
  }

  @Test
  void deadActiveRegionGivesAWarningAndNoChange() {
    stage.fail("eu-west");

    Outcome plan = stage.group.plan(pair("primary", "")).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(text(plan)).contains("warning: primary_app_id").contains("emergency");
  }

  @Test
  void emergencySwitchCountsWhatWasLostAndMakesNoCallToTheDeadSideBeforeTrafficMoved() {
    stage.fail("eu-west");
    int before = stage.callCount();

    Outcome applied = stage.group.apply(emergency("secondary")).orFail();

    List<String> made = stage.callsSince(before);
    int moved = indexOf(made, "/failover-groups/shop/active");
    assertThat(made.subList(0, moved)).noneMatch(call -> call.contains("/apps/shop/"));
    assertThat(applied.get("last_switch").get("mode").asString()).isEqualTo("emergency");
    assertThat(applied.get("last_switch").get("lost_writes").asLong()).isPositive();
    assertThat(text(applied)).contains("warning").contains("was not possible");
    assertThat(stage.violations()).isEmpty();
  }

  private static int indexOf(List<String> calls, String part) {
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i).contains(part)) {
        return i;
      }
    }
    throw new AssertionError(part + " was not called: " + calls);
  }

  @Test
  void emergencyPlanSaysHowMuchMayBeLost() {
    PaasClient client = stage.client();
    GroupView view =
        GroupView.look(
            client.requirePlatform(), stage.liveGroup(), List.of(FailoverStage.REPLICATION));

    List<SwitchCheck> checks =
        SwitchChecks.of(
            view,
            Side.SECONDARY,
            new SwitchTerms(
                SwitchSpec.Mode.EMERGENCY,
                Guards.NONE,
                stage.clock.instant(),
                SwitchTerms.Loss.ACCEPTED));

    assertThat(checks)
        .anyMatch(
            check -> check.detail().matches("postgresql: at most \\d+ writes can be lost\\."));
  }

  @Test
  void planOfAnEmergencySwitchStatesTheBoundAndDoesNotAskForWhatItDoes() {
    stage.fail("eu-west");

    Outcome plan = stage.group.plan(emergency("secondary")).orFail();

    assertThat(text(plan))
        .containsPattern("warning: active.*postgresql: how much can be lost is not known")
        .doesNotContain("shop cannot be reached");
  }

  @Test
  void linesNameTheAppsThatTrafficLeavesAndReaches() {
    Outcome plan = stage.group.plan(pair("secondary", "")).orFail();

    assertThat(FailoverStage.lines(plan).getLast())
        .containsPattern("move traffic +shop to shop-dr ");
  }

  @Test
  void afterAnEmergencySwitchThePlanIsEmpty() {
    stage.fail("eu-west");
    stage.group.apply(emergency("secondary")).orFail();

    assertThat(stage.group.plan(emergency("secondary")).action()).isEqualTo(Action.NO_OP);
    assertThat(stage.group.plan(pair("secondary", "")).get("active").asString())
        .isEqualTo("secondary");
  }

  @Test
  void emergencySwitchToADeadRegionIsRefused() {
    stage.fail("eu-central");

    Outcome plan = stage.group.plan(emergency("secondary"));

    assertThat(text(plan))
        .contains("error: active")
        .contains("shop-dr (secondary) cannot be reached");
  }
}
