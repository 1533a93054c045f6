package dev.tfpaas.cli;

import dev.tfpaas.topology.Finding;
import dev.tfpaas.topology.TopologyReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Says everything that is wrong with a topology and can be found without the platform.
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = "Say everything that is wrong with topology.yaml; needs no platform.",
    footer = {
      "",
      "Examples:",
      "  paas validate                  one line a problem: file:line:column path: message",
      "  paas validate -e prod          with topology.prod.yaml laid over it",
      "  paas validate --output json    for editors and pipelines"
    })
final class ValidateCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private TopologyOptions options = new TopologyOptions();

  ValidateCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Desk desk = new Desk(host, options);
    TopologyReader.Result result = desk.result();
    List<Finding> problems = new ArrayList<>(result.problems());
    problems.addAll(result.topology().unreadableSecrets(options.directory()));
    if (options.isJson()) {
      desk.out().println(Desk.json(problems));
    } else if (problems.isEmpty()) {
      String file = options.source().file().toString();
      desk.out()
          .println("Nothing is wrong with %s.".formatted(file.equals("-") ? "the input" : file));
      result.topology().notes().forEach(note -> desk.out().println("Note: " + note));
    } else {
      problems.forEach(problem -> desk.out().println(desk.line(problem)));
    }
    return problems.isEmpty() ? PaasCommand.DONE : PaasCommand.FAILED;
  }
}
