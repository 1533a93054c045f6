package dev.tfpaas.cli;

import dev.tfpaas.doctor.Access;
import dev.tfpaas.doctor.Diagnosis;
import dev.tfpaas.doctor.Doctor;
import dev.tfpaas.topology.Topology;
import dev.tfpaas.topology.TopologyReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Looks whether everything is fit for work; reads only.
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Look whether machine, provider and account are fit for work. Reads only.",
    footer = {
      "",
      "Looks at the programs and their versions, the provider and its start, the credentials and",
      "what they may read, the clock, the limits, what the service does where no document says,",
      "and whether the names of each group lead to it; ends with what could not be found out.",
      "The platform is the one that is named, else that of topology.yaml, else that of",
      "PAAS_PLATFORM, else local; its settings come from the topology and the provider's"
          + " variables.",
      "",
      "Exit status: 0 nothing is wrong, 1 something will not work.",
      "",
      "Examples:",
      "  paas doctor local",
      "  paas doctor --output json      without names and secrets, to be sent with a report"
    })
final class DoctorCommand implements Callable<Integer> {
  private final Host host;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private TopologyOptions options = new TopologyOptions();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PLATFORM",
      description = "which platform, by its name in the provider block")
  private Optional<String> argument = Optional.empty();

  @Option(names = "--platform", paramLabel = "PLATFORM", description = "The same as an option.")
  private Optional<String> option = Optional.empty();

  DoctorCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Diagnosis diagnosis =
        host.doctor().look(asked(), new Doctor.Origin(host.home(), host.version()));
    PrintWriter answers = host.answers();
    if (options.isJson()) {
      answers.println(DoctorReport.json(diagnosis.hidden(), host.version()));
    } else {
      answers.print(DoctorReport.text(diagnosis));
    }
    answers.flush();
    return diagnosis.isBad() ? PaasCommand.FAILED : PaasCommand.DONE;
  }

  private Access.Asked asked() {
    Optional<String> named = named();
    // It looks at the directory of the topology too, and standard input has none.
    options.regularFile();
    Optional<Topology.Chosen> chosen = chosen(named);
    return new Access.Asked(
        named.or(() -> chosen.map(Topology.Chosen::kind)),
        chosen.map(it -> it.settings(host.environment(), options.directory())).orElse(Map.of()),
        chosen.map(it -> it.unread(host.environment(), options.directory())).orElse(Map.of()),
        options.directory(),
        new HashMap<>(host.environment()));
  }

  private Optional<String> named() {
    if (argument.isPresent() && option.isPresent() && !argument.equals(option)) {
      throw new ParameterException(
          spec.commandLine(), "The argument and --platform name two platforms; name one");
    }
    Optional<String> named = argument.or(() -> option);
    List<String> known = host.catalogue().get().platforms();
    if (named.isPresent() && !known.contains(named.get())) {
      throw new ParameterException(
          spec.commandLine(),
          "There is no platform \"%s\"; there are %s"
              .formatted(named.get(), String.join(", ", known)));
    }
    return named;
  }

  /// Returns what the topology says of the platform; empty when there is none, or it is not right,
  /// which is the business of `paas validate`.
  private Optional<Topology.Chosen> chosen(Optional<String> named) {
    if (!Files.isRegularFile(options.resolve(options.source().file()))) {
      return Optional.empty();
    }
    TopologyReader.Result result = new Desk(host, options).result();
    if (!result.problems().isEmpty()) {
      host.complaints()
          .println("paas: the topology has problems and is left aside; see 'paas validate'");
      return Optional.empty();
    }
    return result.topology().chosen().stream()
        .filter(it -> named.isEmpty() || it.kind().equals(named.get()))
        .findFirst();
  }
}
