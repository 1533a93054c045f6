package dev.tfpaas.resources.clone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.resources.FailoverStage;
import dev.tfpaas.resources.group.GroupKind;
import dev.tfpaas.resources.life.Incarnated;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
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
  private LifecycleDriver<PaasClient> copy;
  private LifecycleDriver<PaasClient> group;

  /// Copy and group of one process, as Terraform runs them.
  @BeforeEach
  void pair() {
    stage = new FailoverStage(directory);
    stage.replication.apply(FailoverStage.replicate("shop", "shop-dr", "")).orFail();
    PaasClient client = stage.client();
    copy = LifecycleDriver.of(new Incarnated(new Life<>(new CloneKind())), client);
    group = LifecycleDriver.of(new Incarnated(new Life<>(new GroupKind())), client);
    copy.apply(COPY.formatted("shop-dr")).orFail();
    group.apply(FailoverStage.pair("primary", UNPROTECTED)).orFail();
    restart();
  }

  /// Every walk of Terraform has a process of its own.
  private void restart() {
    PaasClient client = stage.client();
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
    assertThat(FailoverStage.text(copy.planDestroy()))
        .contains("If Terraform does not know the group");
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
