package dev.tfpaas.platform.cloud66;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.Migration;
import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.platform.MigrationSpec.Phase;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Side;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Moves of Cloud 66: a copy, a group and the vendor's procedure.
class MigrationsTest {
  @TempDir Path directory;
  private Stage stage;
  private MigrationSpec spec;

  @BeforeEach
  void form() {
    stage = new Stage(directory).formed();
    spec =
        new MigrationSpec(
            stage.uid("shop"),
            "us-east",
            Optional.empty(),
            MigrationSpec.Mode.AUTO,
            false,
            Optional.of(stage.uid("shop-dr")),
            Optional.of(stage.group().id()));
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private Optional<Migration> current() {
    return stage.migrations().existing(spec);
  }

  private void reach(Phase phase) {
    stage.done(stage.migrations().advance(current(), spec, phase));
  }

  @Test
  void wholeMoveIsTheVendorsProcedureAndLosesNothing() {
    assertThat(stage.migrations().check(spec, false)).isEmpty();
    assertThat(current()).isEmpty();

    reach(Phase.FINALIZED);

    assertThat(stage.changes())
        .extracting(change -> change.replaceAll(" command: (\\w+),.*db_type: (\\w+).*", " $1 $2"))
        .containsExactly(
            "PATCH /api/3/stacks/shop-dr/environments/bulk apply_strategy: deployment",
            "PUT /api/3/stacks/shop/settings/maintenance-mode",
            "POST /api/3/stacks/shop-dr/actions disable_replication_slave_db postgresql",
            "POST /api/3/stacks/shop-dr/actions disable_replication_slave_db redis",
            "PUT /api/3/stacks/shop-dr/settings/maintenance-mode",
            "PUT /api/3/failover_groups/GROUP current_stack: 2");
    Migration migration = current().orElseThrow();
    assertThat(migration.phase()).contains(Phase.FINALIZED);
    assertThat(migration.newAppId()).contains(stage.uid("shop-dr"));
    assertThat(migration.fromRegion()).isEqualTo("eu-west");
    assertThat(stage.world().path("groups").path(0).path("lost_writes").asLong(-1)).isZero();
    assertThat(stage.world().has("violations")).isFalse();
  }

  @Test
  void abortGivesTheAppBackAndForgets() {
    reach(Phase.DATA_MIGRATED);
    Migration before = current().orElseThrow();

    stage.done(stage.migrations().abort(before));

    assertThat(stage.app("shop").maintenance()).isFalse();
    assertThat(stage.migrations().find(before.id())).isEmpty();
    assertThat(stage.group().active()).isEqualTo(Side.PRIMARY);
  }

  @Test
  void failureBeforeTheHandoverOpensTheAppAgain() {
    stage.dashboard("POST", "/failures", "{\"action\": \"disable_replication_slave_db\"}");

    Outcome outcome = stage.run(stage.migrations().advance(current(), spec, Phase.FINALIZED));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.wentBack()).isTrue());
    stage.clock.move(Duration.ofMinutes(1));
    assertThat(stage.app("shop").maintenance()).isFalse();
  }

  @Test
  void trafficIsNotMovedToATargetThatTheMoveGaveNoData() {
    assertRefusedWithoutAHandOver();
  }

  /// Prepares a move, and has a person close the app and end its replication.
  private void assertRefusedWithoutAHandOver() {
    reach(Phase.PREPARED);
    stage.migrations().advance(current(), spec, Phase.DATA_MIGRATED).steps().getFirst().act().run();
    for (String engine : List.of("postgresql", "redis")) {
      stage.dashboard(
          "DELETE", "/stacks/%s/replication/%s".formatted(stage.uid("shop-dr"), engine), "");
    }
    stage.clock.move(Duration.ofMinutes(1));

    Outcome outcome = stage.run(stage.migrations().advance(current(), spec, Phase.FINALIZED));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.cause())
                    .hasMessageContaining("handed over")
                    .hasMessageContaining("data = \"manual\""));
    assertThat(stage.group().active()).isEqualTo(Side.PRIMARY);
  }

  /// Both moves have the same reference in the list of actions.
  @Test
  void handOverOfAnEarlierMoveThatWasAbortedDoesNotCount() {
    reach(Phase.DATA_MIGRATED);
    stage.done(stage.migrations().abort(current().orElseThrow()));
    stage.follow("shop", "shop-dr", "postgresql");
    stage.follow("shop", "shop-dr", "redis");

    assertRefusedWithoutAHandOver();
  }

  @Test
  void halfOfAHandoverIsGoneOnWith() {
    reach(Phase.PREPARED);
    List<Step> steps =
        stage.migrations().advance(current(), spec, Phase.DATA_MIGRATED).steps().subList(0, 2);
    stage.done(Runbook.of("the first of two", steps));
    assertThat(current().flatMap(Migration::phase)).contains(Phase.PREPARED);

    stage.done(stage.migrations().advance(Optional.empty(), spec, Phase.FINALIZED));

    assertThat(stage.group().active()).isEqualTo(Side.SECONDARY);
    assertThat(stage.world().has("violations")).isFalse();
  }

  @Test
  void stepsBeforeAnyLookCoverEveryEngine() {
    assertThat(
            stage
                .open()
                .regionMigrations()
                .get()
                .orElseThrow()
                .advance(Optional.empty(), spec, Phase.DATA_MIGRATED)
                .steps())
        .filteredOn(step -> step.title().equals("replication off"))
        .extracting(Step::object)
        .hasSize(3);
  }

  @Test
  void missingPartsAreProblems() {
    MigrationSpec bare =
        new MigrationSpec(
            stage.uid("shop"),
            "us-east",
            Optional.empty(),
            MigrationSpec.Mode.LIVE,
            false,
            Optional.empty(),
            Optional.empty());

    assertThat(stage.migrations().check(bare, true))
        .extracting(Problem::attribute)
        .containsExactlyInAnyOrder("mode", "target_app_id", "failover_group_id");
  }

  @Test
  void otherRegionThanTheTargetsIsAProblem() {
    MigrationSpec wrong =
        new MigrationSpec(
            spec.appId(),
            "eu-central",
            Optional.empty(),
            MigrationSpec.Mode.AUTO,
            false,
            spec.targetAppId(),
            spec.failoverGroupId());

    assertThat(stage.migrations().check(wrong, false))
        .extracting(Problem::attribute)
        .containsExactly("to_region");
  }
}
