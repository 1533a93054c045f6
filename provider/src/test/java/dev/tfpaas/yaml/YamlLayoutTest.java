package dev.tfpaas.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The one layout.
class YamlLayoutTest {

  @Test
  void anchorsQuotesAndCommentsStay() {
    String text =
        """
        # top

        x-base:   &base
            clone_of: shop   # the usual


        apps:
            one: {<<: *base,   name: "quoted"}
            list:
            - a
            - 'b'   # why
        """;

    assertThat(YamlLayout.of(text))
        .isEqualTo(
            """
            # top

            x-base: &base
              clone_of: shop # the usual

            apps:
              one: {<<: *base, name: "quoted"}
              list:
                - a
                - 'b' # why
            """);
  }

  @Test
  void whatTheWriterCannotKeepKeepsItsLines() {
    assertThat(YamlLayout.of("a: &x # a comment behind an anchor  \n    b:   1\n\n\n"))
        .isEqualTo("a: &x # a comment behind an anchor\n    b:   1\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: {KEY: env:SHOP_API_KEY, other: file:a b}",
        "a: [env:A, 'env:B', \"c\", http://x/y?z=1#f]",
        "a: {b: x:y, c: -1, d: ~, e: null, f: 1.50, g: 2024-01-01}",
        "a: {b: x?, c: ''}",
        "a: {plain: plain0e, plainx: plain}",
        "a: {b: {c: [d:e, {f: g:h}]}}",
      })
  void valuesBetweenBracesStayAsTheyAreWritten(String line) {
    String laidOut = YamlLayout.of(line.replace(", ", ",   ") + "\n");

    assertThat(laidOut).isEqualTo(line + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", " \n\n"})
  void ofNothingButBlanksNothingStays(String text) {
    assertThat(YamlLayout.of(text)).isEmpty();
  }

  @Test
  void laidOutTextStaysAsItIs() {
    String once = YamlLayout.of("a:\n    - b\n    - {c: d}\n# end\n");

    assertThat(YamlLayout.of(once)).isEqualTo(once);
  }

  @Test
  void blankLinesInsideATextStay() {
    String text = "a: |\n  one\n\n\n  two\n";

    assertThat(YamlLayout.of(text)).isEqualTo(text);
  }
}
