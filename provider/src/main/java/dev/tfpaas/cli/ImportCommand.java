package dev.tfpaas.cli;

import dev.tfpaas.topology.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Takes over something that exists already.
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "Take over what exists already, so that apply does not make it again.",
    footer = {
      "",
      "The same can be said in topology.yaml: 'import: true' beside the thing.",
      "",
      "Examples:",
      "  paas import failover.shop          by its usual identifier",
      "  paas import apps.standby 4f0c…     by the platform's identifier"
    })
final class ImportCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private TopologyOptions options = new TopologyOptions();

  @Parameters(
      index = "0",
      paramLabel = "THING",
      description = "where it stands in topology.yaml, e.g. failover.shop")
  private String thing = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ID",
      description = "the platform's identifier, where it is not the usual one")
  private Optional<String> id = Optional.empty();

  ImportCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Desk desk = new Desk(host, options);
    try (Workplace place = Workplace.open(desk)) {
      Topology.Importable importable =
          place
              .topology()
              .importable(thing)
              .orElseThrow(() ->
                  new CommandException(
                      PaasCommand.FAILED, missing(place.topology().paths().values())));
      List<String> arguments = new ArrayList<>(List.of("import", "-input=false"));
      if (!desk.isColoured()) {
        arguments.add("-no-color");
      }
      arguments.addAll(List.of(importable.address(), id.orElse(importable.id())));
      TerraformTool.Ended ended =
          place.terraform().stream(
              arguments, place.variables(), options.isJson() ? host.err() : host.out());
      if (options.isJson()) {
        desk.out()
            .println(
                JsonAnswer.object()
                    .put("path", thing)
                    .put("address", importable.address())
                    .put("id", id.orElse(importable.id()))
                    .put("imported", ended.status() == 0));
      }
      return ended.status() == 0 ? PaasCommand.DONE : Refusals.status(ended.said());
    }
  }

  private String missing(Collection<String> things) {
    return things.isEmpty()
        ? "nothing of this topology can be imported; its apps exist, and Terraform only reads them"
        : "there is no %s to import; there are %s".formatted(thing, String.join(", ", things));
  }
}
