package dev.tfpaas.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// The guide of messages is whole.
class DiagnosticsPageTest {
  @Test
  void everyDiagnosticIsExplained() throws IOException {
    assertThat(DiagnosticTexts.all()).hasSizeGreaterThan(100);
    assertThat(DiagnosticsPage.unexplained())
        .as("say in DiagnosticsPage.NOTES or MessageNotes what it means and what to do")
        .isEmpty();
    assertThat(DiagnosticsPage.stale()).as("notes of what is said no more").isEmpty();
  }

  @Test
  void summariesOfSeveralFormsAreRead() throws IOException {
    assertThat(DiagnosticTexts.all().keySet())
        .contains("More than one platform", "App … is protected", "Nobody serves");
  }

  @Test
  void messagesOfTheCommandAndOfTheEmbeddedPlatformAreRead() throws IOException {
    assertThat(DiagnosticTexts.ofTheCommand())
        .hasSizeGreaterThan(80)
        .contains("a tab; indent with spaces", "-C: there is no directory …");
    assertThat(DiagnosticTexts.ofTheWorld())
        .hasSizeGreaterThan(50)
        .contains("region … does not answer", "cannot be written (…); nothing was changed");
    assertThat(DiagnosticsPage.text())
        .contains(
            "- **a tab**\\\n  Indent with spaces.", "`paas local heal REGION` brings it back.");
  }
}
