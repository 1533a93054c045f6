package dev.tfpaas.resources.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.platform.Problem;
import dev.tfpaas.platform.SafetyRule;
import dev.tfpaas.resources.life.Capabilities;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What forbids a switch is a refusal by a rule.
class SwitchCheckTest {
  private static final SwitchCheck FAILED =
      SwitchCheck.failed("lag", "guards.max_lag", "It is behind.", "Wait.");

  @Test
  void failedCheckThatNamesNoRuleSaysThatSomethingIsNotReady() {
    assertThat(SwitchCheck.errors(List.of(FAILED)))
        .singleElement()
        .extracting(Diagnostic::detail)
        .isEqualTo("It is behind. Wait.\n\n[refused: not_ready]");
  }

  @ParameterizedTest
  @EnumSource
  void failedCheckSaysItsRule(SafetyRule rule) {
    assertThat(SwitchCheck.errors(List.of(FAILED.by(rule))))
        .singleElement()
        .extracting(Diagnostic::detail)
        .asString()
        .endsWith("\n[refused: %s]".formatted(rule.word()));
  }

  @Test
  void problemOfAPlatformIsARefusalOnlyIfARuleMakesItOne() {
    Problem problem = new Problem("name", "Cannot do it", "Do something else.");

    assertThat(Capabilities.errors(List.of(problem, problem.by(SafetyRule.DATA))))
        .extracting(Diagnostic::detail)
        .containsExactly("Do something else.", "Do something else.\n\n[refused: data]");
  }
}
