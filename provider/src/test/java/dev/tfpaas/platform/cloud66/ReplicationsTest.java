package dev.tfpaas.platform.cloud66;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Fault;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.Replications.OnDestroy;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec.Mode;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Replication of Cloud 66: on in the dashboard, off by a call, never twice.
class ReplicationsTest {
  @TempDir Path directory;
  private Stage stage;

  @BeforeEach
  void open() {
    stage = new Stage(directory);
    stage.dashboard(
        "POST",
        "/stacks/%s/clone".formatted(stage.uid("shop")),
        "{\"name\": \"shop-dr\", \"region\": \"us-east\"}");
    stage.clock.move(Duration.ofMinutes(1));
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private ReplicationSpec spec(String engine) {
    return Stage.replicate(stage.uid("shop"), stage.uid("shop-dr"), engine);
  }

  @Test
  void switchingOnWithoutEvidenceFailsWithTheClicks() {
    Outcome outcome = stage.run(stage.replications().create(spec("postgresql")));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.cause())
                    .hasMessageContaining("Data Sources > postgresql")
                    .hasMessageContaining("Configure Replication")
                    .hasMessageContaining("deletes all data"));
    assertThat(stage.changes()).isEmpty();
    assertThat(stage.replications().find(stage.replications().idOf(spec("postgresql")))).isEmpty();
  }

  @Test
  void switchingOnWithEvidenceCallsNothing() {
    stage.follow("shop", "shop-dr", "postgresql");

    stage.done(stage.replications().create(spec("postgresql")));

    assertThat(stage.changes()).isEmpty();
    Replication live = stage.replication("postgresql");
    assertThat(live.status()).isEqualTo(Replication.Status.REPLICATING);
    assertThat(live.sourceAppId()).isEqualTo(stage.uid("shop"));
    assertThat(live.lag()).isEmpty();
  }

  @Test
  void backupIsMadeOnceAndWaitedFor() {
    ReplicationSpec withBackup =
        new ReplicationSpec(
            stage.uid("shop"),
            stage.uid("shop-dr"),
            "postgresql",
            true,
            Optional.of(new ReplicationSpec.BackupSchedule(Duration.ofHours(1), 3)));
    stage.follow("shop", "shop-dr", "postgresql");

    stage.done(stage.replications().create(withBackup));
    stage.done(stage.replications().create(withBackup));

    assertThat(stage.changes())
        .containsExactly(
            "POST /api/3/stacks/shop/backups db_type: postgresql, frequency: 0 */1 * * *,"
                + " keep_count: 3");
    assertThat(stage.replication("postgresql").sourceBackupAt()).isPresent();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {"HTML_AFTER", "DROP_AFTER", "TRUNCATE"})
  void unclearAnswerMakesNoSecondBackupTask(Fault.Kind kind) {
    stage.follow("shop", "shop-dr", "redis");
    stage.fault(kind, "POST", "/backups", 502);

    stage.done(
        stage
            .replications()
            .create(
                new ReplicationSpec(
                    stage.uid("shop"),
                    stage.uid("shop-dr"),
                    "redis",
                    true,
                    Optional.of(new ReplicationSpec.BackupSchedule(Duration.ofHours(1), 3)))));

    assertThat(stage.changes()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {"EXPIRE_TOKEN"},
      mode = EnumSource.Mode.EXCLUDE)
  void faultsOfSwitchingOffStartOneActionAtMost(Fault.Kind kind) {
    stage.follow("shop", "shop-dr", "postgresql");
    stage.fault(kind, "POST", "/actions", 500);

    stage.run(stage.replications().delete(stage.replication("postgresql"), OnDestroy.DETACH));
    stage.run(stage.replications().delete(stage.replication("postgresql"), OnDestroy.DETACH));

    assertThat(stage.replication("postgresql").status()).isEqualTo(Replication.Status.DETACHED);
    assertThat(new Account(stage.api()).actions().recent(stage.uid("shop-dr")))
        .extracting(StackAction::name)
        .containsExactly(DatabaseSteps.DISABLE);
  }

  @Test
  void abandonedReplicationIsLeftAlone() {
    stage.follow("shop", "shop-dr", "postgresql");

    assertThat(
            stage
                .replications()
                .delete(stage.replication("postgresql"), OnDestroy.ABANDON)
                .isEmpty())
        .isTrue();
  }

  @Test
  void replicationThatSomebodySwitchedOffIsFoundByItsAction() {
    stage.follow("shop", "shop-dr", "postgresql");
    stage.done(stage.replications().delete(stage.replication("postgresql"), OnDestroy.DETACH));

    Replication live =
        stage
            .open()
            .replications()
            .get()
            .orElseThrow()
            .find(stage.replications().idOf(spec("postgresql")))
            .orElseThrow();

    assertThat(live.status()).isEqualTo(Replication.Status.DETACHED);
    assertThat(live.replicaAppId()).isEqualTo(stage.uid("shop-dr"));
    assertThat(stage.replications().find(stage.replications().idOf(spec("redis")))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mongodb", "oracle"})
  void otherEnginesAreProblems(String engine) {
    assertThat(stage.replications().check(Optional.empty(), spec(engine)))
        .extracting(Problem::attribute)
        .containsExactly("engine");
  }

  @Test
  void engineThatIsMissingIsAProblemWithTheClicks() {
    assertThat(stage.replications().check(Optional.empty(), spec("mysql")))
        .isNotEmpty()
        .allSatisfy(problem -> assertThat(problem.detail()).contains("Data Sources > Add"));
  }

  @Test
  void seedingOverTheActiveAppIsAProblem() {
    stage.close();
    stage = new Stage(directory.resolve("other")).formed();
    stage.done(stage.switchTo(Side.SECONDARY, Mode.PLANNED));

    List<Problem> problems =
        stage
            .replications()
            .check(Optional.of(stage.replication("postgresql")), spec("postgresql"));

    assertThat(problems).extracting(Problem::attribute).containsExactly("replica_app_id");
  }

  @Test
  void exchangedAppsAskForTheDashboardAgain() {
    stage.close();
    stage = new Stage(directory.resolve("other")).formed();
    stage.done(stage.switchTo(Side.SECONDARY, Mode.PLANNED));
    ReplicationSpec back = Stage.replicate(stage.uid("shop-dr"), stage.uid("shop"), "postgresql");

    assertThat(stage.replications().update(stage.replication("postgresql"), back).steps())
        .extracting(Step::title)
        .containsExactly("replication on");
    stage.follow("shop-dr", "shop", "postgresql");
    stage.done(stage.replications().update(stage.replication("postgresql"), back));

    assertThat(stage.replication("postgresql").sourceAppId()).isEqualTo(stage.uid("shop-dr"));
    assertThat(stage.replication("postgresql").status()).isEqualTo(Replication.Status.REPLICATING);
  }
}
