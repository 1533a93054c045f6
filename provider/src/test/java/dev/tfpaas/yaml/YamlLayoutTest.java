package dev.tfpaas.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
        .hasValue(
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
  void whatCannotBeKeptIsNotLaidOut() {
    assertThat(YamlLayout.of("a: &x # a comment that the parser cannot keep\n  b: 1\n")).isEmpty();
  }

  @Test
  void laidOutTextStaysAsItIs() {
    String once = YamlLayout.of("a:\n    - b\n    - {c: d}\n# end\n").orElseThrow();

    assertThat(YamlLayout.of(once)).hasValue(once);
  }

  @Test
  void blankLinesInsideATextStay() {
    String text = "a: |\n  one\n\n\n  two\n";

    assertThat(YamlLayout.of(text)).hasValue(text);
  }
}
