package dev.tfpaas.resources.migration;

import static dev.tfpaas.resources.migration.MigrationStage.MOVE;
import static dev.tfpaas.resources.migration.MigrationStage.spec;
import static dev.tfpaas.resources.migration.MigrationStage.to;
import static dev.tfpaas.resources.migration.MigrationStage.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.LifecycleDriver;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.Outcome.Action;
import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.resources.LocalRig;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.world.Regions;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A migration that was stopped, failed, or was moved on by somebody else.
class MigrationResumptionTest {
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
  void anInterruptedMigrationIsNotTaintedAndTheNextApplyGoesOn() {
    rig.during(Duration.ofMillis(700), migration::requestStop);

    Outcome stopped = migration.apply(MOVE).orFail();
    migration.clearStop();

    assertThat(LocalRig.texts(stopped.warnings()))
        .singleElement()
        .asString()
        .contains(
            "The migration has not reached `finalized` yet",
            "Terraform asked to stop",
            "Now: shop answers at",
            "Run `terraform apply` again");
    assertThat(migration.tainted()).isFalse();
    assertThat(stopped.text("phase")).isEqualTo("finalized");
    assertThat(rig.app("shop").region()).isEqualTo("eu-west");

    rig.clock.move(Duration.ofMinutes(1));
    int calls = rig.calls().size();
    Outcome plan = migration.plan(MOVE).orFail();
    assertThat(plan.action()).isEqualTo(Action.UPDATE);
    assertThat(plan.requiresReplace()).isEmpty();
    migration.apply(plan).orFail();
    assertThat(LocalRig.areThePlanned(rig.callsSince(calls), plan)).isTrue();
    assertThat(rig.app("shop").region()).isEqualTo("us-east");
    assertThat(migration.plan(MOVE).orFail().action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void aMigrationThatReachesItsTimeLimitIsLikeAnInterruptedOne() {
    Outcome stopped = migration.apply(with("'timeouts': {'create': '1s'}")).orFail();

    assertThat(LocalRig.texts(stopped.warnings()).getFirst()).contains("timeouts.create = 1s");
  }

  @Test
  void aMigrationThatFailsOnItsWayIsNotTaintedEither() {
    rig.during(
        Duration.ofMillis(700), () -> rig.outside("fail", it -> Regions.fail(it, "us-east")));

    Outcome failed = migration.apply(MOVE).orFail();

    assertThat(LocalRig.texts(failed.warnings()))
        .singleElement()
        .asString()
        .contains("not reached `finalized` yet", "failed", "terraform destroy");
    assertThat(migration.tainted()).isFalse();
    rig.outside("heal", it -> Regions.heal(it, "us-east"));
    migration.apply(MOVE).orFail();
    assertThat(rig.app("shop").region()).isEqualTo("us-east");
  }

  @Test
  void aMigrationThatCannotBeginIsAnError() {
    Outcome plan = migration.plan(MOVE).orFail();
    rig.outside("fail", it -> Regions.fail(it, "us-east"));

    Outcome failed = migration.apply(plan);

    assertThat(LocalRig.texts(failed.errors()))
        .last()
        .asString()
        .contains("Cannot move shop to us-east", "There is no migration", "terraform apply");
    assertThat(migration.state().isNull()).isTrue();
  }

  @Test
  void aFailedUpdateIsAnErrorThatKeepsWhatWasReached() {
    migration.apply(to("checked")).orFail();
    rig.during(Duration.ofSeconds(2), () -> rig.outside("fail", it -> Regions.fail(it, "us-east")));

    Outcome failed = migration.apply(to("finalized"));

    assertThat(LocalRig.texts(failed.errors()))
        .singleElement()
        .asString()
        .contains("Now: shop answers at", "it has reached `prepared`", "terraform apply");
    assertThat(migration.state().get("reached_phase")).isEqualTo(Value.string("prepared"));
    assertThat(migration.state().get("phase")).isEqualTo(Value.string("checked"));
  }

  @Test
  void aRunningMigrationIsAdoptedAndNeverStartedTwice() {
    stage.outside(MigrationSpec.Phase.PREPARED);
    int calls = rig.calls().size();

    Outcome plan = migration.plan(MOVE).orFail();
    migration.apply(plan).orFail();

    assertThat(LocalRig.texts(plan.warnings()))
        .singleElement()
        .asString()
        .contains("Migration shop:us-east exists already and is taken");
    assertThat(rig.callsSince(calls))
        .containsExactly(
            "POST /migrations/shop:us-east/data", "POST /migrations/shop:us-east/finalize");
    assertThat(migration.plan(MOVE).orFail().action()).isEqualTo(Action.NO_OP);
  }

  @Test
  void aRunningMigrationThatWentFurtherIsNotAdoptedForALowerPhase() {
    stage.outside(MigrationSpec.Phase.PREPARED);

    assertThat(LocalRig.texts(migration.plan(to("checked")).errors()))
        .singleElement()
        .asString()
        .startsWith("phase: Phases only go forward");
  }

  @Test
  void aMigrationThatWentFurtherElsewhereGivesAnEmptyPlanAndAWarning() {
    migration.apply(to("checked")).orFail();
    stage.outside(MigrationSpec.Phase.PREPARED);

    Outcome plan = migration.plan(to("checked")).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(LocalRig.texts(plan.warnings()))
        .singleElement()
        .asString()
        .contains("went further outside of Terraform", "phase = \"prepared\"");
    Outcome agreed = migration.plan(to("prepared")).orFail();
    assertThat(agreed.get("runbook").asList()).isEmpty();
    migration.apply(agreed).orFail();
    assertThat(migration.plan(to("prepared")).orFail().warnings()).isEmpty();
  }

  @Test
  void aMigrationAbortedElsewhereGivesAWarningAndIsNeverStartedAgainByItself() {
    migration.apply(to("prepared")).orFail();
    rig.outside(stage.migrations().abort(stage.migrations().existing(spec()).orElseThrow()));

    Outcome plan = migration.plan(to("prepared")).orFail();

    assertThat(plan.action()).isEqualTo(Action.NO_OP);
    assertThat(LocalRig.texts(plan.warnings()))
        .singleElement()
        .asString()
        .contains("The migration has ended", "aborted", "-replace");
    assertThat(migration.plan(to("finalized")).errors())
        .singleElement()
        .satisfies(error -> assertThat(error.path()).hasToString("phase"));
    assertThat(LocalRig.texts(migration.planDestroy().orFail().warnings()).getFirst())
        .contains("only forgotten", "stays in eu-west");
  }
}
