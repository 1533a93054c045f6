package dev.tfpaas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a // x\nb",
        "a /* x\n x */ b",
        "a \"x\" + b",
        "a \"\\\"x\" + b",
        "a 'x' + b",
        "a '\\'' + 'x' + b",
        "a \"\"\"\n x \"x\" \\\"\"\" x\n\"\"\" + b",
        "a /// x",
        "a /* x",
      })
  void commentsAndTextsAreBlanked(String whole) {
    String code = source(whole).code();

    assertThat(code).startsWith("a").doesNotContain("x").hasSameSizeAs(whole);
    assertThat(code.lines().count()).isEqualTo(whole.lines().count());
    assertThat(code.contains("b")).isEqualTo(whole.contains("b"));
  }

  @Test
  void divisionStays() {
    assertThat(source("a / b / c").code()).isEqualTo("a / b / c");
  }

  @Test
  void linesAreNamedByFileAndNumber() {
    SourceText source = source("one\n  two // three\ntwo");

    assertThat(source.codeLines(Pattern.compile("two")))
        .containsExactly("X.java:2: two // three", "X.java:3: two");
    assertThat(source.codeLines(Pattern.compile("three"))).isEmpty();
    assertThat(source.wholeLines(Pattern.compile("three")))
        .containsExactly("X.java:2: two // three");
  }

  @Test
  void linesWithoutCodeDoNotCount() {
    assertThat(source("one\n\n// two\n\nthree\n").size()).isEqualTo(2);
  }

  private static SourceText source(String whole) {
    return SourceText.of(Path.of("X.java"), whole);
  }
}
