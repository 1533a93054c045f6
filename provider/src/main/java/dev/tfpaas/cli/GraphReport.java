package dev.tfpaas.cli;

import dev.tfpaas.topology.Graph;
import dev.tfpaas.topology.TimeChart;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Pictures for programs that draw them their own way.
final class GraphReport {
  private GraphReport() {}

  static ObjectNode of(Graph graph) {
    return JsonAnswer.object()
        .set("nodes", JsonAnswer.list(graph.nodes().stream().map(GraphReport::node).toList()))
        .set("edges", JsonAnswer.list(graph.edges().stream().map(GraphReport::edge).toList()));
  }

  private static ObjectNode node(Graph.Node node) {
    ObjectNode report =
        JsonAnswer.object()
            .put("id", node.id())
            .put("kind", JsonAnswer.word(node.form()))
            .set("label", JsonAnswer.texts(node.lines()));
    node.frame().ifPresent(platform -> report.put("platform", platform));
    return report;
  }

  private static ObjectNode edge(Graph.Edge edge) {
    return JsonAnswer.object()
        .put("from", edge.from())
        .put("to", edge.to())
        .put("kind", JsonAnswer.word(edge.kind()))
        .put("label", edge.label());
  }

  static ObjectNode of(List<TimeChart> timelines) {
    return JsonAnswer.object()
        .set("timelines", JsonAnswer.list(timelines.stream().map(GraphReport::timeline).toList()));
  }

  private static ObjectNode timeline(TimeChart timeline) {
    List<ObjectNode> steps =
        timeline.steps().stream()
            .map(it -> JsonAnswer.object().put("step", it.what()).put("expected_ms", it.millis()))
            .toList();
    return JsonAnswer.object().put("path", timeline.title()).set("steps", JsonAnswer.list(steps));
  }
}
