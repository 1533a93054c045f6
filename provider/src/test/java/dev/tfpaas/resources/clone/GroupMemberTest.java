package dev.tfpaas.resources.clone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.cty.Type;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.resources.FailoverStage;
import dev.tfpaas.resources.group.GroupKind;
import dev.tfpaas.resources.life.Incarnated;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.resources.life.PlannedGroups;
import dev.tfpaas.resources.replication.ReplicationKind;
import dev.tfpaas.world.Groups;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The copy that stands by in a group: destroyed with it, and not without it.
class GroupMemberTest {
  private static final String UNPROTECTED = ", 'deletion_protection': false";
  private static final String COPY =
      "{'source_app_id': 'shop', 'name': '%s', 'region': 'eu-central',"
          + " 'databases': ['postgresql'], 'deletion_protection': false}";

  @TempDir Path directory;
  private FailoverStage stage;
  private PaasClient client;
  private LifecycleDriver<PaasClient> copy;
  private LifecycleDriver<PaasClient> group;

  /// The replication as the process of copy and group sees it.
  private LifecycleDriver<PaasClient> replication() {
    LifecycleDriver<PaasClient> seen =
        LifecycleDriver.of(new Incarnated(new Life<>(new ReplicationKind())), client);
    seen.restore(stage.replication.state(), stage.replication.privateState());
    return seen;
  }

  /// Copy and group of one process, as Terraform runs them.
  @BeforeEach
  void pair() {
    stage = new FailoverStage(directory);
    stage.replication.apply(FailoverStage.replicate("shop", "shop-dr", "")).orFail();
    client = stage.client();
    copy = LifecycleDriver.of(new Incarnated(new Life<>(new CloneKind())), client);
    group = LifecycleDriver.of(new Incarnated(new Life<>(new GroupKind())), client);
    copy.apply(COPY.formatted("shop-dr")).orFail();
    group.apply(FailoverStage.pair("primary", UNPROTECTED)).orFail();
    restart();
  }

  /// Every walk of Terraform has a process of its own.
  private void restart() {
    client = stage.client();
    LifecycleDriver<PaasClient> nextCopy =
        LifecycleDriver.of(new Incarnated(new Life<>(new CloneKind())), client);
    nextCopy.restore(copy.state(), copy.privateState());
    LifecycleDriver<PaasClient> nextGroup =
        LifecycleDriver.of(new Incarnated(new Life<>(new GroupKind())), client);
    nextGroup.restore(group.state(), group.privateState());
    copy = nextCopy;
    group = nextGroup;
  }

  @Test
  void renamingItIsRefusedWithTheWayOut() {
    Outcome plan = copy.plan(COPY.formatted("shop-other"));

    assertThat(FailoverStage.text(plan))
        .contains("App shop-dr stands by in failover group shop")
        .contains("secondary_app_id = null")
        .contains("[refused: member]");
  }

  @Test
  void replacingItOnRequestIsRefused() {
    Outcome plan = copy.planReplacement(COPY.formatted("shop-dr"));

    assertThat(FailoverStage.text(plan)).contains("stands by in failover group shop");
  }

  @Test
  void aTaintedOneIsKeptLikeAnyOther() {
    copy.taint();

    Outcome plan = copy.plan(COPY.formatted("shop-dr"));

    assertThat(FailoverStage.text(plan))
        .contains("stands by in failover group shop", "terraform untaint");
  }

  @Test
  void aTaintedOneIsKeptAlsoWhenItIsToBeCalledOtherwise() {
    copy.refresh();
    copy.taint();

    Outcome plan = copy.plan(COPY.formatted("shop-other"));

    assertThat(FailoverStage.text(plan))
        .contains("stands by in failover group shop", "terraform untaint");
  }

  @Test
  void aTaintedOneIsKeptAlsoWhenItIsToBeCalledOtherwiseWithoutARefresh() {
    copy.taint();

    Outcome plan = copy.planWithoutRefresh(copy.config(COPY.formatted("shop-other")));

    assertThat(FailoverStage.text(plan)).contains("stands by in failover group shop");
  }

  @Test
  void aTaintedOneThatIsProtectedIsKeptAlsoWhenItIsToBeCalledOtherwise() {
    stage.dashboard("dissolve", draft -> Groups.dissolve(draft, "shop"));
    String kept = COPY.replace("'deletion_protection': false", "'deletion_protection': true");
    copy.apply(kept.formatted("shop-dr")).orFail();
    restart();
    copy.taint();

    Outcome plan = copy.plan(kept.formatted("shop-other"));

    assertThat(FailoverStage.text(plan)).contains("App shop-dr is protected", "terraform untaint");
  }

  private static final String ANOTHER = COPY.formatted("shop-other").replace("'shop'", "'blog'");

  private Outcome replicationOfAnother(LifecycleDriver<PaasClient> replication) {
    return replication.plan(
        replication
            .config(FailoverStage.replicate("shop", "shop-dr", ""))
            .with("replica_app_id", Value.unknown(Type.STRING)));
  }

  /// Nothing but the app under the replication tells what the creation of an unlike one means.
  @Test
  void itsReplicationIsKeptWhenATaintedOneIsToBeAnotherOneOfAnotherSource() {
    LifecycleDriver<PaasClient> replication = replication();
    copy.refresh();
    copy.taint();
    copy.plan(ANOTHER).orFail();

    Outcome plan = replicationOfAnother(replication);

    assertThat(FailoverStage.text(plan))
        .contains("would end for an app that stays", "it is in failover group shop", "untaint");
  }

  @Test
  void itsReplicationMayGoWithOneThatMayGo() {
    stage.dashboard("dissolve", draft -> Groups.dissolve(draft, "shop"));
    LifecycleDriver<PaasClient> replication = replication();
    copy.refresh();
    copy.taint();
    copy.plan(ANOTHER).orFail();

    assertThat(replicationOfAnother(replication).errors()).isEmpty();
  }

  @Test
  void itsReplicationGetsAnotherAppWhileItStays() {
    LifecycleDriver<PaasClient> replication = replication();
    copy.refresh();
    copy.plan(COPY.formatted("shop-dr")).orFail();

    assertThat(replicationOfAnother(replication).errors()).isEmpty();
  }

  @Test
  void theWayOutLeadsOut() {
    String alone = "{'name': 'shop', 'primary_app_id': 'shop', 'deletion_protection': false}";
    group.apply(alone).orFail();
    restart();
    copy.refresh();

    copy.plan(COPY.formatted("shop-other")).orFail();
  }

  @Test
  void destroyingItWhileItsGroupStaysIsRefused() {
    group.plan(FailoverStage.pair("primary", UNPROTECTED)).orFail();

    assertThat(FailoverStage.text(copy.planDestroy())).contains("[refused: member]");
  }

  @Test
  void destroyingItWithItsGroupIsPlanned() {
    group.planDestroy().orFail();

    copy.planDestroy().orFail();
  }

  @Test
  void aGroupThatTerraformForgotStays() {
    Outcome plan = copy.planDestroy().orFail();

    assertThat(FailoverStage.text(plan))
        .contains("Whether failover group shop goes as well is not known yet", "before you apply");
    assertThat(FailoverStage.text(copy.apply(plan))).contains("[refused: member]");
  }

  @Test
  void aGroupThatWouldHaveComeFirstStays() {
    client = stage.client(PlannedGroups.Order.GROUPS_FIRST);
    LifecycleDriver<PaasClient> alone =
        LifecycleDriver.of(new Incarnated(new Life<>(new CloneKind())), client);
    alone.restore(copy.state(), copy.privateState());

    assertThat(FailoverStage.text(alone.planDestroy()))
        .contains("If Terraform does not know the group", "[refused: member]");
  }

  /// Of many objects at once some wait for a thread while others were shown already.
  @Test
  void aGroupThatWasShownDecidesLate() {
    replication().refresh();
    group.refresh();

    copy.planDestroy().orFail();

    group.planDestroy().orFail();
  }

  /// With `count = 0` Terraform plans the three in the order of the configuration.
  @Test
  void itsGroupMayBePlannedOnlyThen() {
    Outcome plan = copy.planDestroy().orFail();
    Outcome ending = replication().planDestroy().orFail();

    group.planDestroy().orFail();

    group.destroy().orFail();
    replication().applyDestruction(ending).orFail();
    copy.apply(plan).orFail();
  }

  @Test
  void aGroupThatIsPlannedOnlyThenMayStay() {
    copy.planDestroy().orFail();

    assertThat(FailoverStage.text(group.plan(FailoverStage.pair("primary", UNPROTECTED))))
        .contains("App shop-dr stands by in failover group shop", "[refused: member]");
  }

  /// A group that does not refer to the replication goes at the same time.
  @Test
  void theReplicationWaitsForTheGroupThatGoes() {
    copy.planDestroy().orFail();
    Outcome ending = replication().planDestroy().orFail();
    stage.meanwhile(() -> {
      stage.meanwhile(() -> {});
      stage.dashboard("dissolve", draft -> Groups.dissolve(draft, "shop"));
    });

    replication().applyDestruction(ending).orFail();
  }

  @Test
  void anotherCopyOfTheMemberDoesNotWaitForItsGroup() {
    String drill = COPY.formatted("drill").replace("'shop'", "'shop-dr'");
    LifecycleDriver<PaasClient> second =
        LifecycleDriver.of(new Incarnated(new Life<>(new CloneKind())), client);
    second.apply(drill).orFail();
    copy.planDestroy().orFail();

    second.destroy().orFail();
  }

  @Test
  void theReplicationIsNotEndedWhileAGroupIsThereThatWasNeverPlanned() {
    copy.planDestroy().orFail();
    Outcome ending = replication().planDestroy().orFail();

    Outcome kept = replication().applyDestruction(ending);

    assertThat(FailoverStage.text(kept)).contains("group shop is still there", "[refused: member]");
    assertThat(stage.liveReplication().status().word()).isEqualTo("replicating");
  }

  @Test
  void itsGroupMayBePlannedALittleLater() {
    boolean[] planned = {false};
    stage.meanwhile(() -> {
      if (!planned[0]) {
        planned[0] = true;
        group.planDestroy().orFail();
      }
    });

    copy.planDestroy().orFail();

    assertThat(planned[0]).isTrue();
  }

  @Test
  void whatBecameAMemberSinceThePlanIsKept() {
    stage.dashboard("dissolve", draft -> Groups.dissolve(draft, "shop"));
    Outcome plan = copy.planDestroy().orFail();
    stage.driver(new Life<>(new GroupKind())).apply(FailoverStage.pair("primary", "")).orFail();

    assertThat(FailoverStage.text(copy.apply(plan))).contains("[refused: member]");
    assertThat(stage.platform.apps().find("shop-dr")).isPresent();
  }
}
