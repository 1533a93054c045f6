package dev.tfpaas.resources.group;

import static dev.tfpaas.resources.FailoverStage.calls;
import static dev.tfpaas.resources.FailoverStage.lines;
import static dev.tfpaas.resources.FailoverStage.pair;
import static dev.tfpaas.resources.FailoverStage.replicate;
import static dev.tfpaas.resources.FailoverStage.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.Outcome.Action;
import dev.tfpaas.framework.resource.PrivateState;
import dev.tfpaas.resources.FailoverStage;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Creating a group, changing who and what is in it, importing it, and inputs that are not known
/// yet.
class GroupMembershipTest {
  private static final String ALONE = "{'name': 'shop', 'primary_app_id': 'shop'}";

  @TempDir Path directory;
  private FailoverStage stage;

  @BeforeEach
  void open() {
    stage = new FailoverStage(directory);
  }

  @Test
  void linesOfThePlanAreExactlyTheCallsOfTheCreation() {
    stage.replication.apply(replicate("shop", "shop-dr", "")).orFail();
    Outcome plan = stage.group.plan(pair("primary", "")).orFail();
    int before = stage.callCount();

    Outcome applied = stage.group.apply(plan).orFail();

    assertThat(calls(plan)).isNotEmpty().isEqualTo(stage.callsSince(before));
    assertThat(applied.text("address")).isNotEmpty();
    assertThat(applied.get("ttl_seconds").asLong()).isEqualTo(30);
    assertThat(applied.text("active_app_id")).isEqualTo("shop");
    assertThat(applied.text("standby_app_id")).isEqualTo("shop-dr");
    assertThat(applied.text("applied_active")).isEqualTo("primary");
    assertThat(applied.get("last_switch").isNull()).isTrue();
  }

  @Test
  void groupWithoutANameTakesThePlatformsAndKeepsIt() {
    String config = "{'primary_app_id': 'shop'}";
    stage.group.apply(config).orFail();

    Outcome plan = stage.group.plan(config).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(plan.text("name")).isEqualTo("shop");
  }

  @Test
  void secondAppIsAddedInPlace() {
    stage.group.apply(ALONE).orFail();
    Outcome plan =
        stage.group.plan(pair("primary", "").replace("'" + FailoverStage.REPLICATION + "'", ""));
    int before = stage.callCount();

    Outcome applied = stage.group.apply(plan).orFail();

    assertThat(applied.action()).isEqualTo(Action.UPDATE);
    assertThat(applied.text("standby_app_id")).isEqualTo("shop-dr");
    assertThat(calls(plan)).hasSize(1).isEqualTo(stage.callsSince(before));
  }

  @Test
  void membersAndSideChangedTogetherChangeMembersFirst() {
    stage.group.apply(ALONE).orFail();
    stage.replication.apply(replicate("shop", "shop-dr", "")).orFail();
    stage.clock.move(Duration.ofSeconds(5));
    Outcome plan = stage.group.plan(pair("secondary", "")).orFail();
    int before = stage.callCount();

    Outcome applied = stage.group.apply(plan).orFail();

    assertThat(lines(plan).getFirst()).contains("PATCH /failover-groups/shop");
    assertThat(calls(plan)).isEqualTo(stage.callsSince(before));
    assertThat(applied.text("active_app_id")).isEqualTo("shop-dr");
    assertThat(applied.get("last_switch").get("lost_writes").asLong()).isZero();
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void domainsAreChangedInPlaceAndLeftAloneWhenNotSpokenOf() {
    stage.formed();
    stage.group.apply(pair("primary", ", 'domains': ['shop.example.com']")).orFail();
    assertThat(stage.liveGroup().domains()).containsExactly("shop.example.com");

    Outcome released = stage.group.apply(pair("primary", "")).orFail();

    assertThat(lines(released)).isEmpty();
    assertThat(stage.liveGroup().domains()).containsExactly("shop.example.com");
    assertThat(stage.group.plan(pair("primary", "")).action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void importedGroupKnowsItsReplicationsAndDomains() {
    stage.formed();
    stage.group.apply(pair("primary", ", 'domains': ['shop.example.com']")).orFail();
    stage.group.restore(Value.nullOf(stage.group.state().type()), PrivateState.NONE);

    stage.group.importState("shop").orFail();

    Outcome plan = stage.group.plan(pair("primary", ", 'domains': ['shop.example.com']")).orFail();
    assertThat(plan.action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void importedGroupWithGuardsGivesAnEmptyPlanAndAsksThem() {
    String guarded = ", 'guards': {'max_lag': '1ms'}";
    stage.formed();
    stage.group.restore(Value.nullOf(stage.group.state().type()), PrivateState.NONE);
    stage.group.importState("shop").orFail();

    Outcome plan = stage.group.plan(pair("primary", guarded)).orFail();
    Outcome refused = stage.group.plan(pair("secondary", guarded + ", 'switch_trigger': 'now'"));
    stage.group.apply(pair("primary", guarded + ", 'maintenance': false")).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(text(refused)).contains("guards.max_lag");
    assertThat(stage.group.state().get("guards").get("max_lag").asString()).isEqualTo("1ms");
  }

  @Test
  void guardsAreTakenOutInPlace() {
    stage.formed();
    stage.group.apply(pair("primary", ", 'guards': {'max_lag': '10s'}")).orFail();

    Outcome applied = stage.group.apply(pair("primary", "")).orFail();

    assertThat(applied.get("guards").isNull()).isTrue();
    assertThat(stage.group.plan(pair("primary", "")).action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void importOfWhatDoesNotExistSaysSo() {
    assertThat(text(stage.group.importState("nothing"))).contains("Cannot import failover group");
  }

  @Test
  void unknownSecondAppLeavesTheRunbookOpen() {
    Outcome plan =
        stage.group.plan(stage.group.config(pair("primary", ""), "secondary_app_id")).orFail();

    assertThat(plan.get("runbook").isUnknown()).isTrue();
    assertThat(plan.text("active")).isEqualTo("primary");
    stage.replication.apply(replicate("shop", "shop-dr", "")).orFail();
    assertThat(
            stage
                .group
                .apply(plan, stage.group.config(pair("primary", "")))
                .orFail()
                .text("standby_app_id"))
        .isEqualTo("shop-dr");
  }

  @Test
  void unknownReplicationsLeaveTheRunbookOfASwitchOpen() {
    stage.formed();

    Outcome plan =
        stage.group.plan(stage.group.config(pair("secondary", ""), "replication_ids")).orFail();
    Outcome applied = stage.group.apply(plan, stage.group.config(pair("secondary", ""))).orFail();

    assertThat(plan.get("runbook").isUnknown()).isTrue();
    assertThat(applied.text("active")).isEqualTo("secondary");
    assertThat(lines(applied)).hasSizeGreaterThan(4);
  }

  @Test
  void planWithoutAPlatformLeavesEverythingOpen() {
    LifecycleDriver<PaasClient> driver =
        LifecycleDriver.of(new Life<>(new GroupKind()), stage.incompleteClient());

    Outcome plan = driver.plan(pair("primary", "")).orFail();
    Outcome applied = driver.apply(pair("primary", ""));

    assertThat(plan.get("runbook")).isEqualTo(Value.unknown(Type.list(Type.STRING)));
    assertThat(text(applied)).contains("cloud66.access_token");
  }

  @Test
  void groupThatIsGoneIsCreatedAgain() {
    stage.formed();
    stage.dashboard("dissolve", draft -> dev.tfpaas.world.Groups.dissolve(draft, "shop"));

    assertThat(stage.group.plan(pair("primary", "")).action()).isEqualTo(Action.CREATE);
  }

  @Test
  void updateWithoutFactsLooksAtThePlatform() {
    stage.formed();
    stage.group.restore(stage.group.state(), PrivateState.NONE);

    Outcome plan =
        stage.group.planWithoutRefresh(stage.group.config(pair("secondary", ""))).orFail();

    assertThat(lines(plan)).hasSizeGreaterThan(4);
  }

  @Test
  void renamingSaysWhoseCnamesAreConcernedAndLearnsTheNewAddress() {
    stage.formed();
    stage.group.apply(pair("primary", ", 'domains': ['shop.example.com']")).orFail();
    String renamed =
        pair("primary", ", 'domains': ['shop.example.com']")
            .replace("'name': 'shop'", "'name': 'shop-two'");

    Outcome plan = stage.group.plan(renamed).orFail();
    Outcome applied = stage.group.apply(plan).orFail();

    assertThat(text(plan))
        .contains("Renaming the group may change its address", "shop.example.com");
    assertThat(plan.get("address").isUnknown()).isTrue();
    assertThat(applied.text("name")).isEqualTo("shop-two");
    assertThat(applied.text("address")).isEqualTo(stage.liveGroup().address());
    assertThat(stage.group.plan(renamed).orFail().action()).isEqualTo(Action.NO_OP);
  }
}
