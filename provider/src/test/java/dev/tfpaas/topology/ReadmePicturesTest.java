package dev.tfpaas.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.Catalogues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The pictures of the README and of the guide are those that the command draws.
class ReadmePicturesTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Path GUIDE = Path.of("docs", "guides", "topology.md");
  private static final Path EXAMPLE = Path.of("..", "examples", "topology");

  @Test
  void estateIsTheExample() throws IOException {
    assertThat(block(GUIDE, "paas graph")).isEqualTo(Graph.of(example()).mermaid());
  }

  @Test
  void timelineIsTheRunbook() throws IOException {
    TimeChart timeline = TimeChart.of("failover.shop", block(README, "runbook").lines().toList());

    assertThat(timeline.steps()).isNotEmpty();
    assertThat(block(README, "paas graph --timeline")).isEqualTo(timeline.mermaid());
  }

  @Test
  void exampleIsRight() {
    assertThat(Rendering.of(example(), Catalogues.all())).contains("\"secondary_app_id\"");
  }

  private static Topology example() {
    TopologyReader.Result result =
        TopologyReader.read(
            Catalogues.all(),
            new TopologyReader.Source(EXAMPLE, Path.of("topology.yaml"), Optional.empty()));
    assertThat(result.problems()).isEmpty();
    return result.topology();
  }

  /// Returns the block of a document after a mark.
  private static String block(Path document, String mark) throws IOException {
    String text = Files.readString(document);
    Pattern form = Pattern.compile("(?s)<!-- " + Pattern.quote(mark) + " -->\n```\\w+\n(.*?)```");
    Matcher found = form.matcher(text);
    assertThat(found.find()).as("<!-- %s --> in %s", mark, document).isTrue();
    return found.group(1);
  }
}
