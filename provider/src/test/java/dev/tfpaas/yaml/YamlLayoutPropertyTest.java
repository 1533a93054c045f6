package dev.tfpaas.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What holds of the one layout for any text that can be read: it is laid out once, and every
/// anchor, alias and quote stays.
class YamlLayoutPropertyTest {
  private static final int TEXTS = Integer.getInteger("layout.texts", 2_000);
  private static final long SEED = Long.getLong("layout.seed", 1);

  private static final Pattern ANCHORS = Pattern.compile("[&*]a\\d+");

  /// Texts as people write them: uneven indents, braces, comments in odd places, all kinds of
  /// quotes.
  private static final class Writer {
    private static final List<String> SCALARS =
        List.of(
            "shop",
            "'it''s'",
            "\"a \\\"b\\\"\"",
            "env:TOKEN",
            "file:/a b",
            "~",
            "null",
            "true",
            "1.50",
            "-1",
            "2024-01-01",
            "a b  c",
            "x#y",
            "\"# no\"",
            "ä ö",
            "\"\\u00e9\"",
            "http://x/y?z=1#f",
            "'- a'",
            "\"\"",
            "''",
            "a?",
            "é",
            "\"tab\\there\"");
    private static final List<String> COMMENTS =
        List.of("", "", "", " # why", "   #", "  # a: b", " # 'x");

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private int anchors;

    Writer(Random random) {
      this.random = random;
    }

    String document() {
      if (random.nextInt(4) == 0) {
        text.append("# top\n\n");
      }
      if (random.nextInt(6) == 0) {
        text.append("---\n");
      }
      fields(0, 3);
      if (random.nextInt(4) == 0) {
        text.append("# end\n");
      }
      text.append("\n".repeat(random.nextInt(3)));
      return text.toString();
    }

    private void fields(int indent, int levels) {
      int count = 1 + random.nextInt(3);
      for (int i = 0; i < count; i++) {
        between(indent);
        text.append(" ".repeat(indent)).append(random.nextInt(8) == 0 ? "'k" + i + "'" : "k" + i);
        text.append(":");
        value(indent, levels);
      }
    }

    private void items(int indent, int levels) {
      int count = 1 + random.nextInt(3);
      for (int i = 0; i < count; i++) {
        between(indent);
        text.append(" ".repeat(indent)).append("-");
        value(indent, levels);
      }
    }

    private void value(int indent, int levels) {
      int kind = levels == 0 ? random.nextInt(3) : random.nextInt(7);
      String anchor = random.nextInt(8) == 0 ? " &a" + anchors++ : "";
      int deeper = indent + 1 + random.nextInt(5);
      switch (kind) {
        case 0 ->
            end(
                " ".repeat(1 + random.nextInt(3))
                    + (anchors > 0 && anchor.isEmpty() ? "*a" + random.nextInt(anchors) : "x"));
        case 1 -> end(anchor + " " + one(SCALARS));
        case 2 -> end(anchor + " " + flow(2));
        case 3 -> block(anchor, deeper);
        case 4 -> {
          end(anchor);
          items(deeper, levels - 1);
        }
        default -> {
          end(anchor);
          fields(deeper, levels - 1);
        }
      }
    }

    private void block(String anchor, int indent) {
      text.append(anchor).append(one(List.of(" |", " >", " |-", " >+"))).append('\n');
      for (int i = 0; i <= random.nextInt(3); i++) {
        text.append(" ".repeat(indent))
            .append(one(List.of("one two", "# not a comment", "three: four")))
            .append('\n');
        text.append(random.nextInt(4) == 0 ? "\n" : "");
      }
    }

    private String flow(int levels) {
      String first = levels == 0 || random.nextBoolean() ? one(SCALARS) : flow(levels - 1);
      String quoted =
          first.matches(".*[?#~:].*|.*  .*") && !first.startsWith("[") && !first.startsWith("{")
              ? "q"
              : first;
      return random.nextBoolean()
          ? "[" + quoted + ",  b" + (random.nextBoolean() ? " ]" : "]")
          : "{a: " + quoted + ",b: env:X}";
    }

    private void between(int indent) {
      text.append("\n".repeat(random.nextInt(6) == 0 ? random.nextInt(4) : 0));
      if (random.nextInt(8) == 0) {
        text.append(" ".repeat(random.nextInt(indent + 1))).append("# between\n");
      }
    }

    private void end(String written) {
      text.append(written)
          .append(one(COMMENTS))
          .append(" ".repeat(random.nextInt(4) == 0 ? 2 : 0))
          .append('\n');
    }

    private String one(List<String> some) {
      return some.get(random.nextInt(some.size()));
    }
  }

  @Test
  void whatWasLaidOutStaysAndSaysTheSame() {
    int read = 0;
    for (int i = 0; i < TEXTS; i++) {
      String text = new Writer(new Random(SEED * 1_000_003 + i)).document();
      if (!YamlReader.parse(Path.of("t.yaml"), text).complaints().isEmpty()) {
        continue;
      }
      read++;
      String once = YamlLayout.of(text);
      String of = "text %d of seed %d:%n%s".formatted(i, SEED, text);

      assertThat(YamlLayout.of(once)).as("laid out twice, %s", of).isEqualTo(once);
      assertThat(anchors(once)).as("anchors and aliases, %s", of).isEqualTo(anchors(text));
      assertThat(once).as(of).endsWith("\n");
    }
    assertThat(read).as("texts that can be read").isGreaterThan(TEXTS / 2);
  }

  private static List<String> anchors(String text) {
    return ANCHORS.matcher(text).results().map(found -> found.group()).toList();
  }
}
