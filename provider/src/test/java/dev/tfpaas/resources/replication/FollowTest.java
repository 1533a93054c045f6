package dev.tfpaas.resources.replication;

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
import dev.tfpaas.platform.Replication;
import dev.tfpaas.resources.FailoverStage;
import dev.tfpaas.world.Databases;
import dev.tfpaas.world.Renaming;
import dev.tfpaas.world.fact.GroupFact;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A pair whose data flows away from whoever serves.
class FollowTest {
  private static final String BACKUP = ", 'backup': {'frequency': '1h', 'keep': 3}";
  private static final String FOLLOW = ", 'direction': 'follow'";
  private static final String PAIR = replicate("shop", "shop-dr", FOLLOW);

  @TempDir Path directory;
  private FailoverStage stage;

  @BeforeEach
  void open() {
    stage = new FailoverStage(directory);
  }

  private void form(String replication) {
    stage.replication.apply(replication).orFail();
    stage.group.apply(pair("primary", "")).orFail();
    stage.clock.move(Duration.ofSeconds(5));
  }

  private Outcome refreshed(String config) {
    stage.clock.move(Duration.ofSeconds(5));
    return stage.replication.plan(config);
  }

  @Test
  void tenSwitchesThereAndBackAreTheSameOneWordAndNeedNoCopy() {
    form(replicate("shop", "shop-dr", FOLLOW + BACKUP));

    for (int i = 0; i < 10; i++) {
      String active = i % 2 == 0 ? "secondary" : "primary";
      Outcome switched = stage.group.apply(pair(active, "")).orFail();
      assertThat(text(switched)).doesNotContain("not possible", "not finished");
      assertThat(switched.get("last_switch").get("lost_writes").asLong()).isZero();
      Outcome plan = refreshed(replicate("shop", "shop-dr", FOLLOW + BACKUP)).orFail();
      assertThat(plan.action()).isEqualTo(Action.NO_OP);
      assertThat(plan.diagnostics()).isEmpty();
      assertThat(plan.text("status")).isEqualTo("replicating");
      assertThat(plan.text("flows_from")).isEqualTo(i % 2 == 0 ? "shop-dr" : "shop");
      assertThat(plan.text("flows_to")).isEqualTo(i % 2 == 0 ? "shop" : "shop-dr");
      assertThat(plan.text("source_app_id")).isEqualTo("shop");
      assertThat(stage.group.plan(pair(active, "")).action()).isEqualTo(Action.NO_OP);
    }
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void stepsThatProtectAgainAreOfThePlanAndNoDowntime() {
    form(replicate("shop", "shop-dr", FOLLOW + BACKUP));
    Outcome plan = stage.group.plan(pair("secondary", "")).orFail();
    int before = stage.callCount();

    Outcome applied = stage.group.apply(plan).orFail();

    assertThat(calls(plan)).isEqualTo(stage.callsSince(before));
    assertThat(lines(plan).get(lines(plan).size() - 3)).contains("move traffic");
    assertThat(calls(plan).get(calls(plan).size() - 2))
        .isEqualTo(
            "PUT /replications/shop:shop-dr:postgresql"
                + " {source: shop-dr, replica: shop, overwrite: false, follow: true}");
    assertThat(calls(plan).getLast()).contains("/apps/shop-dr/databases/postgresql/backup");
    assertThat(applied.text("active")).isEqualTo("secondary");
  }

  @Test
  void orderOfTheTwoMeansNothing() {
    form(PAIR);

    Outcome swapped = refreshed(replicate("shop-dr", "shop", FOLLOW));

    assertThat(swapped.action()).isEqualTo(Action.NO_OP);
    assertThat(swapped.diagnostics()).isEmpty();
  }

  @Test
  void anotherAppOfThePairReplaces() {
    form(PAIR);

    Outcome plan = refreshed(replicate("shop-dr", "search", FOLLOW));

    assertThat(plan.action()).isEqualTo(Action.REPLACE);
  }

  @Test
  void creationFlowsAwayFromTheSideThatServesIfAGroupHasBoth() {
    stage.group.apply(pair("primary", "").replaceFirst(" 'replication_ids'.*?\\],?", " ")).orFail();
    stage.clock.move(Duration.ofSeconds(5));

    Outcome applied = stage.replication.apply(replicate("shop-dr", "shop", FOLLOW)).orFail();

    assertThat(applied.text("flows_from")).isEqualTo("shop");
    assertThat(applied.text("source_app_id")).isEqualTo("shop-dr");
    assertThat(refreshed(replicate("shop-dr", "shop", FOLLOW)).action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void fixedBecomesFollowAndBackWithoutTouchingTheFlow() {
    form(replicate("shop", "shop-dr", ""));

    Outcome follow = stage.replication.apply(PAIR).orFail();
    Outcome fixed = stage.replication.apply(replicate("shop", "shop-dr", "")).orFail();

    assertThat(calls(follow))
        .containsExactly(
            "PUT /replications/" + FailoverStage.REPLICATION + "/direction {follow: true}");
    assertThat(follow.text("status")).isEqualTo("replicating");
    assertThat(calls(fixed))
        .containsExactly(
            "PUT /replications/" + FailoverStage.REPLICATION + "/direction {follow: false}");
    assertThat(stage.liveReplication().direction()).isEqualTo(Replication.Direction.FIXED);
    assertThat(refreshed(replicate("shop", "shop-dr", "")).action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void toFixTheOtherDirectionIsRefusedAndToFixTheOneThatFlowsIsNot() {
    form(PAIR);
    stage.group.apply(pair("secondary", "")).orFail();
    refreshed(PAIR);

    Outcome other = stage.replication.plan(replicate("shop", "shop-dr", ""));
    Outcome same = stage.replication.apply(replicate("shop-dr", "shop", "")).orFail();

    assertThat(text(other)).contains("source_app_id = \"shop-dr\"");
    assertThat(other.failed()).isTrue();
    assertThat(calls(same)).hasSize(1);
    assertThat(stage.liveReplication().sourceAppId()).isEqualTo("shop-dr");
  }

  @Test
  void sideThatSomebodyOpenedMeanwhileIsNotOverwrittenByTheSwitch() {
    form(PAIR);
    openTheOldSideAsSoonAsTrafficMoved();

    Outcome applied = stage.group.apply(pair("secondary", "")).orFail();

    assertThat(applied.text("active")).isEqualTo("secondary");
    assertThat(text(applied)).contains("is not closed any more as the switch left it");
    Outcome plan = refreshed(PAIR);
    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(plan.get("flows_from").isNull()).isTrue();
    assertThat(text(plan)).contains("Nothing flows between", "overwrite_replica = true");
  }

  private void openTheOldSideAsSoonAsTrafficMoved() {
    stage.meanwhile(() -> {
      boolean moved =
          stage.world.read(view -> view.group("shop").orElseThrow().active())
              == GroupFact.Place.SECONDARY;
      boolean closed =
          stage.world.read(view -> view.database("shop", "postgresql").orElseThrow().readOnly());
      if (moved && closed) {
        stage.dashboard("open", draft -> Databases.writable(draft, "shop", "postgresql"));
      }
    });
  }

  @Test
  void whatTheSwitchDidNotComeToIsProposedByThePlanOfTheReplicationOnly() {
    form(PAIR);
    stage.switchOutside(GroupFact.Place.SECONDARY);

    Outcome plan = refreshed(PAIR).orFail();

    assertThat(plan.action()).isEqualTo(Action.UPDATE);
    assertThat(calls(plan)).hasSize(1);
    Outcome applied = stage.replication.apply(plan).orFail();
    assertThat(applied.text("flows_from")).isEqualTo("shop-dr");
    assertThat(applied.text("status")).isEqualTo("replicating");
    assertThat(refreshed(PAIR).action()).isEqualTo(Action.NO_OP);
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void afterAnEmergencyNothingFlowsUntilTheOtherSideIsBackAndTheLossIsConsentedTo() {
    form(PAIR);
    stage.fail("eu-west");
    stage.group.apply(emergency("secondary")).orFail();

    Outcome dead = refreshed(PAIR);
    assertThat(dead.action()).isEqualTo(Action.NO_OP);
    assertThat(dead.text("status")).isEqualTo("detached");
    assertThat(text(dead)).contains("does not answer");

    stage.heal("eu-west");
    Outcome back = refreshed(PAIR);
    assertThat(back.action()).isEqualTo(Action.NO_OP);
    assertThat(text(back)).contains("holds", "writes", "overwrite_replica = true");

    Outcome consented =
        stage.replication.apply(
            replicate("shop", "shop-dr", FOLLOW + ", 'overwrite_replica': true"));
    assertThat(text(consented)).contains("is overwritten");
    assertThat(consented.orFail().text("flows_from")).isEqualTo("shop-dr");
    assertThat(stage.group.apply(pair("primary", "")).orFail().text("active")).isEqualTo("primary");
  }

  @Test
  void consentThatWasGivenEarlierDoesNotCountForALaterLoss() {
    String standing = replicate("shop", "shop-dr", FOLLOW + ", 'overwrite_replica': true");
    form(standing);
    stage.fail("eu-west");
    stage.group.apply(emergency("secondary")).orFail();
    stage.heal("eu-west");

    Outcome plan = refreshed(standing);

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(text(plan)).contains("left standing");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void interruptAfterTrafficMovedIsSuccess(int pause) {
    form(PAIR);
    int[] pauses = {0};
    stage.meanwhile(() -> {
      if (stage.world.read(view -> view.group("shop").orElseThrow().active())
              == GroupFact.Place.SECONDARY
          && ++pauses[0] == pause) {
        stage.group.requestStop();
      }
    });

    Outcome applied = stage.group.apply(pair("secondary", "")).orFail();

    assertThat(applied.text("active")).isEqualTo("secondary");
    assertThat(applied.text("applied_active")).isEqualTo("secondary");
    stage.meanwhile(() -> {});
    stage.group.clearStop();
    refreshed(PAIR).orFail();
    Outcome next = stage.replication.apply(PAIR).orFail();
    assertThat(next.text("flows_from")).isEqualTo("shop-dr");
    assertThat(refreshed(PAIR).action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void switchThatIsPlannedWithTheNewDirectionIsMadeAsPlannedAndProtectedByTheNextPlan() {
    form(replicate("shop", "shop-dr", ""));
    Outcome planned = stage.group.plan(pair("secondary", "")).orFail();
    stage.replication.apply(PAIR).orFail();

    Outcome applied = stage.group.apply(planned).orFail();

    assertThat(lines(applied)).isEqualTo(lines(planned));
    assertThat(stage.replication.apply(PAIR).orFail().text("flows_from")).isEqualTo("shop-dr");
  }

  @Test
  void switchThatIsPlannedBeforeTheDirectionIsFixedLeavesTheOldSideAlone() {
    form(PAIR);
    Outcome planned = stage.group.plan(pair("secondary", "")).orFail();
    stage.replication.apply(replicate("shop", "shop-dr", "")).orFail();

    Outcome applied = stage.group.apply(planned).orFail();

    assertThat(text(applied)).contains("has a fixed direction by now");
    assertThat(stage.liveReplication().direction()).isEqualTo(Replication.Direction.FIXED);
    assertThat(refreshed(replicate("shop", "shop-dr", "")).action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void directionOfAPairInWhichNothingMayFlowIsNotedAllTheSame() {
    form(replicate("shop", "shop-dr", ""));
    stage.dashboard(
        "promote",
        draft -> Databases.promote(draft, "shop-dr", "postgresql", Databases.Promotion.UNGUARDED));
    refreshed(replicate("shop", "shop-dr", ""));

    Outcome applied = stage.replication.apply(PAIR).orFail();

    assertThat(calls(applied)).hasSize(1);
    assertThat(text(applied)).contains("Nothing flows between");
    assertThat(refreshed(PAIR).action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void importedReplicationFollowsAsThePlatformShows() {
    form(PAIR);
    stage.group.apply(pair("secondary", "")).orFail();
    stage.replication.clear();

    stage.replication.importState("shop-dr:shop:postgresql").orFail();

    assertThat(refreshed(PAIR).action()).isEqualTo(Action.NO_OP);
    assertThat(refreshed(PAIR).text("direction")).isEqualTo("follow");
  }

  @Test
  void renamedSidesFollowUnderTheirOldNames() {
    form(PAIR);
    stage.dashboard("rename", draft -> Renaming.rename(draft, "shop-dr", "shop-new"));
    refreshed(PAIR);

    Outcome applied = stage.group.apply(pair("secondary", "")).orFail();

    assertThat(text(applied)).doesNotContain("not possible");
    Outcome plan = refreshed(PAIR).orFail();
    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(plan.text("flows_from")).isEqualTo("shop-dr");
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void switchBackIsRefusedWhileNothingFlowsAndSaysWhoProtectsAgain() {
    form(PAIR);
    openTheOldSideAsSoonAsTrafficMoved();
    stage.group.apply(pair("secondary", "")).orFail();
    stage.meanwhile(() -> {});

    Outcome back = stage.group.plan(pair("primary", ""));

    assertThat(back.failed()).isTrue();
    assertThat(text(back)).contains("the plan of the paas_db_replication");
  }

  @Test
  void stateFromBeforeThereWasADirectionIsFixed() {
    form(replicate("shop", "shop-dr", ""));

    assertThat(refreshed(replicate("shop", "shop-dr", ", 'direction': 'fixed'")).action())
        .isEqualTo(Action.NO_OP);
    assertThat(stage.replication.state().get("direction")).isEqualTo(Value.string("fixed"));
  }
}
