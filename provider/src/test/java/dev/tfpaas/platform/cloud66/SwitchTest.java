package dev.tfpaas.platform.cloud66;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.emulator.Reply;
import dev.tfpaas.emulator.cloud66.Cloud66Options;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.platform.SwitchSpec.Mode;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Probe;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

/// Switches of a failover group of Cloud 66.
class SwitchTest {
  @TempDir Path directory;
  private Stage stage;

  @BeforeEach
  void form() {
    stage = new Stage(directory).formed();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void plannedSwitchUnderLoadLosesNothing() {
    stage.done(stage.switchTo(Side.SECONDARY, Mode.PLANNED));

    FailoverGroup group = stage.group();
    assertThat(group.active()).isEqualTo(Side.SECONDARY);
    assertThat(group.busy()).isFalse();
    assertThat(stage.world().path("groups").path(0).path("lost_writes").asLong(-1)).isZero();
    assertThat(stage.world().path("traffic").path(1).path("acknowledged").asLong()).isPositive();
    assertThat(stage.world().has("violations")).as("%s", stage.world()).isFalse();
  }

  @Test
  void answerThatSendsElsewhereIsNoRefusalAfterWhichASwitchIsTakenBack() {
    Runbook runbook = stage.switchTo(Side.SECONDARY, Mode.PLANNED);
    stage.watched.answer((request, reply) ->
        request.method().equals("POST") && request.path().endsWith("/actions")
            ? new Reply(307, Map.of("Location", "https://login.example.org/"), "")
            : reply);

    stage.run(runbook);
    stage.watched.answerAsUsual();

    assertThat(stage.world().has("violations")).as("%s", stage.world()).isFalse();
    stage.done(stage.switchTo(Side.SECONDARY, Mode.PLANNED));
    assertThat(stage.world().has("violations")).as("%s", stage.world()).isFalse();
  }

  @Test
  void plannedStepsAreInTheVendorsOrder() {
    stage.done(stage.switchTo(Side.SECONDARY, Mode.PLANNED));

    assertThat(stage.changes())
        .extracting(change -> change.replaceAll("server_uid: [0-9a-f]+", "server_uid: S"))
        .containsExactly(
            "PUT /api/3/stacks/shop/settings/maintenance-mode",
            "POST /api/3/stacks/shop-dr/actions command: disable_replication_slave_db,"
                + " db_type: postgresql, server_uid: S",
            "POST /api/3/stacks/shop-dr/actions command: disable_replication_slave_db,"
                + " db_type: redis, server_uid: S",
            "PUT /api/3/stacks/shop-dr/settings/maintenance-mode",
            "PUT /api/3/failover_groups/GROUP current_stack: 2");
  }

  @Test
  void planShowsPromotionOnlyForWhatIsStillAReplica() {
    Runbook runbook = stage.switchTo(Side.SECONDARY, Mode.PLANNED);

    assertThat(runbook.steps())
        .extracting(Step::title)
        .containsExactly(
            "maintenance on",
            "replication off",
            "replication off",
            "promote if still a replica",
            "promote if still a replica",
            "maintenance off",
            "move traffic");
    assertThat(runbook.lines()).isEqualTo(stage.switchTo(Side.SECONDARY, Mode.PLANNED).lines());
  }

  @Test
  void emergencySwitchNamesTheDeadSideOnlyAfterTrafficHasMoved() {
    Runbook runbook = stage.switchTo(Side.SECONDARY, Mode.EMERGENCY);
    stage.dashboard("POST", "/regions/eu-west", "{\"up\": false}");
    String dead = stage.uid("shop");
    stage.server.log().clear();

    Outcome outcome = stage.run(runbook);

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(outcome.warnings()).singleElement().asString().contains("maintenance on");
    List<String> paths =
        stage.server.log().entries().stream()
            .map(entry -> entry.method() + " " + entry.path())
            .toList();
    int moved =
        paths.indexOf(
            "PUT /api/3/failover_groups/" + stage.groups().existing(stage.pair()).orElseThrow());
    assertThat(moved).isPositive();
    assertThat(paths.subList(0, moved)).noneMatch(path -> path.contains(dead));
    assertThat(stage.group().active()).isEqualTo(Side.SECONDARY);
  }

  @Test
  void replicaKnowsWhoHoldsTheNewerDataAfterTheSwitch() {
    stage.done(stage.switchTo(Side.SECONDARY, Mode.PLANNED));

    Replication replication = stage.replication("postgresql");
    assertThat(replication.status()).isEqualTo(Replication.Status.DETACHED);
    assertThat(replication.sourceAppId()).isEqualTo(stage.uid("shop"));
    assertThat(replication.newerAppId()).contains(stage.uid("shop-dr"));
    assertThat(replication.sourceWritable()).isFalse();
    assertThat(replication.replicaWritable()).isTrue();
  }

  @Test
  void failedActionBeforeReplicationIsOffGivesTheOldSideBack() {
    stage.dashboard(
        "POST",
        "/failures",
        "{\"action\": \"disable_replication_slave_db\", \"message\": \"no such host\"}");

    Outcome outcome = stage.run(stage.switchTo(Side.SECONDARY, Mode.PLANNED));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.cause()).hasMessageContaining("no such host");
              assertThat(failed.wentBack()).isTrue();
            });
    stage.clock.move(Duration.ofMinutes(1));
    assertThat(stage.app("shop").maintenance()).isFalse();
    assertThat(stage.replication("redis").status()).isEqualTo(Replication.Status.REPLICATING);
  }

  @Test
  void interruptedSwitchIsContinued() {
    Runbook first = stage.switchTo(Side.SECONDARY, Mode.PLANNED);
    stage.done(
        Runbook.of(first.title(), List.of(), first.steps().subList(0, 2), Runbook.OnFailure.KEEP));

    Runbook rest = stage.switchTo(Side.SECONDARY, Mode.PLANNED);
    stage.done(rest);

    assertThat(rest.steps())
        .extracting(Step::title)
        .containsExactly(
            "replication off", "promote if still a replica", "maintenance off", "move traffic");
    assertThat(stage.group().active()).isEqualTo(Side.SECONDARY);
  }

  @Test
  void emergencyThatEndedWhenTrafficHadMovedIsContinuedByTheFenceAlone() {
    Runbook all = stage.switchTo(Side.SECONDARY, Mode.EMERGENCY);
    int steps = all.steps().size();
    stage.done(
        Runbook.of(
            all.title(), List.of(), all.steps().subList(0, steps - 1), Runbook.OnFailure.KEEP));

    Runbook rest = stage.switchTo(Side.SECONDARY, Mode.EMERGENCY);
    stage.done(rest);

    assertThat(rest.steps()).extracting(Step::title).containsExactly("maintenance on");
    assertThat(stage.app("shop").maintenance()).isTrue();
    assertThat(stage.switchTo(Side.SECONDARY, Mode.EMERGENCY).steps()).isEmpty();
  }

  @Test
  void severalDatabasesAreDrainedAtOnce() {
    Duration before = stage.clock.elapsed();

    stage.done(stage.switchTo(Side.SECONDARY, Mode.PLANNED));

    assertThat(stage.log).isNotEmpty();
    // Twice the time of one database would be 45 seconds of the stage's clock.
    assertThat(stage.clock.elapsed().minus(before)).isLessThan(Duration.ofSeconds(40));
  }

  @Test
  void sourceThatIsOpenedWhileItIsDrainedIsSeenAtTheNextLook() {
    Runbook runbook = stage.switchTo(Side.SECONDARY, Mode.PLANNED);
    stage.done(
        Runbook.of("close", List.of(), runbook.steps().subList(0, 1), Runbook.OnFailure.KEEP));
    Probe drained =
        runbook.steps().stream()
            .flatMap(step -> step.gate().stream())
            .findFirst()
            .orElseThrow()
            .probe();
    assertThat(drained.read().holds()).isFalse();

    stage.clock.move(Duration.ofSeconds(5));
    stage.watched.answer((_, own) ->
        new Reply(
            own.status(),
            own.headers(),
            own.body().replaceAll("(maintenance_mode\":)true", "$1false")));

    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(drained::read)
        .withMessageContaining("not in maintenance");
  }

  /// The service does not say on which side it lists a replica; here it is the source's.
  @Test
  void trafficWaitsForReplicaThatOnlyTheOldSideLists() {
    Dialect dialect = Dialect.usual("cloud66").with("replica-listed-by", "source");
    try (Stage other =
        new Stage(directory.resolve("other"), Cloud66Options.usual(Stage.TOKEN).in(dialect))) {
      Step move = other.formed().switchTo(Side.SECONDARY, Mode.PLANNED).steps().getLast();
      other.watched.answer((_, own) ->
          new Reply(
              own.status(),
              own.headers(),
              own.body().replaceAll("(maintenance_mode\":)true", "$1false")));

      Probe.Reading reading = move.gate().orElseThrow().probe().read();

      assertThat(reading.holds()).isFalse();
      assertThat(reading.detail()).contains("is still a replica");
    }
  }

  @Test
  void plannedSwitchWithoutMaintenanceIsRefusedBeforeReplicationIsTouched() {
    Runbook runbook =
        stage
            .groups()
            .switchOver(
                stage.group(),
                new SwitchSpec(
                    Side.SECONDARY, Mode.PLANNED, false, List.of(stage.replication("postgresql"))));

    Outcome outcome = stage.run(runbook);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.cause()).hasMessageContaining("not in maintenance"));
    assertThat(stage.changes()).isEmpty();
  }

  @Test
  void containersCannotBeClosedAndAreNotSwitchedWithData() {
    String blog = stage.uid("blog");
    FailoverGroup group =
        new FailoverGroup(
            "fg-" + "0".repeat(32),
            Optional.empty(),
            "",
            stage.group().ttl(),
            new FailoverGroup.Member(blog, true, true, false),
            stage.group().secondary(),
            Side.PRIMARY,
            false,
            true,
            Set.of(),
            Optional.empty());
    Replication fromBlog = from(stage.replication("postgresql"), blog);

    Outcome outcome =
        stage.run(
            stage
                .groups()
                .switchOver(
                    group, new SwitchSpec(Side.SECONDARY, Mode.PLANNED, true, List.of(fromBlog))));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.cause())
                    .hasMessageContaining("has no maintenance mode")
                    .hasMessageContaining("accept_data_loss"));
    assertThat(stage.changes()).isEmpty();
  }

  /// On which side a replica is listed is not documented.
  @Test
  void replicaThatOnlyTheOldSideListsKeepsTrafficWhereItIs() {
    String replica =
        new Account(stage.api())
            .servers(stage.uid("shop-dr")).stream()
                .filter(server -> server.has("postgresql"))
                .flatMap(server -> server.addresses().stream())
                .findFirst()
                .orElseThrow();
    List<Step> steps = stage.switchTo(Side.SECONDARY, Mode.PLANNED).steps();
    stage.done(Runbook.of("all but the move", steps.subList(0, steps.size() - 1)));
    Probe proof = steps.getLast().gate().orElseThrow().probe();
    assertThat(proof.read().holds()).isTrue();

    stage
        .api()
        .put(
            "PATCH",
            Account.path(stage.uid("shop")) + "/environments/bulk",
            JsonNodeFactory.instance
                .objectNode()
                .put("environments_format", "json")
                .put("contents", "{\"POSTGRESQL_SLAVE_ADDRESSES_INT\": \"%s\"}".formatted(replica))
                .put("apply_strategy", "deployment"));

    assertThat(proof.read().holds()).isFalse();
    assertThat(proof.read().detail()).contains("still a replica");
  }

  private static Replication from(Replication other, String source) {
    return new Replication(
        other.id(),
        source,
        other.replicaAppId(),
        other.engine(),
        other.status(),
        other.newerAppId(),
        other.lag(),
        other.lagWrites(),
        other.backup(),
        other.sourceBackupAt(),
        other.sourceWritable(),
        other.replicaWritable());
  }
}
