package dev.tfpaas.resources.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.resources.LocalRig;
import dev.tfpaas.resources.clone.CloneKind;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.Databases;
import dev.tfpaas.world.Replicating;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A switch of two apps with two databases each, of which the group names only one.
class GroupLeftDataTest {
  private static final String PAIR =
      "{'name': 'shop', 'primary_app_id': 'shop', 'secondary_app_id': 'standby', 'active': '%s',"
          + " 'replication_ids': [%s]%s}";
  private static final String ONE = "'shop:standby:postgresql'";
  private static final String BOTH = ONE + ", 'shop:standby:redis'";

  @TempDir private Path directory;
  private LocalRig rig;
  private LifecycleDriver<PaasClient> group;

  @BeforeEach
  void pair() {
    rig = new LocalRig(directory.resolve("paas"));
    rig.driver(new Life<>(new CloneKind()))
        .apply(
            "{'source_app_id': 'shop', 'name': 'standby', 'region': 'eu-central',"
                + " 'databases': ['postgresql', 'redis']}")
        .orFail();
    replicate("postgresql");
    replicate("redis");
    group = rig.driver(new Life<>(new GroupKind()));
    group.apply(PAIR.formatted("primary", ONE, "")).orFail();
    rig.clock.move(Duration.ofSeconds(5));
    group.refresh();
  }

  private void replicate(String engine) {
    Replications replications = rig.platform.replications().get().orElseThrow();
    rig.outside(
        replications.create(
            new ReplicationSpec("shop", "standby", engine, false, Optional.empty())));
    rig.clock.move(Duration.ofSeconds(5));
  }

  @Test
  void aSwitchThatLeavesADatabaseBehindIsRefused() {
    Outcome plan = group.plan(PAIR.formatted("secondary", ONE, ""));

    assertThat(plan.errors())
        .anySatisfy(error -> {
          assertThat(error.path().toString()).isEqualTo("replication_ids");
          assertThat(error.detail()).contains("redis").contains("accept_data_loss");
        });
  }

  /// Somebody ended the replication of redis and made the copy writable.
  private void promoteRedis() {
    rig.outside("turn off", draft -> Replicating.turnOff(draft, "shop:standby:redis"));
    rig.clock.move(Duration.ofSeconds(5));
    rig.outside(
        "promote",
        draft -> Databases.promote(draft, "standby", "redis", Databases.Promotion.UNGUARDED));
    rig.outside("write", draft -> AppOperations.write(draft, "shop", 100));
    rig.clock.move(Duration.ofSeconds(5));
    group.refresh();
  }

  @Test
  void bothPositionsAreNamedAndWhatTheTargetLacks() {
    promoteRedis();

    Outcome plan = group.plan(PAIR.formatted("secondary", ONE, ""));

    assertThat(plan.errors())
        .singleElement()
        .satisfies(error ->
            assertThat(error.detail())
                .containsPattern(
                    "shop holds \\d+ writes, standby holds \\d+ writes: standby lacks \\d+ of"
                        + " them"));
  }

  @Test
  void itIsAWarningInWritesWhenTheLossIsAccepted() {
    promoteRedis();

    Outcome plan =
        group.plan(PAIR.formatted("secondary", ONE, ", 'accept_data_loss': true")).orFail();
    group.apply(plan).orFail();

    assertThat(plan.warnings())
        .anySatisfy(it -> assertThat(it.detail()).contains("redis").contains("standby lacks"));
  }

  /// Somebody promoted the replica by hand, and the source was written to since.
  private void promoteHandedOver() {
    rig.outside("turn off", draft -> Replicating.turnOff(draft, "shop:standby:redis"));
    rig.clock.move(Duration.ofSeconds(5));
    rig.outside(
        "promote",
        draft -> Databases.promote(draft, "standby", "redis", Databases.Promotion.UNGUARDED));
    rig.outside("write", draft -> AppOperations.write(draft, "shop", 100));
    rig.clock.move(Duration.ofSeconds(5));
    group.apply(PAIR.formatted("primary", BOTH, "")).orFail();
  }

  @Test
  void aReplicationThatWasPromotedAsksForConsentAndNamesBothPositions() {
    promoteHandedOver();

    Outcome refused = group.plan(PAIR.formatted("secondary", BOTH, ""));
    Outcome accepted =
        group.plan(PAIR.formatted("secondary", BOTH, ", 'accept_data_loss': true")).orFail();
    group.apply(accepted).orFail();

    assertThat(refused.errors())
        .singleElement()
        .satisfies(error ->
            assertThat(error.detail())
                .containsPattern("shop holds \\d+ writes, standby holds \\d+ writes")
                .contains("-replace=", "`accept_data_loss = true`"));
    assertThat(accepted.warnings())
        .anySatisfy(it -> assertThat(it.detail()).containsPattern("standby lacks \\d+ of them"));
    assertThat(rig.app("standby").maintenance()).isFalse();
    assertThat(rig.app("shop").maintenance()).isTrue();
  }

  @Test
  void aReplicationThatWasEndedIsNeverPromotedByAPlannedSwitch() {
    rig.outside("turn off", draft -> Replicating.turnOff(draft, "shop:standby:redis"));
    rig.outside("write", draft -> AppOperations.write(draft, "shop", 100));
    rig.clock.move(Duration.ofSeconds(5));
    group.apply(PAIR.formatted("primary", BOTH, "")).orFail();

    Outcome plan = group.plan(PAIR.formatted("secondary", BOTH, ", 'accept_data_loss': true"));

    assertThat(plan.errors())
        .singleElement()
        .satisfies(error ->
            assertThat(error.detail())
                .contains("-replace=", "`switch_mode = \"emergency\"`")
                .doesNotContain("Swap them"));
  }

  @Test
  void aTargetThatWouldStayClosedIsRefusedAlsoWhenTheLossIsAccepted() {
    Outcome plan = group.plan(PAIR.formatted("secondary", ONE, ", 'accept_data_loss': true"));

    assertThat(plan.errors())
        .singleElement()
        .satisfies(
            error -> assertThat(error.detail()).contains("standby accepts no writes", "redis"));
    assertThat(rig.app("shop").maintenance()).isFalse();
  }

  @Test
  void namingNoReplicationAtAllIsRefusedByEveryName() {
    group.apply(PAIR.formatted("primary", "", "")).orFail();

    Outcome plan = group.plan(PAIR.formatted("secondary", "", ""));

    assertThat(plan.errors())
        .extracting(Diagnostic::summary)
        .containsExactlyInAnyOrder(
            "Cannot switch: data of postgresql", "Cannot switch: data of redis");
  }

  @Test
  void aSecondAppThatJoinsInTheSameChangeIsAskedToo() {
    group.apply("{'name': 'shop', 'primary_app_id': 'shop'}").orFail();
    rig.clock.move(Duration.ofSeconds(5));

    Outcome plan = group.plan(PAIR.formatted("secondary", ONE, ""));

    assertThat(plan.errors())
        .extracting(Diagnostic::summary)
        .containsExactly("Cannot switch: data of redis");
  }

  @Test
  void aSwitchThatHandsOverEverythingPasses() {
    Outcome plan = group.plan(PAIR.formatted("secondary", BOTH, "")).orFail();

    assertThat(plan.warnings()).noneSatisfy(it -> assertThat(it.detail()).contains("redis"));
  }
}
