package dev.tfpaas.framework.tfplugin6;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.framework.diag.Diagnostics;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a terminal is shown of names that others gave.
class PlainTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"\u001b[2J", "\u009b2J", "\u202e", "\r", "\u0007", "\u200b", "\u2028", "\ud800"})
  void whatATerminalObeysIsBlank(String obeyed) {
    assertThat(PlainText.of("a" + obeyed + "b", 100)).startsWith("a ").endsWith("b");
  }

  @Test
  void linesAndLettersOfEveryKindStay() {
    assertThat(PlainText.of("zwei\n\täöü 日本 🚀", 100)).isEqualTo("zwei\n\täöü 日本 🚀");
  }

  @Test
  void endlessTextIsCutOff() {
    assertThat(PlainText.of("x".repeat(1_000_000), 50)).isEqualTo("x".repeat(50) + "…");
  }

  @Test
  void everyDiagnosticIsPlain() {
    Diagnostics diagnostics = new Diagnostics();
    diagnostics.error("App \u001b[8m", "its \u202e name\nis " + "x".repeat(100_000));

    assertThat(WireDiagnostics.encode(diagnostics, Set.of()))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.getSummary()).isEqualTo("App  [8m");
          assertThat(one.getDetail()).startsWith("its   name\nis x").hasSizeLessThan(21_000);
        });
  }
}
