package dev.tfpaas.resources.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.framework.resource.PrivateState;
import dev.tfpaas.runbook.Budget;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A runbook is run as it was planned, or not at all.
class PlannedStepsTest {
  private static final Budget BUDGET =
      new Budget(
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5));

  private static Step step(String title, String object) {
    return Step.of(
        title,
        object,
        Call.of("PUT", "/apps/%s/%s".formatted(object, title)),
        Duration.ofSeconds(1),
        () -> Probe.Reading.pending("not yet"),
        () -> {},
        BUDGET);
  }

  private static Runbook of(Step... steps) {
    return Runbook.of("switch", List.of(steps));
  }

  private static void isRefused(Runbook planned, Runbook now, String... said) {
    assertThatThrownBy(() -> PlannedSteps.of(planned).require(now, Set.of(), Set.of(), List.of()))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("changed since the plan was made")
        .message()
        .contains(said);
  }

  private static void isAsPlanned(Runbook planned, Runbook now, String... underWay) {
    assertThatCode(
            () -> PlannedSteps.of(planned).require(now, Set.of(underWay), Set.of(), List.of()))
        .doesNotThrowAnyException();
  }

  @Test
  void stepThatSomebodyElseMadeNeedlessIsNoReasonToGoOnWhenNothingWasUnderWay() {
    Step close = step("close", "shop").marked(Step.Mark.BEST_EFFORT);
    Step move = step("move", "pair");

    Runbook now = Runbook.of("switch", List.of(close), List.of(move), Runbook.OnFailure.KEEP);

    isRefused(of(close, move), now, "No longer needed: close  shop  PUT /apps/shop/close");
  }

  @Test
  void titleObjectAndCallMakeAStepTheSame() {
    Step planned = step("close", "shop");

    isAsPlanned(of(planned), of(planned.undoneBy("open", Call.of("PUT", "/open"), () -> {})));
    isAsPlanned(of(planned), of(planned.after("lag is zero", () -> Probe.Reading.holds(""))));
    isRefused(of(planned), of(step("open", "shop")), "Needed now: open  shop");
    isRefused(of(planned), of(step("close", "shop-dr")), "Needed now: close  shop-dr");
  }

  @Test
  void blanksWithinATextAreNoColumns() {
    isRefused(of(step("close  it", "shop")), of(step("close it", "shop")), "close  it");
  }

  @Test
  void orderAndNumberOfStepsArePlannedToo() {
    Step close = step("close", "shop");
    Step move = step("move", "pair");

    isRefused(of(close, move), of(move, close), "Run `terraform plan` again");
    isRefused(of(close), of(close, close), "Needed now: close  shop  PUT /apps/shop/close");
    isRefused(of(), of(close), "Needed now: close  shop  PUT /apps/shop/close");
  }

  @Test
  void whatWasUnderWayMayBeDoneByNow() {
    Step close = step("close", "shop");
    Step move = step("move", "pair");

    isAsPlanned(of(close, move), of(move), "PUT /apps/shop/close");
    isRefused(of(close, move), of(move), "No longer needed: close  shop");
  }

  @Test
  void whatAnotherObjectOfTheSameApplyMadeMayBeMissingAnywhere() {
    Step close = step("close", "shop");
    Step open = step("open", "standby");
    Step move = step("move", "pair");
    Set<String> made = Set.of("PUT /apps/standby/open", "PUT /apps/shop/close");
    PlannedSteps planned = PlannedSteps.of(of(close, open, move));

    assertThatCode(() -> planned.require(of(close, move), Set.of(), made, List.of()))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> planned.require(of(close, open), Set.of(), made, List.of()))
        .isInstanceOf(DiagnosticException.class);
    assertThatThrownBy(() -> planned.require(of(move, close), Set.of(), made, List.of()))
        .isInstanceOf(DiagnosticException.class);
  }

  @Test
  void onlyWhatStoodInFrontMayBeMissing() {
    Step close = step("close", "shop");
    Step move = step("move", "pair");

    assertThatThrownBy(() ->
            PlannedSteps.of(of(close, move))
                .require(of(close), Set.of("PUT /apps/pair/move"), Set.of(), List.of()))
        .isInstanceOf(DiagnosticException.class);
  }

  @Test
  void stepsAreReadBackAsTheyWereKept() {
    Runbook planned = of(step("close", "shop"), step("move  all", "pair"));
    PrivateState kept = PlannedSteps.of(planned).keptWith(PrivateState.NONE);

    PlannedSteps read = PlannedSteps.read(kept, RunbookAttribute.of(planned), of());

    assertThat(read).isEqualTo(PlannedSteps.of(planned));
    assertThat(PlannedSteps.without(kept)).isEqualTo(PrivateState.NONE);
  }

  @Test
  void planOfAVersionThatKeptNoStepsIsTakenByItsText() {
    Runbook planned = of(step("close", "shop"), step("move", "pair"));
    Value text = RunbookAttribute.of(planned);

    assertThatCode(() ->
            PlannedSteps.read(PrivateState.NONE, text, planned)
                .require(planned, Set.of(), Set.of(), List.of()))
        .doesNotThrowAnyException();
    assertThatThrownBy(() ->
            PlannedSteps.read(PrivateState.NONE, text, of())
                .require(of(), Set.of(), Set.of(), List.of()))
        .hasMessageContaining("No longer needed: 1  close  shop  PUT /apps/shop/close");
  }
}
