package dev.tfpaas.resources.life;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.DiagnosticException;
import dev.tfpaas.runbook.Budget;
import dev.tfpaas.runbook.Call;
import dev.tfpaas.runbook.Probe;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A procedure is made as it was planned, or not at all.
class ProcedureTest {
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

  @Test
  void stepThatSomebodyElseMadeNeedlessIsNoReasonToGoOnWhenNothingWasUnderWay() {
    Step close = step("close", "shop").marked(Step.Mark.BEST_EFFORT);
    Step move = step("move", "pair");
    Value planned = Procedure.of(Runbook.of("switch", List.of(close, move))).toValue();

    Procedure now =
        Procedure.of(new Runbook("switch", List.of(close), List.of(move), Runbook.OnFailure.KEEP));

    assertThatThrownBy(() -> now.requireAsPlanned(planned, Set.of(), List.of()))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("changed since the plan was made");
  }
}
