package dev.tfpaas.cli;

import dev.tfpaas.duration.Durations;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.host.HostDesk;
import dev.tfpaas.platform.host.HostView;
import dev.tfpaas.platform.host.Machines;
import dev.tfpaas.platform.host.ground.HostEstate;
import dev.tfpaas.platform.host.load.Loader;
import dev.tfpaas.platform.host.process.HostFailure;
import dev.tfpaas.yaml.FileProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// Starts and stops the platform of this machine's own processes, and acts on it behind Terraform's
/// back.
@Command(
    name = "host",
    mixinStandardHelpOptions = true,
    description = "Run real apps and databases on this machine, and break them.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  paas host init             write an estate.yaml to start from",
      "  paas host up               start what it says: apps, PostgreSQL servers, the network",
      "  paas host load shop        write through the address of a group, and count what is lost",
      "  paas host fail eu-west     kill everything in a region; 'heal' brings it back",
      "  paas host cut eu-west      it does not answer any more, but lives and accepts writes",
      "  paas host down             stop everything"
    })
final class HostCommand implements Runnable {
  private final PrintWriter out;
  private final Clock clock;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--path",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      description = "Where the platform is kept (default: .paas-host).")
  private Path path = Path.of(".paas-host");

  @Option(
      names = "--estate",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "What is started at first (default: estate.yaml).")
  private Path estate = Path.of("estate.yaml");

  HostCommand(PrintWriter out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which command");
  }

  private Path start() {
    return PaasCommand.directory(spec).toAbsolutePath();
  }

  private HostDesk desk() {
    return new HostDesk(start().resolve(path).normalize(), clock);
  }

  private Machines machines() {
    return desk().machines();
  }

  private static <T> T tried(Supplier<T> act) {
    try {
      return act.get();
    } catch (HostFailure | PlatformException failure) {
      throw new CommandException(PaasCommand.FAILED, String.valueOf(failure.getMessage()));
    }
  }

  private int done(String what, Runnable act) {
    tried(() -> {
      act.run();
      return what;
    });
    out.println("done: " + what);
    return PaasCommand.DONE;
  }

  @Command(description = "Write estate.yaml with every key explained, to start from.")
  int init() {
    Path file = start().resolve(estate);
    try {
      Files.writeString(file, HostEstate.SAMPLE, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException _) {
      throw new CommandException(
          PaasCommand.FAILED, file + " exists already, and is left as it is");
    } catch (IOException failure) {
      throw new CommandException(
          PaasCommand.FAILED,
          "%s cannot be written, because %s; nothing is changed"
              .formatted(file, FileProblem.reason(failure)));
    }
    out.println("done: wrote " + file);
    return PaasCommand.DONE;
  }

  @Command(description = "Start what the estate says, and everything else that is to run.")
  int up() {
    return done("up", () -> machines().up(HostEstate.read(start().resolve(estate).normalize())));
  }

  @Command(description = "Show what there is, what it does, and its processes.")
  int show(
      @Option(
              names = "--output",
              paramLabel = "text|json",
              defaultValue = "text",
              description = "for people or for programs")
          Output output) {
    HostView view = tried(() -> desk().look());
    if (output == Output.JSON) {
      out.println(HostReport.of(view));
    } else {
      view.lines().forEach(out::println);
    }
    return PaasCommand.DONE;
  }

  @Command(description = "Show every call that changed something, the oldest first.")
  int log(
      @Option(
              names = "--output",
              paramLabel = "text|json",
              defaultValue = "text",
              description = "for people or for programs")
          Output output) {
    List<HostDesk.Made> calls = tried(() -> desk().log());
    if (output == Output.JSON) {
      out.println(HostReport.calls(calls));
    } else {
      calls.forEach(it -> out.println(it.at() + "  " + it.call()));
    }
    return PaasCommand.DONE;
  }

  @Command(description = "Kill everything in a region (SIGKILL) and keep it from starting.")
  int fail(@Parameters(paramLabel = "REGION") String region) {
    return done("fail region " + region, () -> machines().fail(region));
  }

  @Command(
      description =
          "Bring a region back. A database that was left meanwhile comes up closed to writes.")
  int heal(@Parameters(paramLabel = "REGION") String region) {
    return done("heal region " + region, () -> machines().heal(region));
  }

  @Command(description = "Cut a region off: it lives and accepts writes, and answers nobody.")
  int cut(@Parameters(paramLabel = "REGION") String region) {
    return done("cut region " + region, () -> machines().cut(region));
  }

  @Command(
      name = "switch",
      description = "Switch a failover group, with its data, to the other side or the given one.")
  int switchOver(
      @Parameters(paramLabel = "GROUP") String group,
      @Parameters(paramLabel = "primary|secondary", arity = "0..1") Optional<Side> to) {
    boolean made =
        tried(() ->
            desk()
                .switchOver(
                    group,
                    to,
                    line -> {
                      out.println(line);
                      out.flush();
                    }));
    return made ? PaasCommand.DONE : PaasCommand.FAILED;
  }

  @Command(
      description = {
        "Write through the address of a group, each second so many rows; then read back what was"
            + " acknowledged.",
        "Exit status 1 when a write that was acknowledged is not there."
      })
  int load(
      @Parameters(paramLabel = "GROUP") String group,
      @Option(
              names = "--rate",
              paramLabel = "N",
              defaultValue = "50",
              description = "requests a second (default: ${DEFAULT-VALUE})")
          int rate,
      @Option(
              names = "--for",
              paramLabel = "TIME",
              defaultValue = "10s",
              description = "how long (default: ${DEFAULT-VALUE})")
          String length,
      @Option(
              names = "--output",
              paramLabel = "text|json",
              defaultValue = "text",
              description = "for people or for programs")
          Output output) {
    if (rate < 1) {
      throw new ParameterException(
          spec.commandLine(), "--rate must be 1 or more; say how many requests a second");
    }
    Duration time = duration(length);
    Loader loader = new Loader(tried(() -> desk().address(group)), rate);
    loader.run(
        time,
        line -> {
          if (output == Output.TEXT) {
            out.println(line);
            out.flush();
          }
        });
    Loader.Report report = loader.report();
    out.println(output == Output.JSON ? HostReport.load(report) : report);
    return report.lost().filter(it -> it == 0).isPresent() ? PaasCommand.DONE : PaasCommand.FAILED;
  }

  private Duration duration(String text) {
    return Durations.parse(text)
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(),
                "--for: " + Durations.problem(text).orElse("expected a time, such as 30s")));
  }

  @Command(description = "Stop everything, in order. What it holds stays for the next 'up'.")
  int down() {
    return done("down", () -> machines().down());
  }
}
