package dev.tfpaas.platform.jelastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.emulator.Fault;
import dev.tfpaas.platform.ContractStage;
import dev.tfpaas.platform.MigrationSpec.Mode;
import dev.tfpaas.platform.MigrationSpec.Phase;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.SwitchSpec;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers of status 200 whose result says that the call failed.
class ErrorsInsideTest {
  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.close();
  }

  private void answer(String method, int times, int result) {
    stage
        .server
        .faults()
        .add(new Fault("*", "/" + method, "", 0, times, Fault.Kind.STATUS, result, Duration.ZERO));
  }

  private Runbook switchOver() {
    return ContractStage.switchOver(
        stage.groups(),
        stage.group(),
        new SwitchSpec(Side.SECONDARY, SwitchSpec.Mode.PLANNED, true, List.of()));
  }

  private Runbook move() {
    return stage
        .migrations()
        .advance(Optional.empty(), Stage.move("shop", "us1", Mode.OFFLINE), Phase.FINALIZED);
  }

  @ParameterizedTest
  @CsvSource({
    "1, UNAVAILABLE, true",
    "19, UNAVAILABLE, true",
    "99, UNAVAILABLE, true",
    "4099, UNAVAILABLE, true",
    "7, DENIED, false",
    "701, DENIED, false",
    "702, DENIED, false",
    "703, DENIED, false",
    "2, DENIED, false",
    "8, DENIED, false",
    "9, DENIED, false",
    "8202, DENIED, false",
    "2373, DENIED, false",
    "2212, CONFLICT, true",
    "2314, CONFLICT, false",
    "2330, CONFLICT, false",
    "2202, CONFLICT, false",
    "2338, REJECTED, false",
    "5003, REJECTED, false",
    "3, REJECTED, false"
  })
  void resultSaysWhatToDoAndNeverThatAnEnvironmentIsGone(
      int result, Kind kind, boolean safeToRepeat) {
    answer("getenvinfo", 9, result);

    assertThatThrownBy(() -> stage.platform.apps().find("shop"))
        .isInstanceOfSatisfying(
            PlatformException.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(kind);
              assertThat(failure.safeToRepeat()).isEqualTo(safeToRepeat);
              assertThat(failure)
                  .hasMessageContaining("result " + result + ": injected by the operator");
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 19, 99, 4099, 2212})
  void readingThatFailsOnceIsMadeAgain(int result) {
    answer("getenvinfo", 2, result);

    stage.done(move());

    assertThat(stage.begun()).filteredOn(call -> call.startsWith("migrate")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"19, migrate", "99, migrate", "4099, migrate", "2212, migrate", "19, cloneenv"})
  void longCallThatLeftNoTraceIsMadeAgainAndHasOneEffect(int result, String method) {
    answer(method, 1, result);

    stage.done(
        method.equals("migrate")
            ? move()
            : stage.clones().create(Stage.copy("shop", "shop-dr", Optional.empty(), true)));

    // The first one did not reach the platform.
    assertThat(stage.begun()).filteredOn(call -> call.startsWith(method)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 19, 99, 4099})
  void swapWithAnUnclearResultIsNotMadeTwice(int result) {
    stage.formed();
    answer("swapextdomains", 1, result);

    Outcome outcome = stage.run(switchOver());

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(stage.calls("swapextdomains")).isOne();
    assertThat(stage.domains("shop")).containsExactly("www.example.com");
    stage.done(switchOver());
    assertThat(stage.domains("shop-standby")).containsExactly("www.example.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"startenv", "swapextdomains", "stopenv", "getenvinfo"})
  void tokenThatEndsMidwayEndsTheRunAndANewOneFinishesIt(String method) {
    stage.formed();
    Runbook planned = switchOver();
    stage.fault(Fault.Kind.EXPIRE_TOKEN, method);

    Outcome outcome = stage.run(planned);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.cause())
                    .hasMessageContaining("702")
                    .hasMessageNotContaining(Stage.TOKEN));
    assertThat(stage.domains("shop").size() + stage.domains("shop-standby").size()).isOne();
    assertThat(stage.log).noneMatch(line -> line.contains(Stage.TOKEN));

    stage.dashboard("POST", "/tokens", "{\"token\": \"%s\"}".formatted(Stage.TOKEN));
    stage.done(switchOver());
    assertThat(stage.domains("shop-standby")).containsExactly("www.example.com");
    assertThat(stage.calls("swapextdomains")).isEqualTo(method.equals("swapextdomains") ? 2 : 1);
  }

  @Test
  void whatIsLeftOfASwitchOnlyGoesForward() {
    stage.formed();
    stage.done(Stage.untilMoved(switchOver()));
    stage.dashboard("POST", "/environments/shop-standby", "{\"status\": \"down\"}");
    answer("stopenv", 99, 99);

    Outcome outcome = stage.run(switchOver());

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.wentBack()).isFalse());
    assertThat(stage.domains("shop-standby")).containsExactly("www.example.com");
    assertThat(stage.group().secondary().orElseThrow().maintenance()).isFalse();
  }

  /// A refusal that quotes the session is not passed on as it is.
  @Test
  void sessionThatIsQuotedIsNotShown() {
    stage.dashboard(
        "POST",
        "/failures",
        "{\"method\": \"migrate\", \"result\": 4099, \"error\": \"session [%s] broke\"}"
            .formatted(Stage.TOKEN));

    Outcome outcome = stage.run(move());

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.cause()).hasMessageNotContaining(Stage.TOKEN));
    assertThat(stage.log).noneMatch(line -> line.contains(Stage.TOKEN));
  }
}
