package dev.tfpaas.resources.group;

import static dev.tfpaas.resources.FailoverStage.lines;
import static dev.tfpaas.resources.FailoverStage.pair;
import static dev.tfpaas.resources.FailoverStage.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.Outcome.Action;
import dev.tfpaas.framework.resource.PrivateState;
import dev.tfpaas.resources.FailoverStage;
import dev.tfpaas.resources.life.Remembered;
import dev.tfpaas.world.fact.GroupFact;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `on_refusal = "keep"`: a switch that is refused while it is planned keeps the side that serves,
/// and nothing else is let through by it.
class GroupKeptTest {
  private static final String KEEP = ", 'on_refusal': 'keep'";
  private static final String LAG = ", 'guards': {'max_lag': '1ms'}";

  @TempDir Path directory;
  private FailoverStage stage;

  @BeforeEach
  void form() {
    stage = new FailoverStage(directory).formed();
  }

  private static String emergency(String more) {
    return pair("secondary", ", 'switch_mode': 'emergency', 'accept_data_loss': true" + more);
  }

  @Test
  void switchThatIsNotRefusedIsMade() {
    Outcome applied = stage.group.apply(pair("secondary", KEEP)).orFail();

    assertThat(applied.text("active")).isEqualTo("secondary");
    assertThat(applied.text("on_refusal")).isEqualTo("keep");
    assertThat(stage.liveGroup().active().word()).isEqualTo("secondary");
  }

  @Test
  void refusedSwitchIsAWarningThatSaysTheRefusalWholeAndNamesTheGroup() {
    stage.fail("eu-west");

    Outcome refused = stage.group.plan(pair("secondary", ""));
    Outcome kept = stage.group.plan(pair("secondary", KEEP)).orFail();

    assertThat(refused.errors()).isNotEmpty();
    assertThat(kept.action()).isEqualTo(Action.NO_OP);
    assertThat(kept.text("active")).isEqualTo("primary");
    assertThat(kept.text("applied_active")).isEqualTo("primary");
    assertThat(text(kept))
        .contains("warning: active: shop stays on primary: the switch to secondary is refused")
        .contains("[kept: not_ready]")
        .doesNotContain("[refused:");
    refused
        .errors()
        .forEach(error ->
            assertThat(text(kept))
                .contains(error.summary())
                .contains(error.detail().substring(0, error.detail().indexOf("\n\n"))));
  }

  @Test
  void nextPlanSwitchesOnceNothingRefuses() {
    stage.fail("eu-west");
    stage.group.apply(pair("secondary", KEEP)).orFail();

    stage.heal("eu-west");
    Outcome applied = stage.group.apply(pair("secondary", KEEP)).orFail();

    assertThat(applied.text("active")).isEqualTo("secondary");
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void groupThatCannotBeReadIsKept() {
    PrivateState facts =
        Remembered.read(stage.group.privateState(), GroupView.NOTE)
            .unreadable("GET /failover-groups/shop timed out.")
            .write(GroupView.NOTE);
    stage.group.restore(stage.group.state(), facts);

    Outcome plan =
        stage.group.planWithoutRefresh(stage.group.config(pair("secondary", KEEP))).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(text(plan))
        .contains("Cannot switch a group that cannot be read")
        .contains("[kept: not_ready]");
  }

  @Test
  void emergencyWhoseTargetIsDownKeepsTheSideAndItsSecondPlanningAgrees() {
    stage.fail("eu-central");

    Outcome plan = stage.group.plan(emergency(KEEP)).orFail();
    Outcome applied = stage.group.apply(plan).orFail();

    assertThat(plan.action()).as("the consent is written down").isEqualTo(Action.UPDATE);
    assertThat(applied.text("active")).isEqualTo("primary");
    assertThat(applied.text("applied_active")).isEqualTo("primary");
    assertThat(lines(applied)).isEmpty();
    assertThat(stage.liveGroup().active().word()).isEqualTo("primary");
  }

  @Test
  void targetThatComesBackBetweenPlanAndApplyIsLeftToTheNextPlan() {
    stage.fail("eu-central");
    Outcome plan = stage.group.plan(emergency(KEEP)).orFail();

    stage.heal("eu-central");
    Outcome applied = stage.group.apply(plan).orFail();
    Outcome next = stage.group.apply(emergency(KEEP)).orFail();

    assertThat(applied.text("active")).isEqualTo("primary");
    assertThat(next.text("active")).isEqualTo("secondary");
  }

  @Test
  void switchThatIsRefusedOnlyInApplyIsAnError() {
    Outcome plan = stage.group.plan(pair("secondary", KEEP)).orFail();
    int before = stage.callCount();

    stage.fail("eu-central");
    Outcome applied = stage.group.apply(plan);

    assertThat(applied.errors()).isNotEmpty();
    assertThat(text(applied)).contains("[refused: not_streaming]");
    assertThat(stage.group.state().get("active")).isEqualTo(Value.string("primary"));
    assertThat(stage.callsSince(before)).isEmpty();
  }

  @Test
  void restOfTheChangeIsMadeWithoutTheSwitch() {
    stage.fail("eu-west");
    String more = ", 'guards': {'max_lag': '5s'}";

    Outcome applied = stage.group.apply(pair("secondary", KEEP + more)).orFail();

    assertThat(applied.get("guards").get("max_lag")).isEqualTo(Value.string("5s"));
    assertThat(applied.text("on_refusal")).isEqualTo("keep");
    assertThat(applied.text("active")).isEqualTo("primary");
    assertThat(lines(applied)).isEmpty();
    stage.heal("eu-west");
    Outcome next = stage.group.plan(pair("secondary", KEEP + more)).orFail();
    assertThat(next.text("active")).isEqualTo("secondary");
  }

  @Test
  void guardThatRefusesKeepsTheSide() {
    Outcome plan = stage.group.plan(pair("secondary", KEEP + LAG)).orFail();

    assertThat(plan.text("active")).isEqualTo("primary");
    assertThat(text(plan)).contains("[kept: guard]");
  }

  @Test
  void guardThatComesWithTheRefusedSwitchIsWrittenDown() {
    Outcome applied = stage.group.apply(pair("secondary", KEEP + LAG)).orFail();

    assertThat(applied.get("guards").get("max_lag")).isEqualTo(Value.string("1ms"));
    assertThat(applied.text("active")).isEqualTo("primary");
    assertThat(lines(applied)).isEmpty();
  }

  @Test
  void switchMadeOutsideIsKeptAsEver() {
    stage.switchOutside(GroupFact.Place.SECONDARY);

    Outcome plan = stage.group.plan(pair("primary", KEEP)).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(text(plan)).contains("The active side is kept: secondary").doesNotContain("[kept:");
  }

  @Test
  void refusedTriggerIsAskedAgain() {
    stage.group.apply(pair("primary", ", 'switch_trigger': '1'")).orFail();
    stage.switchOutside(GroupFact.Place.SECONDARY);
    String again = pair("primary", ", 'switch_trigger': '2'" + KEEP);

    Outcome first = stage.group.apply(again).orFail();
    Outcome second = stage.group.plan(again).orFail();

    assertThat(first.action()).isEqualTo(Action.NO_OP);
    assertThat(text(second)).contains("stays on secondary").contains("The next plan asks again");
  }

  @Test
  void firstTriggerIsUsedUpAndSaysSo() {
    stage.switchOutside(GroupFact.Place.SECONDARY);

    Outcome plan = stage.group.plan(pair("primary", ", 'switch_trigger': '1'" + KEEP)).orFail();

    assertThat(plan.action()).isEqualTo(Action.UPDATE);
    assertThat(plan.text("active")).isEqualTo("secondary");
    assertThat(text(plan)).contains("change `switch_trigger` once more");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", 'on_refusal': 'fail'", KEEP})
  void wordAloneIsNoChange(String word) {
    stage.group.apply(pair("primary", ", 'maintenance': false" + KEEP)).orFail();

    Outcome plan = stage.group.plan(pair("primary", ", 'maintenance': false" + word)).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void stateWithoutTheWordIsNoChange() {
    Value earlier = stage.group.state().with("on_refusal", Value.nullOf(Value.string("").type()));
    stage.group.restore(earlier, stage.group.privateState());

    assertThat(stage.group.plan(pair("primary", "")).orFail().action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void importedGroupIsKeptOnlyWhereItWouldSwitch() {
    stage.group.restore(Value.nullOf(stage.group.state().type()), PrivateState.NONE);
    stage.group.importState("shop").orFail();

    Outcome plan = stage.group.plan(pair("secondary", KEEP)).orFail();

    assertThat(text(plan)).contains("not known what was applied last").doesNotContain("[kept:");
  }

  @Test
  void refusalsThatAreNoSwitchStayErrors() {
    FailoverStage other = new FailoverStage(directory.resolve("other"));
    other.replication.apply(FailoverStage.replicate("shop", "shop-dr", "")).orFail();

    Outcome forming = other.group.plan(pair("secondary", KEEP));
    Outcome leaving =
        stage.group.plan(
            pair("secondary", KEEP).replace("'primary_app_id': 'shop'", "'primary_app_id': 'b'"));
    Outcome exchanged =
        stage.group.plan(
            pair("primary", KEEP)
                .replace("'primary_app_id': 'shop'", "'primary_app_id': 'shop-dr'")
                .replace("'secondary_app_id': 'shop-dr'", "'secondary_app_id': 'shop'"));

    assertThat(forming.errors()).as("creating").isNotEmpty();
    assertThat(leaving.errors()).as("membership").isNotEmpty();
    assertThat(exchanged.errors()).as("places").isNotEmpty();
    stage.group.apply(pair("primary", KEEP)).orFail();
    assertThat(stage.group.planDestroy().errors()).as("destroying").isNotEmpty();
  }

  @Test
  void groupWithUnknownMembersPlansTheSwitchAndIsRefusedInApply() {
    Value config = stage.group.config(pair("secondary", KEEP), "replication_ids");
    Outcome plan = stage.group.plan(config).orFail();

    stage.fail("eu-central");
    Outcome applied = stage.group.apply(plan, stage.group.config(pair("secondary", KEEP)));

    assertThat(plan.text("active")).isEqualTo("secondary");
    assertThat(applied.errors()).isNotEmpty();
    assertThat(stage.liveGroup().active().word()).isEqualTo("primary");
  }
}
