package dev.tfpaas.platform.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec.Mode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Switches under real requests: what was acknowledged, and who accepts writes.
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class HostSwitchTest {
  private HostStage stage;

  @BeforeEach
  void up() {
    stage = new HostStage().up().formed();
  }

  @AfterEach
  void down() {
    stage.close();
  }

  private Set<String> underLoad(Runnable work, boolean mayBothWrite) {
    HostClients clients = new HostClients(stage);
    work.run();
    clients.served();
    Set<String> lost = clients.end();
    assertThat(clients.bothWrote() == 0 || mayBothWrite).isTrue();
    return lost;
  }

  @Test
  void plannedSwitchThereAndBackLosesNoWriteAndNeedsNoNewCopy() {
    String made = system("shop");

    Set<String> lost =
        underLoad(
            () -> {
              stage.done(stage.switchTo(Side.SECONDARY, Mode.PLANNED));
              assertThat(stage.replication().status()).isEqualTo(Replication.Status.PROMOTED);
              assertThat(stage.replication().newerAppId()).contains("shop-dr");
              assertThat(
                      stage.replications().check(Optional.of(stage.replication()), HostStage.BACK))
                  .isEmpty();
              stage.done(stage.replications().update(stage.replication(), HostStage.BACK));
              stage.done(stage.switchTo(Side.PRIMARY, Mode.PLANNED));
            },
            false);

    assertThat(lost).isEmpty();
    assertThat(system("shop")).isEqualTo(made);
    assertThat(stage.group().active()).isEqualTo(Side.PRIMARY);
    assertThat(stage.group().lastSwitch().orElseThrow().downtime()).isPresent();
  }

  @Test
  void whatFollowsIsProtectedAgainAfterEachSwitchWithoutANewCopy() {
    ReplicationSpec follow =
        new ReplicationSpec(
            "shop", "shop-dr", "postgresql", false, Optional.empty(), Replication.Direction.FOLLOW);
    stage.done(stage.replications().update(stage.replication(), follow));
    String made = system("shop");

    Set<String> lost =
        underLoad(
            () -> {
              for (Side to : List.of(Side.SECONDARY, Side.PRIMARY, Side.SECONDARY)) {
                stage.done(stage.switchTo(to, Mode.PLANNED));
                assertThat(stage.replication().status()).isEqualTo(Replication.Status.REPLICATING);
              }
            },
            false);

    assertThat(lost).isEmpty();
    assertThat(stage.replication().sourceAppId()).isEqualTo("shop-dr");
    assertThat(system("shop")).isEqualTo(made);
  }

  private String system(String app) {
    return stage.server(app).facts(stage.app(app).databases().getFirst().gate()).system();
  }

  @Test
  void killedRegionComesBackClosedAndFollowsOnlyWithConsent() {

    Set<String> lost =
        underLoad(
            () -> {
              stage.machines.fail("eu-west");
              assertThat(stage.seen("shop").reachable()).isFalse();
              assertThat(stage.group().primary().reachable()).isFalse();
              stage.done(stage.switchTo(Side.SECONDARY, Mode.EMERGENCY));
              stage.machines.heal("eu-west");
            },
            false);

    assertThat(stage.writes("shop", "CREATE TABLE mine (a int)")).isFalse();
    assertThat(stage.seen("shop").databases().getFirst().writable()).isFalse();
    // What the replica had not received by the time of the blow is the whole loss.
    assertThat(stage.rows("shop")).containsAll(lost);
    boolean wentItsOwnWay =
        !stage.replications().check(Optional.of(stage.replication()), HostStage.BACK).isEmpty();
    ReplicationSpec back =
        new ReplicationSpec("shop-dr", "shop", "postgresql", wentItsOwnWay, Optional.empty());
    stage.done(stage.replications().update(stage.replication(), back));
    stage.done(stage.switchTo(Side.PRIMARY, Mode.PLANNED));
    assertThat(stage.seen("shop").databases().getFirst().writable()).isTrue();
  }

  @Test
  void regionThatWasCutOffWritesOnForItselfUntilItIsHealed() {
    stage.writes("shop", "CREATE TABLE orders (a int)");

    Set<String> lost =
        underLoad(
            () -> {
              stage.machines.cut("eu-west");
              assertThat(stage.seen("shop").reachable()).isFalse();
              stage.done(stage.switchTo(Side.SECONDARY, Mode.EMERGENCY));
              assertThat(stage.writes("shop", "INSERT INTO orders VALUES (1)"))
                  .as("what is inside goes on")
                  .isTrue();
              stage.machines.heal("eu-west");
            },
            true);

    assertThat(stage.writes("shop", "INSERT INTO orders VALUES (2)")).isFalse();
    assertThat(stage.rows("shop")).containsAll(lost);
    Replication now = stage.replication();
    assertThat(stage.replications().check(Optional.of(now), HostStage.BACK))
        .singleElement()
        .satisfies(it -> assertThat(it.attribute()).isEqualTo("overwrite_replica"));
    stage.done(
        stage
            .replications()
            .update(
                now, new ReplicationSpec("shop-dr", "shop", "postgresql", true, Optional.empty())));
    assertThat(stage.replication().status()).isEqualTo(Replication.Status.REPLICATING);
    assertThat(stage.seen("shop").databases().getFirst().position())
        .isEqualTo(stage.seen("shop-dr").databases().getFirst().position());
  }

  @Test
  void whatIsKilledIsUnreadableAndComesUpAgainAsItWas() {
    List<Long> before = List.copyOf(stage.machines.running().values());

    before.forEach(pid ->
        ProcessHandle.of(pid)
            .ifPresent(it -> {
              List<ProcessHandle> below = it.descendants().toList();
              it.destroyForcibly();
              below.forEach(ProcessHandle::destroyForcibly);
            }));
    HostClients.await(() -> stage.machines.running().isEmpty());
    assertThat(stage.seen("shop").reachable()).isFalse();
    assertThat(stage.machines.running()).as("a read starts nothing").isEmpty();
    stage.machines.start();

    HostClients.await(() -> stage.seen("shop-dr").healthy() && stage.seen("shop").healthy());
    HostClients.await(() -> stage.replication().status() == Replication.Status.REPLICATING);
    assertThat(stage.group().active()).isEqualTo(Side.PRIMARY);
    stage.machines.down();
    assertThat(stage.machines.running()).isEmpty();
  }
}
