package dev.tfpaas.cli;

import dev.tfpaas.topology.Finding;
import dev.tfpaas.yaml.Complaint;
import dev.tfpaas.yaml.YamlLayout;
import dev.tfpaas.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// Lays a topology out in one way.
@Command(
    name = "fmt",
    mixinStandardHelpOptions = true,
    description = "Lay topology.yaml out in one way; comments and the order of keys stay.",
    footer = {
      "",
      "Examples:",
      "  paas fmt              and with -e NAME topology.NAME.yaml, too",
      "  paas fmt --check      writes nothing; status 2 when something would change"
    })
final class FmtCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private TopologyOptions options = new TopologyOptions();

  @Option(names = "--check", description = "Write nothing; status 2 when a file would change.")
  private boolean check;

  FmtCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Desk desk = new Desk(host, options);
    List<Path> files = new ArrayList<>(List.of(options.regularFile()));
    options.source().overlay().ifPresent(files::add);
    boolean changes = false;
    List<ObjectNode> answers = new ArrayList<>();
    for (Path file : files) {
      boolean changed = layOut(desk, file);
      changes |= changed;
      answers.add(JsonAnswer.object().put("file", file.toString()).put("changed", changed));
      if (changed && !options.isJson()) {
        desk.out().println(file + (check ? " would change." : " laid out."));
      }
    }
    if (options.isJson()) {
      desk.out().println(JsonAnswer.object().set("files", JsonAnswer.list(answers)));
    }
    return check && changes ? PaasCommand.CHANGES : PaasCommand.DONE;
  }

  private boolean layOut(Desk desk, Path file) {
    Path place = options.resolve(file);
    if (!Files.exists(place)) {
      throw new CommandException(PaasCommand.FAILED, "there is no file " + file);
    }
    String text = Desk.read(place);
    List<Complaint> complaints = YamlReader.parse(file, text).complaints();
    if (!complaints.isEmpty()) {
      complaints.forEach(
          it -> desk.err().println(desk.line(new Finding(it.place(), "", it.message()))));
      throw new CommandException(PaasCommand.FAILED, "nothing was done");
    }
    String laidOut = YamlLayout.of(text);
    if (laidOut.equals(text)) {
      return false;
    }
    if (!check) {
      Desk.write(place, laidOut);
    }
    return true;
  }
}
