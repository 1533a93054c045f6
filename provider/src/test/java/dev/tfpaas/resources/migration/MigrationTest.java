package dev.tfpaas.resources.migration;

import static dev.tfpaas.resources.migration.MigrationStage.MOVE;
import static dev.tfpaas.resources.migration.MigrationStage.to;
import static dev.tfpaas.resources.migration.MigrationStage.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.Outcome.Action;
import dev.tfpaas.framework.resource.PrivateState;
import dev.tfpaas.platform.Apps;
import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.resources.LocalRig;
import dev.tfpaas.resources.life.Life;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.world.Regions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `paas_region_migration` phase by phase.
class MigrationTest {
  @TempDir private Path directory;
  private MigrationStage stage;
  private LocalRig rig;
  private LifecycleDriver<PaasClient> migration;

  @BeforeEach
  void openThePlatform() {
    stage = new MigrationStage(directory);
    rig = stage.rig;
    migration = stage.migration;
  }

  @Test
  void oneApplyMovesTheAppByThePlannedCallsAndNoOther() {
    Outcome plan = migration.plan(MOVE).orFail();
    Outcome applied = migration.apply(plan).orFail();

    assertThat(plan.action()).isEqualTo(Action.CREATE);
    assertThat(LocalRig.areThePlanned(rig.calls(), plan)).isTrue();
    assertThat(rig.calls()).hasSize(4);
    assertThat(rig.app("shop").region()).isEqualTo("us-east");
    assertThat(applied.text("id")).isEqualTo("shop:us-east");
    assertThat(applied.text("status")).isEqualTo("finalized");
    assertThat(applied.text("reached_phase")).isEqualTo("finalized");
    assertThat(applied.text("from_region")).isEqualTo("eu-west");
    assertThat(applied.text("new_app_id")).isEqualTo("shop");
    assertThat(applied.text("redirect_until")).startsWith("2026-01-31");
    assertThat(applied.get("checks").asList()).hasSize(3);
    assertThat(applied.get("dns_changes").asList())
        .extracting(it -> it.get("name").asString())
        .containsExactly("shop.example.com");
    assertThat(applied.get("expected_downtime").asString()).isNotEqualTo("0s");
  }

  @Test
  void planningMakesNoCallAndSaysTheSameEachTime() {
    Outcome first = migration.plan(MOVE).orFail();

    for (int i = 0; i < 10; i++) {
      assertThat(migration.plan(MOVE).value()).isEqualTo(first.value());
    }
    assertThat(rig.calls()).isEmpty();
    assertThat(directory.resolve("paas")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"checked", "prepared", "data_migrated", "finalized"})
  void nothingIsPlannedOnceThePhaseIsReached(String phase) {
    migration.apply(to(phase)).orFail();

    for (int i = 0; i < 10; i++) {
      Outcome again = migration.plan(to(phase)).orFail();
      assertThat(again.action()).isEqualTo(Action.NO_OP);
      assertThat(again.warnings()).isEmpty();
    }
  }

  @Test
  void thePhaseIsRaisedStepByStep() {
    for (String phase : List.of("checked", "prepared", "data_migrated", "finalized")) {
      int calls = rig.calls().size();

      Outcome plan = migration.plan(to(phase)).orFail();
      Outcome applied = migration.apply(plan).orFail();

      assertThat(plan.get("runbook").asList()).hasSize(1);
      assertThat(plan.requiresReplace()).isEmpty();
      assertThat(LocalRig.areThePlanned(rig.callsSince(calls), plan)).isTrue();
      assertThat(applied.text("reached_phase")).isEqualTo(phase);
    }
    assertThat(rig.app("shop").region()).isEqualTo("us-east");
  }

  @Test
  void aLowerPhaseIsAnErrorThatSaysThatDestroyAborts() {
    migration.apply(to("prepared")).orFail();

    assertThat(LocalRig.texts(migration.plan(to("checked")).errors()))
        .singleElement()
        .asString()
        .startsWith("phase: Phases only go forward")
        .contains("destroy aborts the migration");
    assertThat(LocalRig.texts(migration.plan("{'app_id': 'x'}").errors())).isNotEmpty();
  }

  @Test
  void aLowerPhaseThanFinalizedSaysThatTheAppCanBeMigratedBack() {
    migration.apply(MOVE).orFail();

    assertThat(LocalRig.texts(migration.plan(to("checked")).errors()))
        .singleElement()
        .asString()
        .contains("migrate it to eu-west");
  }

  @Test
  void destroyBeforeTheEndAbortsAndPutsBack() {
    migration.apply(to("data_migrated")).orFail();
    assertThat(rig.app("shop").status()).isEqualTo("moving");

    Outcome plan = migration.planDestroy().orFail();
    migration.apply(plan).orFail();

    assertThat(LocalRig.texts(plan.warnings()))
        .singleElement()
        .asString()
        .contains("The migration is aborted", "stays in eu-west", "/abort");
    assertThat(rig.calls().getLast()).isEqualTo("POST /migrations/shop:us-east/abort");
    assertThat(rig.app("shop").region()).isEqualTo("eu-west");
    assertThat(rig.app("shop").status()).isEqualTo("running");
  }

  @Test
  void destroyAfterTheEndOnlyForgetsAndThePlanSaysSo() {
    migration.apply(MOVE).orFail();
    int calls = rig.calls().size();

    Outcome plan = migration.planDestroy().orFail();
    migration.apply(plan).orFail();

    assertThat(LocalRig.texts(plan.warnings()))
        .singleElement()
        .asString()
        .contains("The migration is only forgotten", "shop stays in us-east");
    assertThat(rig.callsSince(calls)).isEmpty();
    assertThat(rig.app("shop").region()).isEqualTo("us-east");
  }

  @Test
  void destroyThatCannotAbortSaysWhereTheAppIs() {
    migration.apply(to("prepared")).orFail();
    rig.outside("fail", it -> Regions.fail(it, "eu-west"));

    Outcome failed = migration.destroy();

    assertThat(LocalRig.texts(failed.errors()))
        .singleElement()
        .asString()
        .contains("is not aborted", "Now: shop answers at", "Run the same command again");
    assertThat(migration.state().isNull()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'app_id': 'shpo', 'to_region': 'us-east'} | app_id | no app",
        "{'app_id': 'shop', 'to_region': 'mars'} | to_region | Known regions",
        "{'app_id': 'shop', 'to_region': 'eu-west'} | to_region | already",
        "{'app_id': 'shop', 'to_region': 'us-east', 'mode': 'live'} | mode | offline",
        "{'app_id': 'shop', 'to_region': 'eu-central'} | allow_live_databases | active databases",
        "{'app_id': 'shop', 'to_region': 'us-east', 'new_name': 'blog'} | new_name | taken",
        "{'app_id': 'shop', 'to_region': 'us-east', 'target_app_id': 'x'} | target_app_id | local",
        "{'app_id': 'shop', 'to_region': 'us-east', 'failover_group_id': 'x'} | failover_group_id |"
            + " local",
        "{'app_id': 'shop', 'to_region': 'us-east', 'phase': 'done'} | phase | finalized",
        "{'app_id': 'shop', 'to_region': 'us-east', 'mode': 'fast'} | mode | offline",
        "{'app_id': 'shop', 'to_region': 'us-east', 'data': 'copy'} | data | manual",
      })
  void whatThePlatformWouldRefuseIsRefusedAtPlanTime(String config, String attribute, String text) {
    Outcome plan = migration.plan(config);

    assertThat(plan.errors()).hasSize(1);
    assertThat(plan.errors().getFirst().path()).hasToString(attribute);
    assertThat(LocalRig.texts(plan.errors()).getFirst()).contains(text);
    assertThat(rig.calls()).isEmpty();
  }

  @Test
  void liveMigrationOfActiveDatabasesIsPossibleWhenAllowed() {
    String live =
        "{'app_id': 'shop', 'to_region': 'eu-central', 'mode': 'live', 'allow_live_databases':"
            + " true}";

    Outcome applied = migration.apply(live).orFail();

    assertThat(applied.text("expected_downtime")).isEqualTo("0s");
    assertThat(rig.app("shop").region()).isEqualTo("eu-central");
  }

  @Test
  void dataCanBeMovedByHand() {
    Outcome plan = migration.plan(with("'data': 'manual'")).orFail();
    migration.apply(plan).orFail();

    assertThat(plan.get("runbook").toString()).contains("skip data");
  }

  @Test
  void unknownInputsGiveAnUnknownRunbook() {
    Outcome plan = migration.plan(migration.config(MOVE, "app_id")).orFail();

    assertThat(plan.get("runbook").isUnknown()).isTrue();
    migration.apply(plan, migration.config(MOVE)).orFail();
    assertThat(rig.app("shop").region()).isEqualTo("us-east");
  }

  @Test
  void aProviderThatIsNotConfiguredYetDoesNotFailPlanning() {
    migration.apply(to("checked")).orFail();
    LifecycleDriver<PaasClient> early =
        rig.driver(new Life<>(new MigrationKind()), rig.incompleteClient());

    assertThat(early.plan(MOVE).orFail().action()).isEqualTo(Action.CREATE);
    early.restore(migration.state(), migration.privateState());
    assertThat(early.plan(to("checked")).orFail().action()).isEqualTo(Action.NO_OP);
    assertThat(early.planDestroy().orFail().action()).isEqualTo(Action.DELETE);
  }

  @Test
  void aPlanMadeBeforeTheWorldChangedIsRefusedBeforeTheFirstCall() {
    migration.apply(to("checked")).orFail();
    Outcome plan = migration.plan(to("finalized")).orFail();
    stage.outside(MigrationSpec.Phase.PREPARED);
    int calls = rig.calls().size();

    Outcome refused = migration.apply(plan);

    assertThat(LocalRig.texts(refused.errors()))
        .singleElement()
        .asString()
        .contains(
            "The world changed since the plan was made",
            "migration shop:us-east was checked and is prepared",
            "No longer needed: prepare target");
    assertThat(rig.callsSince(calls)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'app_id': 'blog', 'to_region': 'us-east', 'mode': 'offline', 'phase': 'checked'} |"
            + " app_id",
        "{'app_id': 'shop', 'to_region': 'eu-central', 'mode': 'offline', 'phase': 'checked'} |"
            + " to_region",
        "{'app_id': 'shop', 'to_region': 'us-east', 'new_name': 'x', 'mode': 'offline', 'phase':"
            + " 'checked'} | new_name",
      })
  void anotherGoalReplacesAStartedMigrationAndThePlanSaysThatItIsAborted(
      String config, String attribute) {
    migration.apply(to("checked")).orFail();

    Outcome plan = migration.plan(config).orFail();

    assertThat(plan.replacePaths()).containsExactly(attribute);
    assertThat(LocalRig.texts(plan.warnings()))
        .singleElement()
        .asString()
        .contains("The migration is aborted");
    migration.apply(plan).orFail();
    assertThat(rig.calls()).contains("POST /migrations/shop:us-east/abort");
    assertThat(migration.plan(config).orFail().action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void replacementByAnImpossibleMigrationIsOneErrorAndNothingIsAborted() {
    migration.apply(to("checked")).orFail();

    Outcome plan = migration.plan(to("checked").replace("us-east", "eu-nowhere"));

    assertThat(LocalRig.texts(plan.diagnostics()))
        .singleElement()
        .asString()
        .contains("There is no region \"eu-nowhere\"");
    assertThat(plan.errors().getFirst().path()).hasToString("to_region");
  }

  @Test
  void appThatIsBeingMigratedElsewhereIsNotMigratedTwice() {
    migration.apply(to("checked")).orFail();
    LifecycleDriver<PaasClient> second = rig.driver(new Life<>(new MigrationKind()));

    Outcome plan = second.plan(to("checked").replace("us-east", "eu-central"));

    assertThat(LocalRig.texts(plan.errors()))
        .singleElement()
        .asString()
        .contains("App shop is being migrated to us-east", "Finish or abort");
    assertThat(plan.errors().getFirst().path()).hasToString("app_id");
  }

  @Test
  void theIdentifierThatTheAppGotByTheMoveIsNoOtherApp() {
    String renamed = with("'new_name': 'store'");
    migration.apply(renamed).orFail();

    Outcome plan =
        migration.plan(renamed.replace("'app_id': 'shop'", "'app_id': 'store'")).orFail();

    assertThat(plan.prior().get("new_app_id")).isEqualTo(Value.string("store"));
    assertThat(plan.action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void otherWaysAreNoChangeOnceNoStepIsAhead() {
    migration.apply(MOVE).orFail();

    assertThat(
            migration
                .plan("{'app_id': 'shop', 'to_region': 'us-east', 'data': 'manual'}")
                .orFail()
                .action())
        .isEqualTo(Action.NO_OP);
  }

  @Test
  void theLastDaysOfARedirectGiveAWarningInEveryPlan() {
    migration.apply(MOVE).orFail();
    assertThat(migration.plan(MOVE).orFail().warnings()).isEmpty();

    rig.clock.move(Duration.ofDays(25));
    assertThat(LocalRig.texts(migration.plan(MOVE).orFail().warnings()))
        .singleElement()
        .asString()
        .contains("dns_changes: The old address of shop stops leading", "shop.example.com CNAME");
    assertThat(migration.plan(MOVE).orFail().action()).isEqualTo(Action.NO_OP);

    rig.clock.move(Duration.ofDays(25));
    assertThat(LocalRig.texts(migration.plan(MOVE).orFail().warnings()))
        .singleElement()
        .asString()
        .contains("leads nowhere");
  }

  @ParameterizedTest
  @CsvSource({"shop:us-east,finalized", "shop:us-east,prepared"})
  void anImportedMigrationGivesAnEmptyPlan(String id, String phase) {
    stage.outside(MigrationSpec.Phase.parse(phase));

    migration.importState(id).orFail();
    Outcome plan = migration.plan(to(phase)).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(plan.warnings()).isEmpty();
    assertThat(plan.text("app_id")).isEqualTo("shop");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nothing", "shop:mars", ":us-east", "shop:"})
  void onlyMigrationsThatExistAreImported(String id) {
    assertThat(LocalRig.texts(migration.importState(id).errors()))
        .singleElement()
        .asString()
        .contains("Cannot import migration", "app_id:to_region");
  }

  @Test
  void privateStateMayBeLost() {
    migration.apply(to("checked")).orFail();
    migration.restore(migration.state(), PrivateState.NONE);

    Outcome plan = migration.planWithoutRefresh(migration.config(to("prepared"))).orFail();
    migration.apply(plan).orFail();

    assertThat(plan.get("runbook").asList()).hasSize(1);
    assertThat(migration.state().get("reached_phase")).isEqualTo(Value.string("prepared"));
  }

  @Test
  void aPlatformWithoutMigrationsSaysSoAtPlanTime() {
    LifecycleDriver<PaasClient> bare =
        rig.driver(
            new Life<>(new MigrationKind()), rig.client(new BarePlatform(rig.platform.apps())));

    assertThat(LocalRig.texts(bare.plan(MOVE).errors()))
        .singleElement()
        .asString()
        .contains(
            "The platform bare has no paas_region_migration",
            "clone the app and switch a failover group");
  }

  /// A platform that can do nothing.
  ///
  /// @param apps its apps
  private record BarePlatform(Apps apps) implements Platform {
    @Override
    public String name() {
      return "bare";
    }
  }
}
