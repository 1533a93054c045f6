package dev.tfpaas.platform.jelastic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.emulator.Fault;
import dev.tfpaas.platform.Migration;
import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.platform.MigrationSpec.Mode;
import dev.tfpaas.platform.MigrationSpec.Phase;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Moves of environments, live and offline.
class MigrationsTest {
  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.close();
  }

  private Runbook move(MigrationSpec spec) {
    return stage.migrations().advance(Optional.empty(), spec, Phase.FINALIZED);
  }

  @Test
  void liveMigrationInsideTheDataCentreChangesNoAddress() {
    MigrationSpec spec = Stage.move("shop", "eu1_ssd", Mode.LIVE);
    assertThat(stage.migrations().check(spec, false)).isEmpty();
    assertThat(stage.migrations().existing(spec)).isEmpty();

    stage.done(move(spec));

    stage.changed(
        "applyenvproperty envName: shop",
        "migrate envName: shop, hardwareNodeGroup: eu1_ssd, isOnline: true");
    Migration done = stage.migrations().existing(spec).orElseThrow();
    assertThat(done.id()).isEqualTo("shop:eu1_ssd");
    assertThat(done.phase()).contains(Phase.FINALIZED);
    assertThat(done.fromRegion()).isEqualTo("default_hn_group");
    assertThat(done.url()).isEqualTo("http://shop.eu1.paas.example");
    assertThat(done.dnsChanges()).isEmpty();
  }

  @Test
  void offlineMigrationToAnotherDataCentreNamesTheRecordsToChange() {
    MigrationSpec spec = Stage.move("shop", "us1", Mode.AUTO);

    stage.done(move(spec));

    assertThat(stage.environment("shop").path("nodes").path(0).path("intIP").asString(""))
        .startsWith("10.110.");
    Migration done = stage.migrations().existing(spec).orElseThrow();
    assertThat(done.url()).isEqualTo("http://shop.us1.paas.example");
    assertThat(done.dnsChanges())
        .containsExactly(
            new Migration.DnsChange("www.example.com", "CNAME", "shop.us1.paas.example", false));
    assertThat(stage.changes()).contains("applyenvproperty envName: shop");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {"EXPIRE_TOKEN"},
      mode = EnumSource.Mode.EXCLUDE)
  void oneFaultOfTheCallMigratesOnce(Fault.Kind kind) {
    stage.fault(kind, "migrate");

    stage.done(move(Stage.move("shop", "us1", Mode.OFFLINE)));

    assertThat(stage.environment("shop").path("env").path("hardwareNodeGroup").asString(""))
        .isEqualTo("us1");
    assertThat(migrations()).isOne();
  }

  /// Counts the migrations that the platform tracked.
  private long migrations() {
    return stage
        .call(
            "environment/tracking/rest/getuidactions", "session=%s&count=20".formatted(Stage.TOKEN))
        .path("array")
        .valueStream()
        .filter(action -> action.path("action").asInt(0) == TrackedAction.MIGRATE)
        .count();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {"EXPIRE_TOKEN"},
      mode = EnumSource.Mode.EXCLUDE)
  void oneFaultOfTheCheckAndOfAReadingIsSurvived(Fault.Kind kind) {
    stage.fault(kind, "checkmigrationpossibility");
    stage.fault(kind, "getenvinfo");

    stage.done(move(Stage.move("shop", "us1", Mode.OFFLINE)));

    assertThat(migrations()).isOne();
  }

  @Test
  void gatewayThatGivesUpIsReplacedByReadings() {
    stage.dashboard("POST", "/gateway", "{\"limit_ms\": 3000}");

    stage.done(move(Stage.move("shop", "us1", Mode.OFFLINE)));

    assertThat(stage.begun()).filteredOn(call -> call.startsWith("migrate")).hasSize(1);
    assertThat(stage.calls("getenvinfo")).isGreaterThan(3);
  }

  @Test
  void callThatNeverLeavesATraceIsGivenUpAfterAFewTries() {
    stage
        .server
        .faults()
        .add(new Fault("*", "/migrate", "", 0, 99, Fault.Kind.DROP_BEFORE, 0, Duration.ZERO));

    Outcome outcome = stage.run(move(Stage.move("shop", "us1", Mode.OFFLINE)));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.cause()).hasMessageContaining("no trace of the call"));
    assertThat(stage.calls("migrate")).isEqualTo(3);
  }

  @Test
  void refusedCheckEndsBeforeAnythingChanges() {
    stage.dashboard("POST", "/account", "{\"migration_allowed\": false}");

    Outcome outcome = stage.run(move(Stage.move("shop", "us1", Mode.OFFLINE)));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.cause())
                    .hasMessageContaining("2373")
                    .hasMessageContaining("hoster"));
    assertThat(stage.calls("migrate")).isZero();
  }

  @Test
  void migrationThatFailsAtItsEndIsReportedWithThePlatformsWords() {
    stage.dashboard(
        "POST",
        "/failures",
        "{\"method\": \"migrate\", \"result\": 2202, \"error\": \"all nodes are busy\"}");

    Outcome outcome = stage.run(move(Stage.move("shop", "us1", Mode.OFFLINE)));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.cause()).hasMessageContaining("all nodes are busy"));
    assertThat(stage.environment("shop").path("env").path("hardwareNodeGroup").asString(""))
        .isEqualTo("default_hn_group");
  }

  @Test
  void migrationUnderWayCannotBeAborted() {
    stage.dashboard("POST", "/environments/shop", "{\"status\": \"migrating\"}");
    MigrationSpec spec = Stage.move("shop", "us1", Mode.OFFLINE);

    Migration seen = stage.migrations().find("shop:us1").orElseThrow();

    assertThat(seen.busy()).isTrue();
    assertThat(stage.migrations().abort(seen).lines()).hasSize(1);
    assertThat(stage.run(stage.migrations().abort(seen)))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.cause()).hasMessageContaining("no call that cancels"));
    assertThat(stage.migrations().existing(spec)).isEmpty();
  }

  @Test
  void environmentMovedBackOutsideIsAMigrationToGoOnWith() {
    MigrationSpec spec = Stage.move("shop", "us1", Mode.OFFLINE);
    stage.done(move(spec));
    stage.dashboard("POST", "/environments/shop", "{\"host_group\": \"eu1_ssd\"}");

    Migration seen = stage.migrations().find("shop:us1").orElseThrow();

    assertThat(seen.ended()).isFalse();
    assertThat(seen.phase()).isEmpty();
    stage.done(stage.migrations().advance(Optional.of(seen), spec, Phase.FINALIZED));
    assertThat(stage.migrations().find("shop:us1").orElseThrow().fromRegion()).isEqualTo("eu1_ssd");
  }

  @Test
  void whatCannotWorkIsRefusedAtPlanTimeWithTheWayOut() {
    assertThat(stage.migrations().check(Stage.move("shop", "us1", Mode.LIVE), false))
        .singleElement()
        .satisfies(problem -> assertThat(problem.detail()).contains("offline"));
    assertThat(stage.migrations().check(Stage.move("blog", "eu1_ssd", Mode.LIVE), false))
        .singleElement()
        .satisfies(problem -> assertThat(problem.detail()).contains("allow_live_databases"));
    assertThat(stage.migrations().check(Stage.move("blog", "eu1_ssd", Mode.LIVE), true)).isEmpty();
    assertThat(stage.migrations().check(Stage.move("shop", "default_region", Mode.AUTO), false))
        .singleElement()
        .extracting(Problem::attribute)
        .isEqualTo("to_region");
    stage.dashboard("POST", "/host_groups/us1", "{\"enabled\": false}");
    assertThat(stage.migrations().check(Stage.move("shop", "us1", Mode.AUTO), false))
        .singleElement()
        .satisfies(problem -> assertThat(problem.summary()).contains("cannot be used"));
    assertThat(stage.changes()).isEmpty();
  }

  @Test
  void databasesAreMovedOfflineUnlessLiveIsAskedFor() {
    stage.done(move(Stage.move("blog", "eu1_ssd", Mode.AUTO)));

    stage.changed(
        "applyenvproperty envName: blog",
        "migrate envName: blog, hardwareNodeGroup: eu1_ssd, isOnline: false");
  }
}
