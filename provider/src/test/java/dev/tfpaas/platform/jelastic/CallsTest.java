package dev.tfpaas.platform.jelastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.emulator.Fault;
import dev.tfpaas.emulator.Request;
import dev.tfpaas.emulator.RequestLog;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.MigrationSpec.Mode;
import dev.tfpaas.platform.MigrationSpec.Phase;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.Secret;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.platform.http.Network;
import dev.tfpaas.runbook.Outcome;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The calls that reach Jelastic: only those of its public API, in its form, without showing the
/// token.
class CallsTest {
  /// Every method of the vendor's API that the platform may call, with the parameters that it
  /// sends.
  private static final Map<String, Set<String>> API =
      """
      /1.0/environment/control/rest/getenvinfo envName session
      /1.0/environment/control/rest/getenvs session
      /1.0/environment/control/rest/getregions session
      /1.0/environment/control/rest/cloneenv srcEnvName dstEnvName session
      /1.0/environment/control/rest/deleteenv envName session
      /1.0/environment/control/rest/startenv envName session
      /1.0/environment/control/rest/stopenv envName session
      /1.0/environment/control/rest/checkmigrationpossibility envName hardwareNodeGroup session
      /1.0/environment/control/rest/migrate envName hardwareNodeGroup isOnline session
      /1.0/environment/control/rest/getcontainerenvvarsbygroup envName nodeGroup session
      /1.0/environment/control/rest/addcontainerenvvars envName nodeGroup vars session
      /1.0/environment/control/rest/removecontainerenvvars envName nodeGroup vars session
      /1.0/environment/control/rest/getenvproperty envName session
      /1.0/environment/control/rest/applyenvproperty envName properties session
      /1.0/environment/control/rest/removeenvproperty envName propertyKeys session
      /1.0/environment/control/rest/execcmdbyid envName nodeId commandList sayYes userName session
      /1.0/environment/binder/rest/bindextdomain envName extdomain session
      /1.0/environment/binder/rest/removeextdomain envName extdomain session
      /1.0/environment/binder/rest/swapextdomains envName targetappid session
      /1.0/environment/tracking/rest/getcurrentactions session
      /1.0/environment/tracking/rest/getuidactions count starttime endtime session
      """
          .lines()
          .map(line -> line.split(" ", 2))
          .collect(
              Collectors.toUnmodifiableMap(
                  line -> line[0], line -> Set.of(line[1].split(" ", -1))));

  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void onlyCallsOfTheVendorsApiAreMadeAndNoneShowsTheToken() {
    stage.formed();
    List<String> lines =
        Stream.of(
                stage.clones().create(Stage.copy("blog", "blog-dr", Optional.of("us1"), false)),
                stage
                    .groups()
                    .switchOver(
                        stage.group(),
                        new SwitchSpec(Side.SECONDARY, SwitchSpec.Mode.PLANNED, true, List.of())),
                stage
                    .migrations()
                    .advance(
                        Optional.empty(), Stage.move("shop", "us1", Mode.AUTO), Phase.FINALIZED))
            .flatMap(runbook -> {
              stage.done(runbook);
              return runbook.lines().stream();
            })
            .toList();
    stage.done(stage.groups().delete(stage.group()));
    App copy = stage.platform.apps().find("blog-dr").orElseThrow();
    stage.clones().differences(copy, Set.of());
    stage.done(stage.clones().delete(copy));
    assertThat(stage.platform.apps().list()).hasSize(3);
    assertThat(stage.platform.apps().regions()).hasSize(3);

    List<RequestLog.Entry> entries = stage.server.log().entries();
    assertThat(entries).extracting(RequestLog.Entry::path).isNotEmpty().allMatch(API::containsKey);
    assertThat(entries).extracting(RequestLog.Entry::method).containsOnly("POST");
    assertThat(stage.watched.came()).isNotEmpty().allSatisfy(CallsTest::assertGolden);
    assertThat(lines).noneMatch(line -> line.contains(Stage.TOKEN));
    assertThat(lines).noneMatch(line -> line.contains("very-hidden"));
    assertThat(stage.log)
        .isNotEmpty()
        .noneMatch(line -> line.contains(Stage.TOKEN) || line.contains("very-hidden"));
  }

  /// Everything is in the form: an address would be logged by every gateway.
  private static void assertGolden(Request request) {
    assertThat(request.query()).isEmpty();
    assertThat(request.header("Content-Type")).contains("application/x-www-form-urlencoded");
    assertThat(request.header("User-Agent")).contains("terraform-provider-paas/test");
    assertThat(request.form().keySet()).as(request.path()).isEqualTo(API.get(request.path()));
  }

  @ParameterizedTest
  @CsvSource({
    "401, DENIED, false",
    "403, DENIED, false",
    "404, UNAVAILABLE, true",
    "429, RATE_LIMITED, true",
    "500, UNAVAILABLE, true",
    "502, UNAVAILABLE, true",
    "504, UNAVAILABLE, true"
  })
  void gatewaysErrorsWhoseTextIsAnObjectAreTold(int status, Kind kind, boolean safeToRepeat) {
    stage
        .server
        .faults()
        .add(new Fault("*", "/getregions", "", 0, 9, Fault.Kind.STATUS, status, Duration.ZERO));

    assertThatThrownBy(() -> stage.platform.apps().regions())
        .isInstanceOfSatisfying(
            PlatformException.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(kind);
              assertThat(failure.safeToRepeat()).isEqualTo(safeToRepeat);
              assertThat(failure).hasMessageContaining("injected by the operator");
            });
  }

  @Test
  void gatewaysPageSaysNothingAboutAnEnvironment() {
    stage
        .server
        .faults()
        .add(new Fault("*", "/getenvinfo", "", 0, 9, Fault.Kind.HTML, 404, Duration.ZERO));

    assertThatThrownBy(() -> stage.platform.apps().find("shop"))
        .isInstanceOfSatisfying(
            PlatformException.class,
            failure -> assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE));
  }

  @Test
  void environmentThatIsNotThereIsDefinite() {
    assertThat(stage.platform.apps().find("nope")).isEmpty();
    assertThat(stage.platform.apps().find("")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {"EXPIRE_TOKEN"},
      mode = EnumSource.Mode.EXCLUDE)
  void oneFaultOfAReadIsSurvived(Fault.Kind kind) {
    stage.fault(kind, "getregions");

    assertThat(stage.platform.apps().regions()).hasSize(3);
  }

  @Test
  void expiredTokenMidwayEndsTheRunWithoutShowingIt() {
    stage.fault(Fault.Kind.EXPIRE_TOKEN, "migrate");

    Outcome outcome =
        stage.run(
            stage
                .migrations()
                .advance(
                    Optional.empty(), Stage.move("shop", "us1", Mode.OFFLINE), Phase.FINALIZED));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.cause())
                    .hasMessageContaining("token is not accepted")
                    .hasMessageNotContaining(Stage.TOKEN));
  }

  @Test
  void tokenWithoutPermissionIsDeniedAndLivesWithoutNotes() {
    stage.dashboard("POST", "/tokens", "{\"token\": \"limited\", \"methods\": [\"getenvinfo\"]}");
    Platform limited = stage.open("limited");

    assertThat(limited.apps().find("shop")).isPresent();
    assertThatThrownBy(() -> limited.apps().regions())
        .isInstanceOfSatisfying(
            PlatformException.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(Kind.DENIED);
              assertThat(failure).hasMessageContaining("permissions");
            });
  }

  @Test
  void urlMayEndInThePathOfTheApi() {
    Platform platform =
        JelasticPlatform.of(
            new JelasticSettings(
                URI.create(stage.server.address() + "/1.0/"), new Secret(Stage.TOKEN)),
            new PlatformTools(stage.clock, stage.clock, stage.log::add, "test", Map.of()),
            Network.DIRECT);

    assertThat(platform.apps().find("shop")).isPresent();
  }
}
