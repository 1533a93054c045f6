package dev.tfpaas.framework.diag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.framework.cty.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticsTest {
  private static final Path NAME = Path.root().attribute("name");

  @Test
  void diagnosticsAreKeptInOrder() {
    Diagnostics diagnostics = new Diagnostics();
    Diagnostics others = new Diagnostics();
    others.error(NAME, "three", "d");
    others.warning(NAME, "four", "d");

    diagnostics.warning("one", "d");
    diagnostics.error("two", "d");
    diagnostics.addAll(others);
    diagnostics.addAll(List.of(Diagnostic.error("five", "")));
    diagnostics.add(Diagnostic.warning("six", ""));

    assertThat(diagnostics.list())
        .extracting(Diagnostic::summary)
        .containsExactly("one", "two", "three", "four", "five", "six");
    assertThat(diagnostics.list())
        .extracting(Diagnostic::severity)
        .containsExactly(
            Severity.WARNING,
            Severity.ERROR,
            Severity.ERROR,
            Severity.WARNING,
            Severity.ERROR,
            Severity.WARNING);
  }

  @Test
  void warningsAreNoErrors() {
    Diagnostics diagnostics = new Diagnostics();
    assertThat(diagnostics.isEmpty()).isTrue();

    diagnostics.warning("careful", "");

    assertThat(diagnostics.hasErrors()).isFalse();
    assertThat(diagnostics.isEmpty()).isFalse();
    diagnostics.throwIfErrors();
    diagnostics.error("broken", "");
    assertThatThrownBy(diagnostics::throwIfErrors)
        .isInstanceOfSatisfying(
            DiagnosticException.class,
            e -> assertThat(e.diagnostics()).isEqualTo(diagnostics.list()))
        .hasMessage("warning: careful; error: broken");
  }

  @Test
  void listIsACopy() {
    Diagnostics diagnostics = new Diagnostics();
    List<Diagnostic> before = diagnostics.list();

    diagnostics.error("late", "");

    assertThat(before).isEmpty();
  }

  @Test
  void pathIsTheWholeBlockUnlessGiven() {
    assertThat(Diagnostic.error("s", "d").path()).isEqualTo(Path.root());
    assertThat(Diagnostic.warning(NAME, "s", "d").path()).isEqualTo(NAME);
    assertThat(Diagnostic.error(NAME, "s", "d")).hasToString("error: name: s: d");
  }

  @Test
  void summaryIsRequired() {
    assertThatThrownBy(() -> Diagnostic.error(" ", "d"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void exceptionCarriesDiagnosticsAndCause() {
    Diagnostic diagnostic = Diagnostic.error("s", "d");
    IllegalStateException cause = new IllegalStateException("why");

    DiagnosticException exception = new DiagnosticException(diagnostic, cause);

    assertThat(exception).hasMessage("error: s: d").hasCause(cause);
    assertThat(exception.diagnostics()).containsExactly(diagnostic);
    assertThat(new DiagnosticException(diagnostic, diagnostic).diagnostics()).hasSize(2);
  }
}
