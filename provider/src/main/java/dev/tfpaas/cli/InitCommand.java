package dev.tfpaas.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Writes a topology to start from.
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = "Write a commented topology.yaml to start from; asks nothing.",
    footer = {
      "",
      "Examples:",
      "  paas init && paas plan      on the embedded platform, without an account"
    })
final class InitCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private TopologyOptions options = new TopologyOptions();

  InitCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Desk desk = new Desk(host, options);
    Path file = options.resolve(options.regularFile());
    if (Files.exists(file)) {
      throw new CommandException(
          PaasCommand.FAILED, file + " exists already, and is left as it is");
    }
    Desk.write(file, TopologySample.of(desk.catalogue()));
    if (options.isJson()) {
      desk.out().println(JsonAnswer.object().put("file", file.toString()));
    } else {
      desk.out().println(file + " written. Next: paas plan");
    }
    return PaasCommand.DONE;
  }
}
