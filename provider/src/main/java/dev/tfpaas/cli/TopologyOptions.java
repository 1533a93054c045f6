package dev.tfpaas.cli;

import dev.tfpaas.topology.TopologyReader;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What every command about a topology takes.
final class TopologyOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description =
          "The topology (default: topology.yaml); validate, render and graph take - for standard"
              + " input.")
  private Path file = Path.of("topology.yaml");

  @Option(
      names = {"-e", "--environment"},
      paramLabel = "NAME",
      description =
          "Lay topology.NAME.yaml over it, and keep its state in the Terraform workspace NAME.")
  private Optional<String> environment = Optional.empty();

  @Option(
      names = "--output",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "for people or for programs")
  private Output output = Output.TEXT;

  @Option(names = "--no-color", description = "No colours, on a terminal either.")
  private boolean plain;

  /// Returns where the user is.
  private Path start() {
    return PaasCommand.directory(command);
  }

  /// Returns the file to read.
  TopologyReader.Source source() {
    return new TopologyReader.Source(start(), file, environment);
  }

  /// Returns the directory to work in, where the topology is.
  Path directory() {
    return source().home();
  }

  /// Returns the file, for a command that writes it or runs Terraform over what it says.
  ///
  /// @throws CommandException when it is standard input
  Path regularFile() {
    if (source().isStream()) {
      throw new CommandException(
          PaasCommand.FAILED,
          "%s is no file, and this command needs one: write it to topology.yaml. validate, render and"
                  .formatted(file)
              + " graph read standard input");
    }
    return file;
  }

  Path resolve(Path path) {
    return start().resolve(path);
  }

  Optional<String> environment() {
    return environment;
  }

  boolean isJson() {
    return output == Output.JSON;
  }

  boolean isPlain() {
    return plain;
  }
}
