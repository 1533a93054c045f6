package dev.tfpaas.resources.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.diag.Diagnostic;
import dev.tfpaas.platform.SafetyRule;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalTest {
  @ParameterizedTest
  @EnumSource
  void theLastLineNamesTheRule(SafetyRule rule) {
    Diagnostic refused =
        Refusal.of(rule, Path.root().attribute("active"), "Cannot do it", "Do something else.\n");

    assertThat(refused.isError()).isTrue();
    assertThat(refused.path()).isEqualTo(Path.root().attribute("active"));
    assertThat(refused.summary()).isEqualTo("Cannot do it");
    assertThat(refused.detail()).isEqualTo("Do something else.\n\n[refused: " + rule.word() + "]");
  }

  @Test
  void programsMayRelyOnTheWordsOfTheRules() {
    assertThat(Arrays.stream(SafetyRule.values()).map(SafetyRule::word))
        .containsExactly(
            "protected",
            "serves",
            "data",
            "not_streaming",
            "not_ready",
            "busy",
            "guard",
            "member",
            "changed_since_plan");
  }
}
