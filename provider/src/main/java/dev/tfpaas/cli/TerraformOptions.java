package dev.tfpaas.cli;

import java.util.List;
import picocli.CommandLine.Parameters;

/// What is handed on to Terraform as it is.
final class TerraformOptions {
  @Parameters(
      paramLabel = "-- OPTION",
      arity = "0..*",
      description = "Options of Terraform's own, after --, e.g. -- -parallelism=5")
  private List<String> more = List.of();

  List<String> more() {
    return List.copyOf(more);
  }
}
