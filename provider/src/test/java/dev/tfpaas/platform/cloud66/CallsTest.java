package dev.tfpaas.platform.cloud66;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.emulator.Fault;
import dev.tfpaas.emulator.RequestLog;
import dev.tfpaas.emulator.cloud66.Cloud66Options;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.platform.MigrationSpec;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec.Mode;
import dev.tfpaas.platform.http.Network;
import dev.tfpaas.runbook.Outcome;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The calls that reach Cloud 66: only those of its API, in its form, without showing the token.
class CallsTest {
  @TempDir Path directory;
  private Optional<Stage> open = Optional.empty();

  private Stage stage() {
    Stage stage = new Stage(directory);
    open = Optional.of(stage);
    return stage;
  }

  @AfterEach
  void close() {
    open.ifPresent(Stage::close);
  }

  @Test
  void everythingIsDoneWithoutARefusalOrTheTokenInALine() {
    Stage stage = stage();
    CloneSpec container = Stage.clone(stage.uid("blog"), "blog-dr", false, false);
    stage.clones().check(container);
    stage.done(stage.clones().create(container));
    stage.formed();
    MigrationSpec move =
        new MigrationSpec(
            stage.uid("shop"),
            "us-east",
            Optional.empty(),
            MigrationSpec.Mode.AUTO,
            false,
            Optional.of(stage.uid("shop-dr")),
            Optional.of(stage.group().id()));
    stage.done(
        stage
            .migrations()
            .advance(stage.migrations().existing(move), move, MigrationSpec.Phase.FINALIZED));
    stage.platform.apps().list();
    stage.platform.apps().regions();
    stage.done(stage.groups().delete(stage.group()));

    List<RequestLog.Entry> entries = stage.server.log().entries();
    // That all of them are the vendor's, closing the stage proves.
    assertThat(entries).extracting(RequestLog.Entry::status).isNotEmpty().containsOnly(200);
    assertThat(stage.log).isNotEmpty().noneMatch(line -> line.contains(Stage.TOKEN));
  }

  @ParameterizedTest
  @CsvSource({
    "400, REJECTED, false",
    "401, DENIED, false",
    "402, DENIED, false",
    "403, DENIED, false",
    "404, NOT_FOUND, false",
    "409, CONFLICT, true",
    "422, CONFLICT, true",
    "500, UNAVAILABLE, true",
    "501, REJECTED, false"
  })
  void errorStatusesOfReadsAreTold(int status, Kind kind, boolean safeToRepeat) {
    Stage stage = stage();
    stage
        .server
        .faults()
        .add(new Fault("GET", "/clouds", "", 0, 9, Fault.Kind.STATUS, status, Duration.ZERO));

    assertThatThrownBy(() -> stage.platform.apps().regions())
        .isInstanceOfSatisfying(
            PlatformException.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(kind);
              assertThat(failure.safeToRepeat()).isEqualTo(safeToRepeat);
              assertThat(failure).hasMessageContaining("request ");
            });
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {"EXPIRE_TOKEN"},
      mode = EnumSource.Mode.EXCLUDE)
  void oneFaultOfTheSwitchsOwnCallsIsSurvivedOrUndone(Fault.Kind kind) {
    Stage stage = stage().formed();
    stage.fault(kind, "PUT", "/failover_groups", 504);
    stage.fault(kind, "PUT", "/maintenance-mode", 500);

    Outcome outcome = stage.run(stage.switchTo(Side.SECONDARY, Mode.PLANNED));

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(stage.group().active()).isEqualTo(Side.SECONDARY);
    assertThat(stage.world().has("violations")).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {"EXPIRE_TOKEN"},
      mode = EnumSource.Mode.EXCLUDE)
  void oneFaultOfSwitchingReplicationOffNeverStartsItTwice(Fault.Kind kind) {
    Stage stage = stage().formed();
    stage.fault(kind, "POST", "/actions", 504);

    stage.run(stage.switchTo(Side.SECONDARY, Mode.PLANNED));
    stage.run(stage.switchTo(Side.SECONDARY, Mode.PLANNED));

    assertThat(stage.group().active()).isEqualTo(Side.SECONDARY);
    assertThat(new Account(stage.api()).actions().recent(stage.uid("shop-dr")))
        .filteredOn(action -> action.name().equals(DatabaseSteps.DISABLE))
        .hasSize(2);
    assertThat(stage.world().has("violations")).isFalse();
  }

  @Test
  void expiredTokenMidwayEndsTheSwitchWithoutShowingIt() {
    Stage stage = stage().formed();
    stage.fault(Fault.Kind.EXPIRE_TOKEN, "PUT", "/failover_groups", 401);

    Outcome outcome = stage.run(stage.switchTo(Side.SECONDARY, Mode.PLANNED));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.cause())
                    .hasMessageContaining("access token is not accepted")
                    .hasMessageNotContaining(Stage.TOKEN));
    assertThat(stage.log).noneMatch(line -> line.contains(Stage.TOKEN));
  }

  @Test
  void pagesAreTurned() {
    Stage stage = new Stage(directory, Cloud66Options.usual(Stage.TOKEN).limited(2, 3600));
    open = Optional.of(stage);

    assertThat(stage.platform.apps().list()).extracting(App::name).contains("blog", "shop");
    assertThat(new Account(stage.api()).variables(stage.uid("shop")))
        .containsKeys("CURRENCY", "LOG_LEVEL", "FAILOVER_STATUS", "REDIS_ADDRESS_INT");
  }

  @Test
  void throttledAccountWaitsAndGoesOn() {
    Stage stage = stage();
    stage
        .server
        .faults()
        .add(new Fault("GET", "/clouds", "", 0, 2, Fault.Kind.THROTTLE, 503, Duration.ZERO));
    Duration before = stage.clock.elapsed();

    assertThat(stage.platform.apps().regions()).hasSize(3);

    assertThat(stage.clock.elapsed()).isGreaterThan(before);
  }

  @Test
  void urlMayEndInThePathOfTheApi() {
    Stage stage = stage();
    URI whole = URI.create(stage.server.address() + "/api/3/");
    Platform platform =
        Cloud66Platform.of(
            new Cloud66Settings(whole, new Secret(Stage.TOKEN)),
            new PlatformTools(stage.clock, stage.clock, stage.log::add, "test", Map.of()),
            Network.DIRECT);

    assertThat(platform.apps().find(stage.uid("shop"))).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "PT15M, */15 * * * *",
    "PT1H, 0 */1 * * *",
    "PT24H, 0 0 */1 * *",
    "PT90S, ",
    "PT90M, ",
    "PT25H, "
  })
  void frequenciesAreWrittenAsCron(Duration frequency, String cron) {
    assertThat(BackupSteps.cron(frequency)).isEqualTo(Optional.ofNullable(cron));
  }

  @Test
  void valuesOfVariablesAreInNoLogAndNoPlan() {
    Stage stage = stage();
    CloneSpec spec =
        new CloneSpec(
            stage.uid("blog"),
            "blog-dr",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Map.of("API_KEY", new Secret("very-hidden")),
            Optional.empty(),
            false,
            Optional.empty());

    List<String> lines = stage.clones().create(spec).lines();
    stage.done(stage.clones().create(spec));

    assertThat(lines).anyMatch(line -> line.contains("API_KEY"));
    assertThat(lines).noneMatch(line -> line.contains("very-hidden"));
    assertThat(stage.log).noneMatch(line -> line.contains("very-hidden"));
  }
}
