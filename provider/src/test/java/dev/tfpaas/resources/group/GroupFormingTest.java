package dev.tfpaas.resources.group;

import static dev.tfpaas.resources.FailoverStage.lines;
import static dev.tfpaas.resources.FailoverStage.pair;
import static dev.tfpaas.resources.FailoverStage.replicate;
import static dev.tfpaas.resources.FailoverStage.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.resources.FailoverStage;
import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.Databases;
import dev.tfpaas.world.Groups;
import dev.tfpaas.world.Replicating;
import dev.tfpaas.world.fact.GroupFact;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Forming a group never switches: it leads to the side that serves.
class GroupFormingTest {
  @TempDir Path directory;
  private FailoverStage stage;

  @BeforeEach
  void replicated() {
    stage = new FailoverStage(directory);
    stage.replication.apply(replicate("shop", "shop-dr", "")).orFail();
    stage.clock.move(Duration.ofSeconds(5));
  }

  /// The copy serves, the original is closed, and there is no group any more.
  private void failedOverAndDissolved() {
    stage.group.apply(pair("primary", "")).orFail();
    stage.clock.move(Duration.ofSeconds(5));
    stage.group.apply(pair("secondary", "")).orFail();
    stage.clock.move(Duration.ofSeconds(5));
    stage.dashboard("dissolve", draft -> Groups.dissolve(draft, "shop"));
    stage.group.refresh();
  }

  private void close(String app) {
    stage.dashboard("close " + app, draft -> AppOperations.maintenance(draft, app, true));
    stage.clock.move(Duration.ofSeconds(5));
  }

  @Test
  void namingTheSideThatDoesNotServeIsRefusedWithTheTwoSteps() {
    Outcome plan = stage.group.plan(pair("secondary", ""));

    assertThat(plan.errors())
        .singleElement()
        .satisfies(error -> {
          assertThat(error.path().toString()).isEqualTo("active");
          assertThat(error.summary()).contains("shop");
          assertThat(error.detail())
              .contains("shop-dr does not serve")
              .contains("shop serves now (primary)")
              .contains("`active = \"primary\"`");
        });
  }

  @Test
  void theTwoStepsLeadThere() {
    stage.group.apply(pair("primary", "")).orFail();
    stage.clock.move(Duration.ofSeconds(5));

    stage.group.apply(pair("secondary", "")).orFail();

    assertThat(stage.liveGroup().active().word()).isEqualTo("secondary");
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void anAppThatDoesNotExistYetDoesNotServe() {
    Outcome plan = stage.group.plan(stage.group.config(pair("secondary", ""), "secondary_app_id"));

    assertThat(text(plan)).contains("does not exist yet").contains("shop serves now");
  }

  @Test
  void leftOutItFollowsTheSideThatServes() {
    failedOverAndDissolved();

    Outcome plan = stage.group.plan(pair("", "")).orFail();
    stage.group.apply(plan).orFail();

    assertThat(plan.text("active")).isEqualTo("secondary");
    assertThat(plan.text("active_app_id")).isEqualTo("shop-dr");
    assertThat(stage.liveGroup().active().word()).isEqualTo("secondary");
  }

  @Test
  void recreatedOnTheSideThatWasLeftIsRefused() {
    failedOverAndDissolved();

    Outcome plan = stage.group.plan(pair("primary", ""));

    assertThat(text(plan)).contains("shop-dr serves now (secondary)");
  }

  @Test
  void whenBothServeTheWordDecidesAndNothingIsClosed() {
    stage.dashboard("turn off", draft -> Replicating.turnOff(draft, FailoverStage.REPLICATION));
    stage.clock.move(Duration.ofSeconds(5));
    stage.dashboard(
        "promote",
        draft -> Databases.promote(draft, "shop-dr", "postgresql", Databases.Promotion.UNGUARDED));
    stage.dashboard("open", draft -> AppOperations.maintenance(draft, "shop-dr", false));
    stage.clock.move(Duration.ofSeconds(5));

    Outcome plan =
        stage
            .group
            .plan(pair("secondary", "").replace("'" + FailoverStage.REPLICATION + "'", ""))
            .orFail();

    assertThat(lines(plan)).singleElement().asString().contains("active: secondary");
  }

  @Test
  void whenNobodyServesTheGroupIsFormedWithAWarning() {
    close("shop");

    Outcome plan = stage.group.plan(pair("primary", "")).orFail();
    stage.group.apply(plan).orFail();

    assertThat(plan.warnings())
        .anySatisfy(it -> {
          assertThat(it.summary()).isEqualTo("Nobody serves");
          assertThat(it.detail()).contains("shop does not serve: it is in maintenance");
        });
  }

  @Test
  void itIsAskedAgainBeforeTheFirstCall() {
    failedOverAndDissolved();
    Outcome plan = stage.group.plan(pair("secondary", "")).orFail();
    close("shop-dr");
    stage.dashboard("open", draft -> AppOperations.maintenance(draft, "shop", false));
    stage.dashboard("write", draft -> Databases.writable(draft, "shop", "postgresql"));
    stage.clock.move(Duration.ofSeconds(5));
    int before = stage.callCount();

    Outcome applied = stage.group.apply(plan);

    assertThat(text(applied)).contains("shop serves now");
    assertThat(stage.callsSince(before)).isEmpty();
  }

  @Test
  void replacedAfterASwitchOutsideItIsFormedOnTheSideThatServes() {
    stage.group.apply(pair("", ", 'deletion_protection': false")).orFail();
    stage.clock.move(Duration.ofSeconds(5));
    stage.switchOutside(GroupFact.Place.SECONDARY);
    stage.dashboard("open", draft -> AppOperations.maintenance(draft, "shop-dr", false));
    stage.clock.move(Duration.ofSeconds(5));
    stage.group.refresh();

    Outcome plan = stage.group.planReplacement(pair("", ", 'deletion_protection': false"));

    assertThat(plan.text("active")).isEqualTo("secondary");
  }

  @Test
  void anActiveSideThatAPersonClosedIsSaidInEveryPlan() {
    stage.group.apply(pair("primary", "")).orFail();
    stage.clock.move(Duration.ofSeconds(5));
    close("shop");

    Outcome plan = stage.group.plan(pair("primary", "")).orFail();

    assertThat(text(plan))
        .contains("Nobody serves: shop is active and does not")
        .contains("it is in maintenance")
        .contains("`active = \"secondary\"`");
  }

  @Test
  void anActiveSideWhoseDatabaseIsClosedIsSaidInEveryPlan() {
    stage.group.apply(pair("primary", "")).orFail();
    stage.clock.move(Duration.ofSeconds(5));
    stage.dashboard("fence", draft -> Databases.readOnly(draft, "shop", "postgresql", true));
    stage.clock.move(Duration.ofSeconds(5));

    assertThat(text(stage.group.plan(pair("primary", "")).orFail()))
        .contains("its postgresql cannot be written to");
  }

  @Test
  void aReplicationIsNotEndedToBeMadeAnewAgainstTheSideThatServes() {
    stage.group.apply(pair("", "")).orFail();
    stage.clock.move(Duration.ofSeconds(5));
    stage.switchOutside(GroupFact.Place.SECONDARY);
    stage.clock.move(Duration.ofSeconds(5));
    int before = stage.callCount();

    Outcome plan = stage.replication.planReplacement(replicate("shop", "shop-dr", ""));

    assertThat(plan.failed()).as(text(plan)).isTrue();
    assertThat(stage.callsSince(before)).isEmpty();
  }

  @Test
  void aTaintedReplicationIsNotEndedToBeRefusedThen() {
    stage.group.apply(pair("", "")).orFail();
    stage.clock.move(Duration.ofSeconds(5));
    stage.switchOutside(GroupFact.Place.SECONDARY);
    stage.clock.move(Duration.ofSeconds(5));
    stage.replication.taint();
    int before = stage.callCount();

    Outcome plan = stage.replication.plan(replicate("shop", "shop-dr", ""));

    assertThat(plan.failed()).as(text(plan)).isTrue();
    assertThat(text(plan)).contains("terraform untaint");
    assertThat(stage.callsSince(before)).isEmpty();
  }

  @Test
  void aTaintedGroupIsProtectedLikeAnyOther() {
    stage.group.apply(pair("primary", "")).orFail();
    stage.group.taint();

    Outcome plan = stage.group.plan(pair("primary", ""));

    assertThat(text(plan)).contains("The failover group is protected", "terraform untaint");
  }

  @Test
  void aReplicationThatFollowsCanBeMadeAnew() {
    stage.replication.planReplacement(replicate("shop", "shop-dr", "")).orFail();
  }

  @Test
  void aTaintedReplicationThatFollowsIsMadeAnew() {
    stage.replication.taint();

    stage.replication.apply(replicate("shop", "shop-dr", "")).orFail();

    assertThat(stage.replication.plan(replicate("shop", "shop-dr", "")).orFail().action())
        .isEqualTo(Outcome.Action.NO_OP);
  }
}
