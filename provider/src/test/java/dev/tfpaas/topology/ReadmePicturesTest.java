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

/// The pictures of the README are those that the command draws.
class ReadmePicturesTest {
  private static final Path EXAMPLE = Path.of("..", "examples", "topology");

  @Test
  void estateIsTheExample() throws IOException {
    assertThat(block("paas graph")).isEqualTo(Graph.of(example()).mermaid());
  }

  @Test
  void timelineIsTheRunbook() throws IOException {
    TimeChart timeline = TimeChart.of("failover.shop", block("runbook").lines().toList());

    assertThat(timeline.steps()).isNotEmpty();
    assertThat(block("paas graph --timeline")).isEqualTo(timeline.mermaid());
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

  /// Returns the block of the README after a mark.
  private static String block(String mark) throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    Pattern form = Pattern.compile("(?s)<!-- " + Pattern.quote(mark) + " -->\n```\\w+\n(.*?)```");
    Matcher found = form.matcher(readme);
    assertThat(found.find()).as("<!-- %s --> in the README", mark).isTrue();
    return found.group(1);
  }
}
