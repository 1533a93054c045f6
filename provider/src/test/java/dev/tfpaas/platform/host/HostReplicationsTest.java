package dev.tfpaas.platform.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.Replications.OnDestroy;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.platform.SwitchSpec.Mode;
import dev.tfpaas.platform.host.postgres.PostgresConnection;
import dev.tfpaas.platform.host.process.HostFailure;
import dev.tfpaas.platform.host.process.OwnFiles;
import dev.tfpaas.runbook.Outcome;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Replications that begin badly, end early, or were never there.
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class HostReplicationsTest {
  private static final String ID = "blog:shop:postgresql";

  private final HostStage stage = new HostStage();

  @AfterEach
  void down() {
    stage.close();
  }

  private static ReplicationSpec toBlog(Replication.Direction direction) {
    return new ReplicationSpec("shop", "blog", "postgresql", true, Optional.empty(), direction);
  }

  private void ask(String app, String query) {
    try (PostgresConnection owner =
        PostgresConnection.open(
            new PostgresConnection.Login(
                stage.app(app).databases().getFirst().port(),
                "paas",
                "postgres",
                stage.app(app).databases().getFirst().password()),
            Duration.ofSeconds(5))) {
      owner.query(query);
    }
  }

  @Test
  void appsOfOneEstateReplicateAndATryThatTheSourceRefusesClosesNothing() {
    stage.up("blog");
    stage.writes("blog", "CREATE TABLE mine (a int)");
    ask(
        "shop",
        "SELECT pg_create_physical_replication_slot('other' || i) FROM generate_series(1, 10) i");

    assertThat(stage.run(stage.replications().create(toBlog(Replication.Direction.FIXED))))
        .isNotInstanceOf(Outcome.Completed.class);

    assertThat(stage.cloud().pairs()).isEmpty();
    assertThat(stage.writes("blog", "INSERT INTO mine VALUES (1)")).isTrue();

    ask("shop", "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
    stage.done(stage.replications().create(toBlog(Replication.Direction.FIXED)));
    // The second one takes the replication over, and differs in what a switch does with it only.
    stage.done(stage.replications().create(toBlog(Replication.Direction.FOLLOW)));

    Replication flowing = stage.replications().find(ID).orElseThrow();
    assertThat(flowing.status()).isEqualTo(Replication.Status.REPLICATING);
    assertThat(flowing.direction()).isEqualTo(Replication.Direction.FOLLOW);
  }

  @Test
  void switchThatLeavesADatabaseBehindIsNotMadeByHandAndTellsOfNoLosslessSwitch() {
    stage.up("blog");
    stage.writes("shop", "CREATE TABLE mine (a int)");
    stage.done(
        stage
            .groups()
            .create(
                new GroupSpec(Optional.of("pair"), "shop", Optional.of("blog"), Set.of()),
                Side.PRIMARY));
    HostDesk desk = new HostDesk(stage.directory.resolve(".paas-host"), Clock.systemUTC());

    assertThatThrownBy(() -> desk.switchOver("pair", Optional.empty(), stage.log::add))
        .isInstanceOf(HostFailure.class)
        .hasMessageContaining("No replication hands over the postgresql of shop");

    FailoverGroup group = stage.groups().find("pair").orElseThrow();
    stage.done(
        stage
            .groups()
            .switchOver(group, new SwitchSpec(Side.SECONDARY, Mode.PLANNED, true, List.of())));
    assertThat(stage.groups().find("pair").orElseThrow().lastSwitch().orElseThrow().lostWrites())
        .isEmpty();
  }

  @Test
  void sourceThatWasLeftComesBackClosedAlsoWhenItsReplicationHasEnded() {
    stage.up().formed();
    stage.machines.fail("eu-west");
    stage.done(stage.switchTo(Side.SECONDARY, Mode.EMERGENCY));

    stage.done(stage.replications().delete(stage.replication(), OnDestroy.DETACH));
    stage.machines.heal("eu-west");

    assertThat(stage.writes("shop", "CREATE TABLE mine (a int)")).isFalse();
    assertThat(stage.writes("shop-dr", "CREATE TABLE mine (a int)")).isTrue();
    assertThat(stage.group().lastSwitch().orElseThrow().lostWrites()).isEmpty();
    stage.done(
        stage
            .replications()
            .create(new ReplicationSpec("shop-dr", "shop", "postgresql", true, Optional.empty())));
    stage.done(stage.switchTo(Side.PRIMARY, Mode.PLANNED));
    assertThat(stage.group().lastSwitch().orElseThrow().lostWrites()).hasValue(0);
    assertThat(stage.writes("shop", "CREATE TABLE other (a int)")).isTrue();
  }

  @Test
  void whatCannotComeUpAnyMoreIsCopiedAnewWhereItMayBeOverwritten() {
    stage.up().formed();
    stage.machines.fail("eu-west");
    stage.done(stage.switchTo(Side.SECONDARY, Mode.EMERGENCY));
    OwnFiles.deleteAll(stage.server("shop").home().resolve("data/pg_wal"));
    assertThatThrownBy(() -> stage.machines.heal("eu-west")).isInstanceOf(HostFailure.class);
    ReplicationSpec over =
        new ReplicationSpec("shop-dr", "shop", "postgresql", true, Optional.empty());

    assertThat(stage.replications().check(Optional.of(stage.replication()), HostStage.BACK))
        .isNotEmpty();
    assertThat(stage.replications().check(Optional.of(stage.replication()), over)).isEmpty();
    stage.done(stage.replications().update(stage.replication(), over));

    assertThat(stage.replication().status()).isEqualTo(Replication.Status.REPLICATING);
  }

  @Test
  void replicaWithTheSettingsOfItsSourceComesUpWithItsOwn() throws Exception {
    stage.up().formed();
    stage.server("shop-dr").kill();
    HostClients.await(() -> !stage.server("shop-dr").runs());
    // So it looks where taking back was stopped in the middle.
    String settings = "data/postgresql.auto.conf";
    OwnFiles.write(
        stage.server("shop-dr").home().resolve(settings),
        Files.readString(stage.server("shop").home().resolve(settings)));

    stage.machines.start();

    assertThat(stage.seen("shop-dr").databases().getFirst().writable()).isFalse();
    assertThat(stage.writes("shop", "CREATE TABLE mine (a int)")).isTrue();
    assertThat(stage.replication().status()).isEqualTo(Replication.Status.DETACHED);
  }
}
