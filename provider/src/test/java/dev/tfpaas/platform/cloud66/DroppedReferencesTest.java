package dev.tfpaas.platform.cloud66;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.emulator.cloud66.Cloud66Options;
import dev.tfpaas.platform.Migration;
import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.platform.MigrationSpec.Phase;
import dev.tfpaas.platform.RegionMigrations;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.platform.SwitchSpec.Mode;
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
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Runs that are cut short and gone on with by another process, where actions of a stack keep no
/// reference.
class DroppedReferencesTest {
  @TempDir Path directory;
  private Stage stage;
  private MigrationSpec spec;

  @BeforeEach
  void form() {
    Dialect dialect =
        Dialect.usual("cloud66")
            .with("action-user-reference", "dropped")
            .with("replica-listed-by", "source");
    stage = new Stage(directory, Cloud66Options.usual(Stage.TOKEN).in(dialect)).formed();
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

  /// Returns the migrations as another process has them.
  private RegionMigrations another() {
    return stage.open().regionMigrations().get().orElseThrow();
  }

  private static Runbook advance(RegionMigrations migrations, MigrationSpec spec, Phase to) {
    return migrations.advance(migrations.existing(spec), spec, to);
  }

  private void assertMovedAndNothingLost() {
    assertThat(stage.group().active()).isEqualTo(Side.SECONDARY);
    assertThat(stage.world().has("violations")).isFalse();
    assertThat(stage.world().path("groups").path(0).path("lost_writes").asLong(-1)).isZero();
  }

  @Test
  void moveThatWasCutShortAfterTheHandOverIsGoneOnWith() {
    stage.done(advance(another(), spec, Phase.DATA_MIGRATED));

    stage.done(advance(another(), spec, Phase.FINALIZED));

    assertMovedAndNothingLost();
  }

  @Test
  void moveThatWasCutShortBetweenTwoDatabasesIsGoneOnWith() {
    stage.done(advance(another(), spec, Phase.PREPARED));
    List<Step> steps = advance(another(), spec, Phase.DATA_MIGRATED).steps();
    stage.done(Runbook.of("the first of two", steps.subList(0, 2)));

    RegionMigrations rest = another();
    stage.done(rest.advance(Optional.empty(), spec, Phase.FINALIZED));

    assertMovedAndNothingLost();
  }

  @Test
  void handOverWhileTheSourceStillWroteDoesNotCount() {
    stage.done(advance(another(), spec, Phase.PREPARED));
    Cloud66Api api = stage.api();
    DatabaseSteps.Link link =
        new DatabaseSteps.Link(stage.uid("shop"), stage.uid("shop-dr"), "postgresql");
    Account account = new Account(api);
    new Cloud66Steps(api, account, stage.clock, stage.clock)
        .start(
            link.replica(),
            JsonNodeFactory.instance
                .objectNode()
                .put("command", DatabaseSteps.DISABLE)
                .put(
                    "server_uid",
                    new Evidence(account).servers(link.replica(), "postgresql").getFirst().uid()),
            new FollowedAction(account, link.replica()),
            () -> false);
    stage.clock.move(Duration.ofMinutes(1));

    Outcome outcome = stage.run(advance(another(), spec, Phase.FINALIZED));

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(stage.group().active()).isEqualTo(Side.PRIMARY);
    stage.clock.move(Duration.ofMinutes(1));
    assertThat(stage.app("shop").maintenance()).isFalse();
  }

  @Test
  void promotionOfAnEarlierEmergencyDoesNotCount() {
    stage.done(stage.switchTo(Side.SECONDARY, Mode.EMERGENCY));
    stage.done(
        stage
            .groups()
            .switchOver(
                stage.group(), new SwitchSpec(Side.PRIMARY, Mode.EMERGENCY, false, List.of())));
    stage.clock.move(Duration.ofMinutes(5));
    stage.follow("shop", "shop-dr", "postgresql");
    stage.follow("shop", "shop-dr", "redis");
    stage.server.log().clear();

    stage.done(stage.switchTo(Side.SECONDARY, Mode.EMERGENCY));

    assertThat(stage.changes()).filteredOn(line -> line.contains(DatabaseSteps.PROMOTE)).hasSize(2);
  }

  @Test
  void migrationIsKnownToAnotherProcess() {
    stage.done(advance(another(), spec, Phase.DATA_MIGRATED));

    assertThat(another().existing(spec).flatMap(Migration::phase)).contains(Phase.DATA_MIGRATED);
  }

  @Test
  void promotionThatADeadRunLeftRunningIsNotStartedTwice() {
    stage.close();
    stage =
        new Stage(
                directory.resolve("other"),
                Cloud66Options.usual(Stage.TOKEN)
                    .in(Dialect.usual("cloud66").with("action-user-reference", "dropped")))
            .formed();
    Runbook emergency = stage.switchTo(Side.SECONDARY, Mode.EMERGENCY);
    stage.api().post(Account.path(stage.uid("shop-dr")) + "/actions", promotion("postgresql"));

    stage.done(emergency);

    assertThat(stage.changes()).filteredOn(line -> line.contains(DatabaseSteps.PROMOTE)).hasSize(2);
  }

  private ObjectNode promotion(String engine) {
    String replica = stage.uid("shop-dr");
    return JsonNodeFactory.instance
        .objectNode()
        .put("command", DatabaseSteps.PROMOTE)
        .put(
            "server_uid",
            new Evidence(new Account(stage.api())).servers(replica, engine).getFirst().uid())
        .put("db_type", engine);
  }
}
