package dev.tfpaas.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Takes back everything that the topology made.
@Command(
    name = "destroy",
    mixinStandardHelpOptions = true,
    description = "Take back everything that topology.yaml made; apps that exist stay.",
    footer = {
      "",
      "What is protected is refused with status 3: set deletion_protection: false and apply first.",
      "",
      "Examples:",
      "  paas destroy",
      "  paas destroy -e test --yes"
    })
final class DestroyCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private TopologyOptions options = new TopologyOptions();
  @Mixin private TerraformOptions terraform = new TerraformOptions();

  @Option(
      names = {"-y", "--yes", "--auto-approve"},
      description = "Do not ask.")
  private boolean approved;

  DestroyCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    List<String> arguments = new ArrayList<>(List.of("-destroy"));
    arguments.addAll(terraform.more());
    return new AppliedRun(new Desk(host, options), approved, AppliedRun.Purpose.DESTROY)
        .run(arguments);
  }
}
