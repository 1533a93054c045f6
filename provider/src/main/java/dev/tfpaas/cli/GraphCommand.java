package dev.tfpaas.cli;

import dev.tfpaas.topology.Graph;
import dev.tfpaas.topology.TimeChart;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// Draws a topology, or what was done to it last.
@Command(
    name = "graph",
    mixinStandardHelpOptions = true,
    description = "Draw the apps, which way data flows and who serves.",
    footer = {
      "",
      "Examples:",
      "  paas graph                             Mermaid, as Markdown shows it",
      "  paas graph --format dot | dot -Tsvg > estate.svg",
      "  paas graph --timeline                  the steps of the last change of each failover group"
    })
final class GraphCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private TopologyOptions options = new TopologyOptions();

  @Option(
      names = "--format",
      paramLabel = "mermaid|dot",
      defaultValue = "mermaid",
      description = "the language of the picture")
  private Format format = Format.MERMAID;

  @Option(
      names = "--timeline",
      description =
          "The last runbook of each failover group and migration, from Terraform's state.")
  private boolean timeline;

  /// The language of a picture.
  enum Format {
    /// Mermaid.
    MERMAID,
    /// Graphviz.
    DOT
  }

  GraphCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Desk desk = new Desk(host, options);
    if (timeline) {
      return drawTimelines(desk);
    }
    Graph graph = Graph.of(desk.topology());
    if (options.isJson()) {
      desk.out().println(GraphReport.of(graph));
      return PaasCommand.DONE;
    }
    host.out().print(format == Format.DOT ? graph.dot() : graph.mermaid());
    host.out().flush();
    return PaasCommand.DONE;
  }

  private Integer drawTimelines(Desk desk) {
    if (format == Format.DOT) {
      throw new CommandException(PaasCommand.FAILED, "a timeline is drawn for Mermaid only");
    }
    List<TimeChart> timelines = new ArrayList<>();
    try (Workplace place = Workplace.open(desk);
        PlannedRun run = new PlannedRun(desk, place)) {
      for (JsonNode resource : run.state().at("/values/root_module/resources")) {
        String address = resource.path("address").asString();
        List<String> lines = new ArrayList<>();
        resource.at("/values/runbook").forEach(line -> lines.add(line.asString()));
        TimeChart drawn =
            TimeChart.of(place.topology().paths().getOrDefault(address, address), lines);
        boolean isMove = address.contains("failover_group") || address.contains("migration");
        if (isMove && !drawn.steps().isEmpty()) {
          timelines.add(drawn);
        }
      }
    }
    if (timelines.isEmpty()) {
      throw new CommandException(PaasCommand.FAILED, "nothing was switched or moved yet");
    }
    if (options.isJson()) {
      desk.out().println(GraphReport.of(timelines));
      return PaasCommand.DONE;
    }
    timelines.forEach(it -> host.out().print(it.mermaid()));
    host.out().flush();
    return PaasCommand.DONE;
  }
}
