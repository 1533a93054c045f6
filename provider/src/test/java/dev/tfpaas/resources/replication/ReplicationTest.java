package dev.tfpaas.resources.replication;

import static dev.tfpaas.resources.FailoverStage.calls;
import static dev.tfpaas.resources.FailoverStage.lines;
import static dev.tfpaas.resources.FailoverStage.pair;
import static dev.tfpaas.resources.FailoverStage.replicate;
import static dev.tfpaas.resources.FailoverStage.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.Outcome.Action;
import dev.tfpaas.framework.resource.PrivateState;
import dev.tfpaas.resources.FailoverStage;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.world.Replicating;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReplicationTest {
  private static final String BACKUP = ", 'backup': {'frequency': '1h', 'keep': 3}";
  private static final String FORWARD = replicate("shop", "shop-dr", "");
  private static final String BACKWARD = replicate("shop-dr", "shop", "");

  @TempDir Path directory;
  private FailoverStage stage;

  @BeforeEach
  void open() {
    stage = new FailoverStage(directory);
  }

  @Test
  void linesOfThePlanAreExactlyTheCallsOfTheCreation() {
    Outcome plan = stage.replication.plan(replicate("shop", "shop-dr", BACKUP)).orFail();
    int before = stage.callCount();

    Outcome applied = stage.replication.apply(plan).orFail();

    assertThat(plan.text("id")).isEqualTo(FailoverStage.REPLICATION);
    assertThat(calls(plan)).hasSize(2).isEqualTo(stage.callsSince(before));
    assertThat(lines(applied)).isEqualTo(lines(plan));
    assertThat(applied.text("status")).isEqualTo("replicating");
    assertThat(applied.text("source_backup_at")).startsWith("2026-01-01T");
  }

  @Test
  void tenPlansShowNoChange() {
    stage.replication.apply(replicate("shop", "shop-dr", BACKUP)).orFail();

    for (int i = 0; i < 10; i++) {
      stage.clock.move(Duration.ofMinutes(20));
      Outcome plan = stage.replication.plan(replicate("shop", "shop-dr", BACKUP));
      assertThat(plan.action()).isEqualTo(Action.NO_OP);
      assertThat(plan.diagnostics()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"1h, 60m", "1d, 24h", "24h, 1d", "36h, 1.5d"})
  void otherSpellingOfTheSameFrequencyIsNoChange(String one, String other) {
    stage.replication.apply(replicate("shop", "shop-dr", BACKUP.replace("1h", one))).orFail();

    Outcome plan =
        stage.replication.plan(replicate("shop", "shop-dr", BACKUP.replace("1h", other)));

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void backupIsChangedInPlace() {
    stage.replication.apply(replicate("shop", "shop-dr", BACKUP)).orFail();

    Outcome applied =
        stage.replication.apply(replicate("shop", "shop-dr", BACKUP.replace("3", "5"))).orFail();

    assertThat(applied.action()).isEqualTo(Action.UPDATE);
    assertThat(stage.liveReplication().backup().orElseThrow().keep()).isEqualTo(5);
    assertThat(lines(applied)).hasSize(1);
  }

  @Test
  void changeThatNeedsNoCallHasAnEmptyRunbook() {
    stage.replication.apply(FORWARD).orFail();
    int before = stage.callCount();

    Outcome applied =
        stage.replication.apply(replicate("shop", "shop-dr", ", 'on_destroy': 'abandon'")).orFail();

    assertThat(lines(applied)).isEmpty();
    assertThat(applied.text("status")).isEqualTo("replicating");
    assertThat(stage.callsSince(before)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void validationBlamesTheAttribute(String config, String path) {
    List<Diagnostic> diagnostics = stage.replication.validate(config);

    assertThat(diagnostics).extracting(it -> it.path().toString()).containsExactly(path);
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        arguments(replicate("shop", "shop", ""), "replica_app_id"),
        arguments(replicate("shop", "", ""), "replica_app_id"),
        arguments(replicate("a", "b", ", 'on_destroy': 'drop'"), "on_destroy"),
        arguments(
            replicate("a", "b", ", 'backup': {'frequency': 'daily', 'keep': 1}"),
            "backup.frequency"),
        arguments(
            replicate("a", "b", ", 'backup': {'frequency': '0s', 'keep': 1}"), "backup.frequency"),
        arguments(
            replicate("a", "b", ", 'backup': {'frequency': '1h', 'keep': 0}"), "backup.keep"));
  }

  @Test
  void unknownEngineIsAnErrorOnItsAttribute() {
    Outcome plan = stage.replication.plan(FORWARD.replace("postgresql", "oracle"));

    assertThat(plan.errors()).extracting(it -> it.path().toString()).containsExactly("engine");
  }

  @Test
  void unknownAppIsAnErrorThatNamesTheReference() {
    Outcome plan = stage.replication.plan(replicate("shop", "shop-new", ""));

    assertThat(plan.errors())
        .extracting(it -> it.path().toString())
        .containsExactly("replica_app_id");
    assertThat(text(plan)).contains("paas_app_clone.x.app_id");
  }

  @Test
  void replicaThatHoldsDataOfItsOwnIsNotOverwrittenUnasked() {
    stage.dashboard(
        "close", draft -> dev.tfpaas.world.AppOperations.maintenance(draft, "shop", true));
    stage.clock.move(Duration.ofMinutes(1));
    String onto = replicate("shop-dr", "shop", "");

    Outcome refused = stage.replication.plan(onto);
    Outcome forced =
        stage.replication.plan(replicate("shop-dr", "shop", ", 'overwrite_replica': true"));

    assertThat(refused.errors())
        .extracting(it -> it.path().toString())
        .containsExactly("overwrite_replica");
    assertThat(text(refused))
        .contains("Database shop/postgresql holds")
        .contains("If the rest may be lost, set `overwrite_replica = true`.");
    assertThat(forced.failed()).isFalse();
    assertThat(text(forced)).contains("Data of shop is overwritten", "has only 0");
  }

  @Test
  void appThatClientsWriteToIsNeverOverwritten() {
    Outcome plan =
        stage.replication.plan(replicate("shop-dr", "shop", ", 'overwrite_replica': true"));

    assertThat(text(plan)).contains("pp shop is being written to");
    assertThat(plan.failed()).isTrue();
  }

  @Test
  void replicaThatWasPromotedByHandIsNotCalledNewerThanTheSideThatServes() {
    stage.replication.apply(replicate("shop", "shop-dr", "")).orFail();
    stage.dashboard(
        "promote",
        draft ->
            dev.tfpaas.world.Databases.promote(
                draft, "shop-dr", "postgresql", dev.tfpaas.world.Databases.Promotion.UNGUARDED));
    stage.clock.move(Duration.ofMinutes(1));

    Outcome plan = stage.replication.plan(replicate("shop", "shop-dr", "")).orFail();

    assertThat(text(plan))
        .contains("terraform apply -replace")
        .contains("shop-dr holds")
        .doesNotContain("newer data is in shop-dr")
        .doesNotContain("swap the two ids");
  }

  @Test
  void activeAppOfAGroupIsNeverOverwritten() {
    stage.formed();

    Outcome plan =
        stage.replication.plan(replicate("shop-dr", "shop", ", 'overwrite_replica': true"));

    assertThat(plan.failed()).isTrue();
    assertThat(stage.liveReplication().sourceAppId()).isEqualTo("shop");
  }

  @Test
  void promotedReplicaIsNotAttachedAgainAndTheWarningSaysHowToProtectIt() {
    stage.formed();
    stage.group.apply(pair("secondary", "")).orFail();

    Outcome plan = stage.replication.plan(FORWARD).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(plan.text("status")).isEqualTo("promoted");
    assertThat(text(plan))
        .contains("The newer data is in shop-dr")
        .contains("source_app_id = \"shop-dr\"")
        .contains("replica_app_id = \"shop\"");
  }

  @Test
  void replicaDetachedByHandIsNotAttachedAgain() {
    stage.replication.apply(FORWARD).orFail();
    stage.dashboard("off", draft -> Replicating.turnOff(draft, FailoverStage.REPLICATION));
    stage.clock.move(Duration.ofMinutes(1));

    Outcome plan = stage.replication.plan(FORWARD).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(text(plan)).contains("The newer data is in shop").contains("-replace");
  }

  @Test
  void swappedIdsReverseInPlace() {
    stage.formed();
    stage.group.apply(pair("secondary", "")).orFail();
    Outcome plan = stage.replication.plan(BACKWARD).orFail();
    int before = stage.callCount();

    Outcome applied = stage.replication.apply(plan).orFail();

    assertThat(plan.action()).isEqualTo(Action.UPDATE);
    assertThat(calls(plan)).isEqualTo(stage.callsSince(before));
    assertThat(applied.text("id")).isEqualTo(FailoverStage.REPLICATION);
    assertThat(applied.text("status")).isEqualTo("replicating");
    assertThat(stage.replication.plan(BACKWARD).action()).isEqualTo(Action.NO_OP);
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void directionReversedOutsideIsKeptWithAWarning() {
    stage.formed();
    stage.group.apply(pair("secondary", "")).orFail();
    LifecycleDriver<PaasClient> somebody = stage.driver(new Life<>(new ReplicationKind()));
    somebody.importState(FailoverStage.REPLICATION).orFail();
    somebody.apply(BACKWARD).orFail();

    Outcome plan = stage.replication.plan(FORWARD).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(text(plan)).contains("reversed outside of Terraform");
  }

  @Test
  void otherAppReplacesTheReplication() {
    stage.replication.apply(FORWARD).orFail();

    Outcome plan =
        stage.replication.plan(stage.replication.config(FORWARD, "replica_app_id")).orFail();

    assertThat(plan.action()).isEqualTo(Action.REPLACE);
    assertThat(plan.replacePaths()).containsExactly("replica_app_id");
  }

  @Test
  void importedReplicationGivesAnEmptyPlan() {
    stage.replication.apply(replicate("shop", "shop-dr", BACKUP)).orFail();
    stage.replication.restore(Value.nullOf(stage.replication.state().type()), PrivateState.NONE);

    stage.replication.importState(FailoverStage.REPLICATION).orFail();

    Outcome plan = stage.replication.plan(replicate("shop", "shop-dr", BACKUP)).orFail();
    assertThat(plan.action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void importTakesTheTwoAppsInAnyOrder() {
    stage.replication.apply(replicate("shop", "shop-dr", BACKUP)).orFail();
    stage.replication.restore(Value.nullOf(stage.replication.state().type()), PrivateState.NONE);

    Outcome imported = stage.replication.importState("shop-dr:shop:postgresql").orFail();

    assertThat(imported.text("id")).isEqualTo(FailoverStage.REPLICATION);
    Outcome plan = stage.replication.plan(replicate("shop", "shop-dr", BACKUP)).orFail();
    assertThat(plan.action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void updateWithoutFactsLooksAtThePlatform() {
    stage.replication.apply(FORWARD).orFail();
    stage.replication.restore(stage.replication.state(), PrivateState.NONE);

    Outcome plan =
        stage
            .replication
            .planWithoutRefresh(stage.replication.config(replicate("shop", "shop-dr", BACKUP)))
            .orFail();

    assertThat(lines(plan)).hasSize(1);
  }

  @Test
  void creationThatIsStoppedIsAWarningAndGoesOnByItself() {
    stage.meanwhile(() -> {
      if (stage
          .platform
          .replications()
          .get()
          .orElseThrow()
          .find(FailoverStage.REPLICATION)
          .isPresent()) {
        stage.replication.requestStop();
      }
    });

    Outcome created = stage.replication.apply(FORWARD);
    stage.replication.clearStop();
    stage.clock.move(Duration.ofSeconds(5));

    assertThat(created.failed()).isFalse();
    assertThat(stage.replication.tainted()).isFalse();
    assertThat(created.text("status")).isEqualTo("seeding");
    assertThat(text(created)).contains("warning").contains("goes on by itself");
    assertThat(stage.replication.plan(FORWARD).text("status")).isEqualTo("replicating");
  }

  @Test
  void deadRegionIsAWarningAndKeepsTheReplication() {
    stage.replication.apply(FORWARD).orFail();
    stage.fail("eu-central");

    Outcome plan = stage.replication.plan(FORWARD).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(text(plan)).contains("cannot follow");
  }

  @Test
  void destroyDetachesAndLeavesBothSidesAsWritableAsTheyWere() {
    stage.replication.apply(FORWARD).orFail();

    Outcome plan = stage.replication.planDestroy();
    stage.replication.destroy().orFail();

    assertThat(text(plan))
        .contains("no database becomes writable")
        .contains("DELETE /replications/");
    assertThat(
            stage
                .platform
                .apps()
                .find("shop-dr")
                .orElseThrow()
                .database("postgresql")
                .orElseThrow()
                .writable())
        .isFalse();
    assertThat(
            stage
                .platform
                .apps()
                .find("shop")
                .orElseThrow()
                .database("postgresql")
                .orElseThrow()
                .writable())
        .isTrue();
  }

  @Test
  void destroyThatAbandonsMakesNoCall() {
    stage.replication.apply(replicate("shop", "shop-dr", ", 'on_destroy': 'abandon'")).orFail();
    int before = stage.callCount();

    stage.replication.destroy().orFail();

    assertThat(stage.callsSince(before)).isEmpty();
    assertThat(stage.liveReplication().status().word()).isEqualTo("replicating");
  }

  @Test
  void whatIsGoneIsCreatedAgain() {
    stage.replication.apply(FORWARD).orFail();
    stage.dashboard("forget", draft -> Replicating.forget(draft, FailoverStage.REPLICATION));

    assertThat(stage.replication.plan(FORWARD).action()).isEqualTo(Action.CREATE);
  }

  @Test
  void planWithoutAPlatformLeavesEverythingOpen() {
    LifecycleDriver<PaasClient> driver =
        LifecycleDriver.of(new Life<>(new ReplicationKind()), stage.incompleteClient());

    Outcome plan = driver.plan(FORWARD).orFail();
    Outcome applied = driver.apply(FORWARD);

    assertThat(plan.get("runbook").isUnknown()).isTrue();
    assertThat(text(applied)).contains("cloud66.access_token").contains("not known yet");
  }
}
