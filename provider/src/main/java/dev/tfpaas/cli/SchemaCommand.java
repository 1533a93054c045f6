package dev.tfpaas.cli;

import dev.tfpaas.topology.EditorSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Prints the schema of a topology for editors.
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description = "Print the JSON Schema of topology.yaml, by which editors complete and check.",
    footer = {
      "",
      "Examples:",
      "  paas schema > topology.schema.json",
      "  then, as the first line of topology.yaml:",
      "  # yaml-language-server: $schema=topology.schema.json"
    })
final class SchemaCommand implements Callable<Integer> {
  private final Host host;

  SchemaCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    host.out().print(EditorSchema.of(host.catalogue().get()));
    host.out().flush();
    return PaasCommand.DONE;
  }
}
