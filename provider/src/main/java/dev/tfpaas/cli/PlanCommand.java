package dev.tfpaas.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/// Shows what would change, with the runbook of it.
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = "Show what would change, and every call that would be made; changes nothing.",
    footer = {
      "",
      "Exit status: 0 nothing to do, 2 something to do, 3 refused by a safety rule, 1 an error.",
      "",
      "Examples:",
      "  paas plan",
      "  paas plan -e prod -- -parallelism=5"
    })
final class PlanCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private TopologyOptions options = new TopologyOptions();
  @Mixin private TerraformOptions terraform = new TerraformOptions();

  PlanCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Desk desk = new Desk(host, options);
    try (Workplace place = Workplace.open(desk);
        PlannedRun run = new PlannedRun(desk, place)) {
      int status = run.plan(terraform.more());
      if (options.isJson()) {
        desk.out().println(new Summary(place.topology()).changes(run.shown()).json());
      } else if (status == PaasCommand.CHANGES) {
        JsonNode plan = run.shown();
        new Summary(place.topology()).changes(plan).printPlanned(desk.out());
        Destruction.of(plan, place.topology().paths()).print(host.out());
        desk.out().println("Next: paas apply, which plans again and asks first");
      }
      return status;
    }
  }
}
