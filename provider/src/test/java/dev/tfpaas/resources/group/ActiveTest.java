package dev.tfpaas.resources.group;

import static dev.tfpaas.resources.FailoverStage.lines;
import static dev.tfpaas.resources.FailoverStage.pair;
import static dev.tfpaas.resources.FailoverStage.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.Outcome.Action;
import dev.tfpaas.framework.resource.PrivateState;
import dev.tfpaas.resources.FailoverStage;
import dev.tfpaas.resources.life.Remembered;
import dev.tfpaas.world.fact.GroupFact;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a plan makes of `active`, on the local platform.
class ActiveTest {
  @TempDir Path directory;
  private FailoverStage stage;

  @BeforeEach
  void form() {
    stage = new FailoverStage(directory).formed();
  }

  @Test
  void sameWordIsNoChange() {
    assertThat(stage.group.plan(pair("primary", "")).action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void wordThatWasNotAppliedSwitches() {
    Outcome plan = stage.group.plan(pair("secondary", "")).orFail();

    assertThat(plan.action()).isEqualTo(Action.UPDATE);
    assertThat(plan.text("active")).isEqualTo("secondary");
    assertThat(plan.text("active_app_id")).isEqualTo("shop-dr");
    assertThat(plan.text("standby_app_id")).isEqualTo("shop");
    assertThat(plan.text("applied_active")).isEqualTo("secondary");
    assertThat(lines(plan)).hasSizeGreaterThan(4);
  }

  @Test
  void noWordFollowsWhateverIsLive() {
    stage.group.apply(pair("", ", 'deletion_protection': false")).orFail();
    stage.switchOutside(GroupFact.Place.SECONDARY);

    Outcome plan = stage.group.plan(pair("", ", 'deletion_protection': false")).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(plan.text("active")).isEqualTo("secondary");
  }

  @Test
  void wordThatWasLeftOutAndIsWrittenAgainIsAChange() {
    stage.switchOutside(GroupFact.Place.SECONDARY);
    int before = stage.callCount();

    Outcome left = stage.group.apply(pair("", "")).orFail();

    assertThat(left.action()).isEqualTo(Action.UPDATE);
    assertThat(left.text("applied_active")).isEqualTo("secondary");
    assertThat(stage.callsSince(before)).isEmpty();
    assertThat(stage.group.plan(pair("", "")).action()).isEqualTo(Action.NO_OP);
    Outcome again = stage.group.plan(pair("primary", ""));
    assertThat(again.text("active")).isEqualTo("primary");
  }

  @Test
  void switchMadeOutsideIsKeptWithAWarningThatNamesThreeWaysOut() {
    stage.switchOutside(GroupFact.Place.SECONDARY);

    Outcome plan = stage.group.plan(pair("primary", "")).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(plan.text("active_app_id")).isEqualTo("shop-dr");
    assertThat(text(plan))
        .contains("warning: active")
        .contains("`active = \"secondary\"`")
        .contains("`switch_trigger`")
        .contains("leave it as it is");
  }

  @Test
  void switchMadeOutsideIsNotUndoneByAnUnrelatedChange() {
    stage.switchOutside(GroupFact.Place.SECONDARY);

    Outcome applied = stage.group.apply(pair("primary", ", 'guards': {'max_lag': '10s'}")).orFail();

    assertThat(applied.text("active")).isEqualTo("secondary");
    assertThat(applied.text("applied_active")).isEqualTo("primary");
    assertThat(lines(applied)).isEmpty();
    assertThat(stage.group.plan(pair("primary", ", 'guards': {'max_lag': '10s'}")).action())
        .isEqualTo(Action.NO_OP);
  }

  @Test
  void agreeingWithASwitchMadeOutsideOnlyRecordsIt() {
    stage.switchOutside(GroupFact.Place.SECONDARY);
    int before = stage.callCount();

    Outcome applied = stage.group.apply(pair("secondary", "")).orFail();

    assertThat(applied.action()).isEqualTo(Action.UPDATE);
    assertThat(applied.text("applied_active")).isEqualTo("secondary");
    assertThat(text(applied)).contains("follows a switch to secondary");
    assertThat(stage.callsSince(before)).isEmpty();
    assertThat(stage.group.plan(pair("secondary", "")).action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void changedTriggerEnforcesTheWordAgainstASwitchMadeOutside() {
    stage.switchOutside(GroupFact.Place.SECONDARY);
    protectSecondary();

    Outcome applied =
        stage.group.apply(pair("primary", ", 'switch_trigger': '2026-01-01'")).orFail();

    assertThat(applied.text("active")).isEqualTo("primary");
    assertThat(stage.liveGroup().active().word()).isEqualTo("primary");
    assertThat(stage.violations()).isEmpty();
  }

  private void protectSecondary() {
    stage.replication.apply(FailoverStage.replicate("shop-dr", "shop", "")).orFail();
    stage.clock.move(Duration.ofSeconds(5));
  }

  @Test
  void importedGroupWhoseWordIsLiveGivesAnEmptyPlan() {
    stage.group.restore(Value.nullOf(stage.group.state().type()), PrivateState.NONE);

    stage.group.importState("shop").orFail();

    Outcome plan = stage.group.plan(pair("primary", "")).orFail();
    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(plan.get("applied_active")).isEqualTo(Value.nullOf(Type.STRING));
    assertThat(plan.diagnostics()).isEmpty();
  }

  @Test
  void importedGroupWhoseWordIsNotLiveIsKeptWithAWarning() {
    stage.group.restore(Value.nullOf(stage.group.state().type()), PrivateState.NONE);

    stage.group.importState("shop").orFail();

    Outcome plan = stage.group.plan(pair("secondary", "")).orFail();
    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(text(plan)).contains("not known what was applied last");
  }

  @Test
  void importedGroupIsSwitchedWhenTheTriggerIsSet() {
    stage.group.restore(Value.nullOf(stage.group.state().type()), PrivateState.NONE);
    stage.group.importState("shop").orFail();

    Outcome applied = stage.group.apply(pair("secondary", ", 'switch_trigger': '1'")).orFail();

    assertThat(applied.text("active")).isEqualTo("secondary");
    assertThat(applied.text("applied_active")).isEqualTo("secondary");
  }

  @Test
  void importedGroupRecordsTheWordWithTheNextChange() {
    stage.group.restore(Value.nullOf(stage.group.state().type()), PrivateState.NONE);
    stage.group.importState("shop").orFail();

    stage.group.apply(pair("primary", ", 'deletion_protection': false")).orFail();

    assertThat(stage.group.plan(pair("secondary", ", 'deletion_protection': false")).action())
        .isEqualTo(Action.UPDATE);
  }

  @Test
  void groupCreatedWithoutAWordSwitchesWhenOneIsGiven() {
    FailoverStage other = new FailoverStage(directory.resolve("other"));
    other.replication.apply(FailoverStage.replicate("shop", "shop-dr", "")).orFail();
    other.group.apply(pair("", "")).orFail();

    Outcome plan = other.group.plan(pair("secondary", "")).orFail();

    assertThat(plan.text("active")).isEqualTo("secondary");
    assertThat(plan.action()).isEqualTo(Action.UPDATE);
  }

  @Test
  void switchOfAGroupThatCannotBeReadIsRefused() {
    PrivateState facts =
        Remembered.read(stage.group.privateState(), GroupView.NOTE)
            .unreadable("GET /failover-groups/shop timed out.")
            .write(GroupView.NOTE);
    stage.group.restore(stage.group.state(), facts);

    Outcome plan = stage.group.planWithoutRefresh(stage.group.config(pair("secondary", "")));

    assertThat(plan.errors()).hasSize(1);
    assertThat(plan.errors().getFirst().path().toString()).isEqualTo("active");
    assertThat(text(plan)).contains("cannot be read").contains("timed out");
  }

  @Test
  void wordThatIsUnknownIsPlannedAsUnknown() {
    Outcome plan = stage.group.plan(stage.group.config(pair("secondary", ""), "active")).orFail();

    assertThat(plan.get("active").isUnknown()).isTrue();
    assertThat(plan.get("runbook").isUnknown()).isTrue();
  }

  @Test
  void unknownWordThatTurnsOutToBeLiveChangesNothing() {
    Outcome plan = stage.group.plan(stage.group.config(pair("primary", ""), "active")).orFail();
    int before = stage.callCount();

    Outcome applied = stage.group.apply(plan, stage.group.config(pair("primary", "")));

    assertThat(applied.orFail().action()).isEqualTo(Action.NO_OP);
    assertThat(stage.callsSince(before)).isEmpty();
  }

  @Test
  void unknownWordThatTurnsOutToBeTheOtherSideSwitches() {
    Outcome plan = stage.group.plan(stage.group.config(pair("secondary", ""), "active")).orFail();

    Outcome applied = stage.group.apply(plan, stage.group.config(pair("secondary", "")));

    assertThat(applied.orFail().text("active")).isEqualTo("secondary");
    assertThat(stage.liveGroup().active().word()).isEqualTo("secondary");
  }
}
