package dev.tfpaas.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.App;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.GroupSpec;
import dev.tfpaas.platform.Migration;
import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Replication;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.Replications.OnDestroy;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.Side;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.Regions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every runbook but the switch: what it does, and that its lines are the logged calls.
class RunbooksTest {
  @TempDir Path parent;
  private Stage stage;

  @BeforeEach
  void open() {
    stage = new Stage(parent);
  }

  /// Runs a runbook whose lines must all be made.
  private void exactly(Runbook runbook) {
    Stage.assertMade(stage.done(runbook), runbook);
  }

  private static CloneSpec clone(
      String name, boolean adopt, Map<String, Secret> variables, boolean maintenance) {
    return new CloneSpec(
        "shop",
        name,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of("L"),
        adopt,
        variables,
        Optional.empty(),
        maintenance,
        Optional.empty());
  }

  @Test
  void readingMakesNoFile() {
    stage.platform.apps().list();
    stage.platform.apps().regions();
    stage.groups().find("shop");
    stage.clones().check(Stage.clone("shop-dr"));

    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void cloneIsMadeEmptyAndInMaintenance() {
    exactly(stage.clones().create(Stage.clone("shop-dr")));

    App clone = stage.app("shop-dr");
    assertThat(clone.clonedFrom()).contains("shop");
    assertThat(clone.region()).isEqualTo("eu-central");
    assertThat(clone.maintenance()).isTrue();
    assertThat(clone.databases()).hasSize(2).allMatch(it -> it.position().orElse(-1) == 0);
    assertThat(stage.clones().differences(clone, Set.of())).isEmpty();
  }

  @Test
  void cloneIsUpdatedInPlaceWithoutShowingAValue() throws IOException {
    stage.done(stage.clones().create(Stage.clone("shop-dr")));
    CloneSpec wanted = clone("shop-dr", false, Map.of("API_KEY", new Secret("hush-hush")), false);

    Runbook runbook = stage.clones().update(stage.app("shop-dr"), Stage.clone("shop-dr"), wanted);
    exactly(runbook);

    App clone = stage.app("shop-dr");
    assertThat(clone.size()).contains("L");
    assertThat(clone.maintenance()).isFalse();
    assertThat(stage.clones().differences(clone, Set.of()))
        .containsExactly("variable API_KEY is only in the copy", "size is L, the source has M");
    assertThat(stage.clones().differences(clone, Set.of("API_KEY"))).hasSize(1);
    assertThat(runbook.lines().toString()).doesNotContain("hush-hush");
    assertThat(Files.readString(stage.directory.resolve("journal.jsonl")))
        .doesNotContain("hush-hush")
        .doesNotContain("\"info\"");
    exactly(stage.clones().update(clone, wanted, clone("shop-dr", false, Map.of(), false)));
    assertThat(stage.clones().differences(stage.app("shop-dr"), Set.of())).hasSize(1);
  }

  @Test
  void cloneMovesToAnotherRegion() {
    stage.done(stage.clones().create(Stage.clone("shop-dr")));
    CloneSpec there =
        new CloneSpec(
            "shop",
            "shop-dr",
            Optional.empty(),
            Optional.of("us-east"),
            Optional.empty(),
            Optional.empty(),
            false,
            Map.of(),
            Optional.empty(),
            true,
            Optional.empty());

    exactly(stage.clones().update(stage.app("shop-dr"), Stage.clone("shop-dr"), there));

    assertThat(stage.app("shop-dr").region()).isEqualTo("us-east");
  }

  @Test
  void existingAppIsAdoptedOnlyWhenAsked() {
    assertThat(stage.clones().check(clone("blog", false, Map.of(), true)))
        .singleElement()
        .satisfies(it -> assertThat(it.attribute()).isEqualTo("name"));
    assertThat(stage.clones().check(clone("nobody", true, Map.of(), true)))
        .singleElement()
        .satisfies(it -> assertThat(it.attribute()).isEqualTo("adopt"));
    CloneSpec adopted = clone("blog", true, Map.of("MODE", new Secret("copy")), true);
    assertThat(stage.clones().check(adopted)).isEmpty();

    exactly(stage.clones().create(adopted));

    assertThat(stage.app("blog").clonedFrom()).contains("shop");
    assertThat(stage.app("blog").maintenance()).isTrue();
  }

  @Test
  void memberOfAGroupIsNotDestroyed() {
    stage.formed();

    Outcome outcome = stage.run(stage.clones().delete(stage.app("shop")));

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(stage.platform.apps().find("shop")).isPresent();
  }

  @Test
  void cloneIsDestroyed() {
    stage.done(stage.clones().create(Stage.clone("shop-dr")));

    exactly(stage.clones().delete(stage.app("shop-dr")));

    assertThat(stage.platform.apps().find("shop-dr")).isEmpty();
  }

  @Test
  void replicationBacksUpThenFollows() {
    stage.done(stage.clones().create(Stage.clone("shop-dr")));
    ReplicationSpec.BackupSchedule daily =
        new ReplicationSpec.BackupSchedule(Duration.ofHours(24), 7);

    exactly(
        stage
            .replications()
            .create(
                new ReplicationSpec("shop", "shop-dr", "postgresql", false, Optional.of(daily))));
    stage.clock.move(Duration.ofSeconds(10));

    Replication replication = stage.replication("postgresql");
    assertThat(replication.status()).isEqualTo(Replication.Status.REPLICATING);
    assertThat(replication.backup()).contains(daily);
    assertThat(replication.sourceBackupAt()).isPresent();
    assertThat(replication.lagWrites().orElseThrow()).isBetween(2L, 4L);
    assertThat(replication.sourceWritable()).isTrue();
    assertThat(replication.replicaWritable()).isFalse();
    stage.clock.move(Duration.ofHours(49));
    assertThat(stage.replication("postgresql").sourceBackupAt().orElseThrow())
        .isAfter(replication.sourceBackupAt().orElseThrow().plus(Duration.ofHours(47)));
  }

  @Test
  void dataOfItsOwnIsNotOverwrittenUnasked() {
    stage.done(stage.clones().create(Stage.clone("shop-dr")));
    stage.done(
        stage
            .clones()
            .update(
                stage.app("shop-dr"),
                Stage.clone("shop-dr"),
                clone("shop-dr", false, Map.of(), false)));
    stage.dashboard("write", draft -> AppOperations.write(draft, "shop-dr", 3));
    ReplicationSpec spec = Stage.replicate("shop", "shop-dr", "postgresql");

    assertThat(stage.replications().check(Optional.empty(), spec))
        .singleElement()
        .satisfies(it -> assertThat(it.attribute()).isEqualTo("overwrite_replica"));
    assertThat(stage.run(stage.replications().create(spec))).isInstanceOf(Outcome.Failed.class);
    exactly(
        stage
            .replications()
            .create(new ReplicationSpec("shop", "shop-dr", "postgresql", true, Optional.empty())));
  }

  @Test
  void unknownEngineAndSameAppAreProblems() {
    assertThat(
            stage.replications().check(Optional.empty(), Stage.replicate("shop", "shop", "oracle")))
        .extracting(it -> it.attribute())
        .containsExactly("engine", "replica_app_id");
  }

  @Test
  void replicationEndsWithTheReplicaReadOnly() {
    stage.formed();

    exactly(stage.replications().delete(stage.replication("postgresql"), OnDestroy.DETACH));

    assertThat(stage.replications().find("shop:shop-dr:postgresql")).isEmpty();
    assertThat(stage.app("shop-dr").database("postgresql").orElseThrow().writable()).isFalse();
    assertThat(stage.replications().delete(stage.replication("redis"), OnDestroy.ABANDON).isEmpty())
        .isTrue();
  }

  @Test
  void replicationIsBrokenWhileARegionIsDownAndCatchesUp() {
    stage.formed();
    stage.dashboard("fail", draft -> Regions.fail(draft, "eu-central"));
    stage.clock.move(Duration.ofMinutes(1));
    assertThat(stage.replication("redis").status()).isEqualTo(Replication.Status.BROKEN);

    stage.dashboard("heal", draft -> Regions.heal(draft, "eu-central"));
    stage.clock.move(Duration.ofSeconds(2));

    assertThat(stage.replication("redis").status()).isEqualTo(Replication.Status.REPLICATING);
    assertThat(stage.replication("redis").lagWrites().orElseThrow()).isBetween(2L, 4L);
  }

  @Test
  void groupIsFormedChangedAndDissolved() {
    stage.formed();
    FailoverGroup group = stage.group();
    assertThat(group.dnsPopulated()).isTrue();
    assertThat(group.address()).isEqualTo("shop.failover.local");
    assertThat(stage.groups().existing(Stage.PAIR)).contains("shop");
    assertThat(stage.done(stage.groups().create(Stage.PAIR, Side.PRIMARY))).isEmpty();
    assertThat(stage.groups().update(group, Stage.PAIR).isEmpty()).isTrue();

    GroupSpec swapped =
        new GroupSpec(Optional.of("store"), "shop-dr", Optional.of("shop"), Set.of());
    exactly(stage.groups().update(group, swapped));

    assertThat(stage.group().active()).isEqualTo(Side.SECONDARY);
    assertThat(stage.group().name()).contains("store");
    exactly(stage.groups().delete(stage.group()));
    assertThat(stage.groups().find("shop")).isEmpty();
    assertThat(stage.serves("shop")).isTrue();
  }

  @Test
  void activeAppDoesNotLeaveItsGroup() {
    stage.formed();

    assertThat(
            stage
                .groups()
                .check(
                    Optional.of(stage.group()),
                    new GroupSpec(Optional.of("shop"), "blog", Optional.of("shop-dr"), Set.of())))
        .singleElement()
        .satisfies(it -> assertThat(it.attribute()).isEqualTo("primary_app_id"));
  }

  private static MigrationSpec move(MigrationSpec.Mode mode, Optional<String> newName) {
    return new MigrationSpec(
        "shop", "eu-central", newName, mode, false, Optional.empty(), Optional.empty());
  }

  @Test
  void offlineMigrationStopsTheAppWhileDataMoves() {
    MigrationSpec spec = move(MigrationSpec.Mode.OFFLINE, Optional.of("boutique"));
    exactly(stage.migrations().advance(Optional.empty(), spec, MigrationSpec.Phase.DATA_MIGRATED));
    Migration halfway = stage.migrations().existing(spec).orElseThrow();
    assertThat(halfway.phase()).contains(MigrationSpec.Phase.DATA_MIGRATED);
    assertThat(stage.serves("shop")).isFalse();

    exactly(stage.migrations().advance(Optional.of(halfway), spec, MigrationSpec.Phase.FINALIZED));

    Migration done = stage.migrations().find("shop:eu-central").orElseThrow();
    assertThat(done.ended()).isTrue();
    assertThat(done.newAppId()).contains("boutique");
    assertThat(done.redirectUntil()).isPresent();
    assertThat(done.dnsChanges())
        .singleElement()
        .satisfies(it -> assertThat(it.value()).isEqualTo("boutique.eu-central.paas.local"));
    assertThat(stage.app("boutique").region()).isEqualTo("eu-central");
    assertThat(stage.platform.apps().find("shop")).isEmpty();
    assertThat(stage.serves("boutique")).isTrue();
    assertThat(stage.migrations().existing(spec)).isPresent();
  }

  @Test
  void liveMigrationHasNoDowntime() {
    MigrationSpec spec = move(MigrationSpec.Mode.LIVE, Optional.empty());
    assertThat(stage.migrations().check(spec, false))
        .singleElement()
        .satisfies(it -> assertThat(it.attribute()).isEqualTo("allow_live_databases"));
    assertThat(stage.migrations().check(spec, true)).isEmpty();

    exactly(stage.migrations().advance(Optional.empty(), spec, MigrationSpec.Phase.FINALIZED));

    assertThat(stage.app("shop").region()).isEqualTo("eu-central");
    List<Duration> downtimes =
        stage.look(
            view -> view.traffic().stream().map(it -> it.meter().downtime(view.now())).toList());
    assertThat(downtimes).containsOnly(Duration.ZERO);
  }

  @Test
  void abortedMigrationLetsTheAppRunWhereItWas() {
    MigrationSpec spec = move(MigrationSpec.Mode.OFFLINE, Optional.empty());
    stage.done(
        stage.migrations().advance(Optional.empty(), spec, MigrationSpec.Phase.DATA_MIGRATED));

    exactly(stage.migrations().abort(stage.migrations().existing(spec).orElseThrow()));

    assertThat(stage.migrations().existing(spec)).isEmpty();
    assertThat(stage.serves("shop")).isTrue();
    assertThat(stage.app("shop").region()).isEqualTo("eu-west");
    exactly(stage.migrations().advance(Optional.empty(), spec, MigrationSpec.Phase.FINALIZED));
  }

  @Test
  void liveMigrationToARegionThatCannotIsAProblem() {
    MigrationSpec spec =
        new MigrationSpec(
            "shop",
            "us-east",
            Optional.empty(),
            MigrationSpec.Mode.LIVE,
            true,
            Optional.empty(),
            Optional.empty());

    assertThat(stage.migrations().check(spec, true))
        .singleElement()
        .satisfies(it -> assertThat(it.attribute()).isEqualTo("mode"));
  }

  @Test
  void manualDataIsSkipped() {
    MigrationSpec spec =
        new MigrationSpec(
            "shop",
            "us-east",
            Optional.empty(),
            MigrationSpec.Mode.AUTO,
            true,
            Optional.empty(),
            Optional.empty());

    Runbook runbook =
        stage.migrations().advance(Optional.empty(), spec, MigrationSpec.Phase.FINALIZED);
    exactly(runbook);

    assertThat(Stage.planned(runbook))
        .contains("POST /migrations/shop:us-east/data {manual: true}");
  }

  @Test
  void deadRegionIsLastKnownToReadAndUnavailableToCall() {
    stage.formed();
    stage.dashboard("fail", draft -> Regions.fail(draft, "eu-central"));

    App dead = stage.app("shop-dr");
    assertThat(dead.reachable()).isFalse();
    assertThat(dead.status()).isEqualTo("unreachable");
    assertThat(dead.databases()).hasSize(2);
    assertThat(stage.group().secondary().orElseThrow().reachable()).isFalse();
    Outcome outcome = stage.run(stage.clones().delete(dead));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.cause())
                    .isInstanceOfSatisfying(
                        PlatformException.class,
                        cause -> {
                          assertThat(cause.kind()).isEqualTo(PlatformException.Kind.UNAVAILABLE);
                          assertThat(cause.safeToRepeat()).isTrue();
                        }));
    assertThat(stage.violations()).isEmpty();
  }
}
