package dev.tfpaas.cli;

import dev.tfpaas.topology.Rendering;
import dev.tfpaas.topology.Topology;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Writes a topology as Terraform configuration.
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    description = "Write topology.yaml as Terraform configuration, which needs only Terraform.",
    footer = {
      "",
      "Examples:",
      "  paas render             writes paas.tf.json beside topology.yaml",
      "  paas render -o -        prints it",
      "  paas render --check     status 2 when paas.tf.json is not what it should be"
    })
final class RenderCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private TopologyOptions options = new TopologyOptions();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Where to write; - prints (default: paas.tf.json beside the topology).")
  private Optional<Path> target = Optional.empty();

  @Option(names = "--check", description = "Write nothing; status 2 when the file would change.")
  private boolean check;

  RenderCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Desk desk = new Desk(host, options);
    Topology topology = desk.topology();
    String text = Rendering.of(topology, desk.catalogue());
    if (target.filter(Path.of("-")::equals).isPresent()) {
      desk.out().print(text);
      desk.out().flush();
      return PaasCommand.DONE;
    }
    Path file =
        target.map(options::resolve).orElseGet(() -> options.directory().resolve(Rendering.FILE));
    boolean changed = check ? !Desk.read(file).equals(text) : write(file, text);
    if (options.isJson()) {
      desk.out().println(JsonAnswer.object().put("file", file.toString()).put("changed", changed));
    } else {
      desk.out()
          .println(file + (changed ? (check ? " would change." : " written.") : " is up to date."));
    }
    return check && changed ? PaasCommand.CHANGES : PaasCommand.DONE;
  }

  /// Writes a configuration if it is not so already, and tells whether that was needed.
  ///
  /// @throws CommandException when a file of another hand would be lost
  static boolean write(Path file, String text) {
    String before = Desk.read(file);
    if (before.equals(text)) {
      return false;
    }
    if (!before.isEmpty() && !before.contains("\"//\": \"" + Rendering.MARK)) {
      throw new CommandException(
          PaasCommand.FAILED,
          "%s was not written by paas and is left as it is; move it away, or name another file with -o"
              .formatted(file));
    }
    Desk.write(file, text);
    return true;
  }
}
