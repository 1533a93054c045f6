package dev.tfpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.platform.SafetyRule;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalsTest {
  @ParameterizedTest
  @EnumSource
  void everyRuleEndsACommandWithStatus3(SafetyRule rule) {
    assertThat(status(plain("Do something else.\n\n[refused: %s]".formatted(rule.word()))))
        .isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource
  void theBarThatTerraformDrawsInColourDoesNotHideIt(SafetyRule rule) {
    assertThat(
            status(
                """
                \u001B[31m╷\u001B[0m\u001B[0m
                \u001B[31m│\u001B[0m \u001B[0m\u001B[1m\u001B[31mError: \u001B[0m\u001B[0m\u001B[1mCannot do it\u001B[0m
                \u001B[31m│\u001B[0m \u001B[0m
                \u001B[31m│\u001B[0m \u001B[0mDo something else.
                \u001B[31m│\u001B[0m \u001B[0m
                \u001B[31m│\u001B[0m \u001B[0m[refused: %s]
                \u001B[31m╵\u001B[0m\u001B[0m
                """
                    .formatted(rule.word())))
        .isEqualTo(3);
  }

  @Test
  void aNameInTheMiddleOfATextIsNoRefusal() {
    assertThat(status(plain("The app \"[refused: data]\" does not exist."))).isEqualTo(1);
  }

  private static String plain(String detail) {
    return "\nError: Cannot do it\n\n  with paas_app_clone.x,\n\n" + detail + "\n";
  }

  private static int status(String output) {
    TerraformTool.Transcript said = new TerraformTool.Transcript(1 << 20);
    byte[] bytes = output.getBytes(StandardCharsets.UTF_8);
    said.add(bytes, bytes.length);
    return Refusals.status(said);
  }
}
