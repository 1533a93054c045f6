package dev.tfpaas.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ObjectNode;

/// Shows who serves and how everything stands, as the platform says now.
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Show who serves and how everything stands, as the platform says now.",
    footer = {"", "Examples:", "  paas status", "  paas status --output json"})
final class StatusCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private TopologyOptions options = new TopologyOptions();

  StatusCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Desk desk = new Desk(host, options);
    try (Workplace place = Workplace.open(desk);
        PlannedRun run = new PlannedRun(desk, place)) {
      PlannedRun.Inspection seen = run.inspected();
      Summary summary = new Summary(place.topology()).state(seen.state());
      if (options.isJson()) {
        ObjectNode json = summary.json();
        seen.notes().addTo(json);
        desk.out().println(json);
      } else {
        summary.printStanding(desk.out());
        seen.notes().print(desk.out());
      }
      return PaasCommand.DONE;
    }
  }
}
