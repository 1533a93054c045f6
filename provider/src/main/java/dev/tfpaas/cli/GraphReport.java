package dev.tfpaas.cli;

import dev.tfpaas.topology.Graph;
import dev.tfpaas.topology.Timeline;
import dev.tfpaas.world.json.Json;
import dev.tfpaas.world.json.Json.Fields;
import java.util.List;
import java.util.Locale;

/// Pictures for programs that draw them their own way.
final class GraphReport {
  private GraphReport() {}

  static Fields of(Graph graph) {
    return Fields.empty()
        .with("nodes", new Json.Items(graph.nodes().stream().map(GraphReport::node).toList()))
        .with("edges", new Json.Items(graph.edges().stream().map(GraphReport::edge).toList()));
  }

  private static Json node(Graph.Node node) {
    return Fields.empty()
        .text("id", node.id())
        .text("kind", word(node.form()))
        .texts("label", node.lines())
        .text("platform", node.frame());
  }

  private static Json edge(Graph.Edge edge) {
    return Fields.empty()
        .text("from", edge.from())
        .text("to", edge.to())
        .text("kind", word(edge.kind()))
        .text("label", edge.label());
  }

  static Fields of(List<Timeline> timelines) {
    return Fields.empty()
        .with("timelines", new Json.Items(timelines.stream().map(GraphReport::timeline).toList()));
  }

  private static Json timeline(Timeline timeline) {
    List<Json> steps =
        timeline.steps().stream()
            .<Json>map(
                it -> Fields.empty().text("step", it.what()).whole("expected_ms", it.millis()))
            .toList();
    return Fields.empty().text("path", timeline.title()).with("steps", new Json.Items(steps));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
