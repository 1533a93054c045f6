package dev.tfpaas.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Makes the estate what the topology says.
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    description = "Make the estate what topology.yaml says, after showing the plan and asking.",
    footer = {
      "",
      "What would be destroyed is listed before apply asks. With --yes, destroying everything is",
      "refused with status 3, as is any plan that breaks a safety rule: 'paas destroy' is for"
          + " that.",
      "Ctrl-C, once, stops at the next safe point; the next apply carries on from there.",
      "Of a topology with active_region, a group whose switch is refused stays and lets the others",
      "go on; the end says which, and the next apply takes the rest.",
      "Exit status: 0 done or nothing to do, 3 refused by a safety rule or a group stayed, 1 an"
          + " error.",
      "",
      "Examples:",
      "  paas apply",
      "  paas apply --yes --output json > summary.json"
    })
final class ApplyCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private TopologyOptions options = new TopologyOptions();
  @Mixin private TerraformOptions terraform = new TerraformOptions();

  @Option(
      names = {"-y", "--yes", "--auto-approve"},
      description = "Do not ask.")
  private boolean approved;

  ApplyCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    return new AppliedRun(new Desk(host, options), approved, AppliedRun.Purpose.APPLY)
        .run(terraform.more());
  }
}
