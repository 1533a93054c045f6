package dev.tfpaas.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Database;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec.Mode;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.Databases;
import dev.tfpaas.world.Draft;
import dev.tfpaas.world.Groups;
import dev.tfpaas.world.Regions;
import dev.tfpaas.world.fact.GroupFact;
import dev.tfpaas.world.fact.TrafficFact;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Switches of a failover group.
class SwitchTest {
  @TempDir Path parent;
  private Stage stage;

  @BeforeEach
  void form() {
    stage = new Stage(parent).formed();
  }

  @Test
  void whatIsStillBeingTakenBackIsClosedAnew() {
    stage.dashboard("close", draft -> close(draft, true));
    stage.clock.move(Duration.ofSeconds(1));
    stage.dashboard("open again", draft -> close(draft, false));

    stage.done(stage.switchTo(Side.SECONDARY, Mode.PLANNED));
    stage.clock.move(Duration.ofMinutes(20));

    assertThat(stage.serves("shop-dr")).isTrue();
    assertThat(stage.app("shop").maintenance()).isTrue();
    assertThat(stage.replication("postgresql").sourceWritable()).isFalse();
    assertThat(stage.replication("redis").sourceWritable()).isFalse();
    assertThat(stage.violations()).isEmpty();
  }

  private static void close(Draft draft, boolean on) {
    AppOperations.maintenance(draft, "shop", on);
    Databases.readOnly(draft, "shop", "postgresql", on);
    Databases.readOnly(draft, "shop", "redis", on);
  }

  @Test
  void plannedSwitchLosesNothingAndIsCounted() {
    Runbook runbook = stage.switchTo(Side.SECONDARY, Mode.PLANNED);

    List<String> calls = stage.done(runbook);

    Stage.assertMade(calls, runbook);
    FailoverGroup.Switch last = stage.group().lastSwitch().orElseThrow();
    assertThat(last.mode()).isEqualTo("planned");
    assertThat(last.lostWrites()).hasValue(0);
    assertThat(last.downtime()).get().satisfies(it -> assertThat(it).isPositive());
    assertThat(stage.group().active()).isEqualTo(Side.SECONDARY);
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void stepsAreInTheOrderOfTheDesign() {
    Runbook runbook = stage.switchTo(Side.SECONDARY, Mode.PLANNED);

    assertThat(Stage.planned(runbook))
        .containsExactly(
            "PUT /apps/shop/maintenance {on: true}",
            "PUT /apps/shop/databases/postgresql/read-only {on: true}",
            "PUT /apps/shop/databases/redis/read-only {on: true}",
            "PUT /replications/shop:shop-dr:postgresql/streaming {on: false}",
            "PUT /replications/shop:shop-dr:redis/streaming {on: false}",
            "POST /apps/shop-dr/databases/postgresql/promote",
            "POST /apps/shop-dr/databases/redis/promote",
            "PUT /apps/shop-dr/maintenance {on: false}",
            "PUT /failover-groups/shop/active {active: secondary, mode: planned}");
  }

  @Test
  void databasesChangeHandsAtOnce() {
    assertThat(stage.switchTo(Side.SECONDARY, Mode.PLANNED).lines())
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactly("1", "2a", "2b", "3a", "3b", "4a", "4b", "5", "6");
    assertThat(stage.switchTo(Side.SECONDARY, Mode.EMERGENCY).lines())
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactly("1a", "1b", "2", "3", "4", "5a", "5b");
  }

  @Test
  void replicaBecomesPrimaryAndOldSideStaysClosed() {
    stage.done(stage.switchTo(Side.SECONDARY, Mode.PLANNED));

    Replication replication = stage.replication("postgresql");
    assertThat(replication.status()).isEqualTo(Replication.Status.PROMOTED);
    assertThat(replication.newerAppId()).contains("shop-dr");
    assertThat(replication.sourceWritable()).isFalse();
    assertThat(replication.replicaWritable()).isTrue();
    assertThat(stage.app("shop-dr").database("postgresql").orElseThrow().role())
        .isEqualTo(Database.Role.PRIMARY);
    assertThat(stage.app("shop").maintenance()).isTrue();
  }

  @Test
  void emergencyDoesNotCallTheDeadSideBeforeTrafficMoved() {
    stage.dashboard("fail eu-west", draft -> Regions.fail(draft, "eu-west"));
    Runbook runbook = stage.switchTo(Side.SECONDARY, Mode.EMERGENCY);
    int before = stage.world.calls().size();

    Outcome outcome = stage.run(runbook);

    List<String> calls = stage.callsAfter(before);
    Stage.assertMade(calls, runbook);
    int moved =
        calls.indexOf("PUT /failover-groups/shop/active {active: secondary, mode: emergency}");
    assertThat(calls.subList(0, moved)).noneMatch(call -> call.contains("/apps/shop/"));
    assertThat(calls.subList(moved + 1, calls.size()))
        .hasSize(3)
        .allMatch(call -> call.contains("/apps/shop/"));
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(outcome.warnings()).hasSize(3).allMatch(warning -> warning.contains("eu-west"));
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void emergencyCountsWhatTheDeadSideKept() {
    stage.clock.move(Duration.ofSeconds(7));
    stage.dashboard("fail eu-west", draft -> Regions.fail(draft, "eu-west"));
    stage.clock.move(Duration.ofMinutes(1));

    stage.run(stage.switchTo(Side.SECONDARY, Mode.EMERGENCY));

    FailoverGroup.Switch last = stage.group().lastSwitch().orElseThrow();
    // 150 ms of lag at 20 writes a second, in each of two databases.
    assertThat(last.lostWrites().orElseThrow()).isBetween(2L, 8L);
    assertThat(last.downtime().orElseThrow()).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void healedSideStaysClosed() {
    stage.dashboard("fail eu-west", draft -> Regions.fail(draft, "eu-west"));
    stage.run(stage.switchTo(Side.SECONDARY, Mode.EMERGENCY));

    stage.dashboard("heal eu-west", draft -> Regions.heal(draft, "eu-west"));
    stage.clock.move(Duration.ofMinutes(1));

    App old = stage.app("shop");
    assertThat(old.maintenance()).isTrue();
    assertThat(old.databases()).noneMatch(Database::writable);
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void healedSideStaysReadOnlyEvenWhenNobodyAskedForIt() {
    stage.dashboard("fail eu-west", draft -> Regions.fail(draft, "eu-west"));
    Runbook runbook = stage.switchTo(Side.SECONDARY, Mode.EMERGENCY);
    stage.run(Runbook.of("killed after traffic moved", runbook.steps().subList(0, 4)));

    stage.dashboard("heal eu-west", draft -> Regions.heal(draft, "eu-west"));

    assertThat(stage.app("shop").databases()).noneMatch(Database::writable);
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void emergencyWithALivingOldSideNeverHasTwoWritable() {
    Runbook runbook = stage.switchTo(Side.SECONDARY, Mode.EMERGENCY);

    Stage.assertMade(stage.done(runbook), runbook);

    assertThat(stage.violations()).isEmpty();
    assertThat(stage.app("shop").databases()).noneMatch(Database::writable);
    assertThat(stage.app("shop").maintenance()).isTrue();
  }

  @Test
  void plannedSwitchGivesTheOldSideBackWhenTheTargetDies() {
    Runbook runbook = stage.switchTo(Side.SECONDARY, Mode.PLANNED);
    stage.run(Runbook.of("first steps", runbook.steps().subList(0, 2)));
    stage.dashboard("fail eu-central", draft -> Regions.fail(draft, "eu-central"));

    Outcome outcome = stage.run(stage.switchTo(Side.SECONDARY, Mode.PLANNED));

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(((Outcome.Failed) outcome).wentBack()).isTrue();
    stage.clock.move(Duration.ofSeconds(1));
    assertThat(stage.app("shop").maintenance()).isFalse();
    assertThat(stage.serves("shop")).isTrue();
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void switchKilledAfterAnyStepIsFinishedByTheNext() {
    for (int kept = 1; kept <= 8; kept++) {
      Stage killed = new Stage(parent.resolve("killed-" + kept)).formed();
      Runbook runbook = killed.switchTo(Side.SECONDARY, Mode.PLANNED);
      killed.run(Runbook.of("killed", runbook.steps().subList(0, kept)));
      Runbook rest = killed.switchTo(Side.SECONDARY, Mode.PLANNED);

      assertThat(Stage.planned(rest))
          .isEqualTo(Stage.planned(runbook).subList(kept, runbook.steps().size()));
      killed.done(rest);

      assertThat(killed.group().lastSwitch().orElseThrow().lostWrites()).hasValue(0);
      assertThat(killed.violations()).isEmpty();
    }
  }

  @Test
  void swappedAndSwitchedBackLosesNothing() {
    stage.done(stage.switchTo(Side.SECONDARY, Mode.PLANNED));
    stage.clock.move(Duration.ofSeconds(5));
    for (String engine : List.of("postgresql", "redis")) {
      Runbook reverse =
          stage
              .replications()
              .update(stage.replication(engine), Stage.replicate("shop-dr", "shop", engine));
      assertThat(stage.done(reverse)).isEqualTo(Stage.planned(reverse)).hasSize(1);
    }
    stage.clock.move(Duration.ofSeconds(5));

    stage.done(stage.switchTo(Side.PRIMARY, Mode.PLANNED));

    assertThat(stage.group().active()).isEqualTo(Side.PRIMARY);
    assertThat(stage.group().lastSwitch().orElseThrow().lostWrites()).hasValue(0);
    assertThat(stage.violations()).isEmpty();
    assertThat(stage.serves("shop")).isTrue();
  }

  @Test
  void sideThatHoldsLostWritesIsOverwrittenOnlyWhenAllowed() {
    stage.dashboard("fail eu-west", draft -> Regions.fail(draft, "eu-west"));
    stage.run(stage.switchTo(Side.SECONDARY, Mode.EMERGENCY));
    // Clients write there, so that each side has something that the other one lacks.
    stage.clock.move(Duration.ofSeconds(2));
    stage.dashboard("heal eu-west", draft -> Regions.heal(draft, "eu-west"));
    ReplicationSpec reversed = Stage.replicate("shop-dr", "shop", "postgresql");
    Replication current = stage.replication("postgresql");

    assertThat(stage.replications().check(Optional.of(current), reversed))
        .singleElement()
        .satisfies(it -> assertThat(it.attribute()).isEqualTo("overwrite_replica"));
    ReplicationSpec allowed =
        new ReplicationSpec("shop-dr", "shop", "postgresql", true, Optional.empty());
    assertThat(stage.replications().check(Optional.of(current), allowed)).isEmpty();
    stage.done(stage.replications().update(current, allowed));
    assertThat(stage.replication("postgresql").status()).isEqualTo(Replication.Status.REPLICATING);
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void dataNeverFlowsFromTheOlderSide() {
    stage.done(stage.switchTo(Side.SECONDARY, Mode.PLANNED));
    ReplicationSpec back =
        new ReplicationSpec("shop", "shop-dr", "postgresql", true, Optional.empty());

    assertThat(stage.replications().check(Optional.empty(), back))
        .singleElement()
        .satisfies(it -> assertThat(it.attribute()).isEqualTo("replica_app_id"));
    Outcome outcome = stage.run(stage.replications().create(back));

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(stage.app("shop-dr").database("postgresql").orElseThrow().writable()).isTrue();
  }

  @Test
  void switchOutsideIsSeenAndLosesNothing() {
    stage.dashboard(
        "switch", draft -> Groups.switchAtOnce(draft, "shop", GroupFact.Place.SECONDARY));

    FailoverGroup.Switch last = stage.group().lastSwitch().orElseThrow();
    assertThat(stage.group().active()).isEqualTo(Side.SECONDARY);
    assertThat(last.mode()).isEqualTo("outside");
    assertThat(last.lostWrites()).hasValue(0);
    assertThat(stage.replication("postgresql").newerAppId()).contains("shop-dr");
    assertThat(stage.violations()).isEmpty();
  }

  @Test
  void trafficMovedToAClosedAppIsAViolation() {
    stage.dashboard(
        "move",
        draft -> Groups.move(draft, "shop", GroupFact.Place.SECONDARY, GroupFact.Mode.OUTSIDE));
    stage.clock.move(Duration.ofSeconds(2));

    assertThat(stage.violations()).containsExactly("unproven-target");
  }

  @Test
  void switchLeftUnfinishedIsAViolationAfterAWhile() {
    Runbook runbook = stage.switchTo(Side.SECONDARY, Mode.PLANNED);
    stage.run(Runbook.of("killed", runbook.steps().subList(0, 1)));
    stage.clock.move(Duration.ofMinutes(9));
    assertThat(stage.violations()).isEmpty();

    stage.clock.move(Duration.ofMinutes(2));

    assertThat(stage.violations()).containsExactly("nobody-serves");
  }

  @Test
  void clientsAreCountedThroughASwitch() {
    stage.done(stage.switchTo(Side.SECONDARY, Mode.PLANNED));
    Duration downtime = stage.group().lastSwitch().orElseThrow().downtime().orElseThrow();
    stage.clock.move(Duration.ofSeconds(10));

    TrafficFact shoppers =
        stage.look(view -> view.find(TrafficFact.KIND, "shoppers")).orElseThrow();
    Instant now = stage.clock.instant();
    assertThat(shoppers.meter().downtime(now)).isEqualTo(downtime);
    long stored =
        stage.app("shop-dr").database("postgresql").orElseThrow().position().orElseThrow();
    // The database held 1000 writes before the clients began.
    assertThat(stored - 1000).isBetween(shoppers.acknowledged(now), shoppers.acknowledged(now) + 3);
    assertThat(shoppers.refused(now)).isPositive();
  }
}
