package dev.tfpaas.cli;

import dev.tfpaas.duration.Durations;
import dev.tfpaas.emulator.Dialect;
import dev.tfpaas.emulator.EmulatorServer;
import dev.tfpaas.emulator.VendorApi;
import dev.tfpaas.emulator.cloud66.Cloud66Emulator;
import dev.tfpaas.emulator.cloud66.Cloud66Options;
import dev.tfpaas.emulator.jelastic.JelasticEmulator;
import dev.tfpaas.emulator.scalingo.ScalingoEmulator;
import dev.tfpaas.emulator.scalingo.ScalingoOptions;
import dev.tfpaas.world.Estate;
import dev.tfpaas.world.RefusedCall;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// Serves the API of a vendor on this machine, so that its own tools and our provider can be tried
/// without an account.
@Command(
    name = "emulate",
    mixinStandardHelpOptions = true,
    description = "Serve a vendor's API on this machine, until interrupted.",
    synopsisSubcommandLabel = "VENDOR",
    footer = {
      "",
      "What a vendor offers only in its dashboard, faults and the log of all calls are on a second",
      "port, the operator's. Nothing listens beyond this machine.",
      "",
      "Examples:",
      "  paas emulate scalingo                   an account with the app shop-front",
      "  paas emulate cloud66 --port 8066        the apps of estate.yaml",
      "  paas emulate jelastic                   a hoster with the environments shop and blog",
      "  paas emulate scalingo --dialect migration-tool=withdrawn-page"
    })
final class EmulateCommand implements Runnable {
  private final PrintWriter out;
  private final Clock clock;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port",
      scope = ScopeType.INHERIT,
      paramLabel = "N",
      description = "The port of the vendor's API (default: a free one).")
  private int port;

  @Option(
      names = "--operator-port",
      scope = ScopeType.INHERIT,
      paramLabel = "N",
      description = "The operator's port (default: a free one).")
  private int operatorPort;

  @Option(
      names = "--token",
      scope = ScopeType.INHERIT,
      paramLabel = "TOKEN",
      description = "The one token that is accepted (default: a made-up one).")
  private Optional<String> token = Optional.empty();

  @Option(
      names = "--output",
      scope = ScopeType.INHERIT,
      paramLabel = "text|json",
      defaultValue = "text",
      description = "How the addresses are printed, json on one line.")
  private Output output = Output.TEXT;

  @Option(
      names = "--dialect",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME=VALUE",
      description =
          "How it behaves where no document says; 'random' draws all of it and prints the seed,"
              + " which 'random:SEED' takes; a wrong name lists those that exist.")
  private List<String> dialects = new ArrayList<>();

  EmulateCommand(PrintWriter out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which vendor");
  }

  @Command(description = "Scalingo: two regions, and the app shop-front with a database.")
  int scalingo(
      @Option(
              names = "--pace",
              paramLabel = "DURATION",
              defaultValue = "2s",
              description = "How long every single thing takes (default: ${DEFAULT-VALUE}).")
          String pace,
      @Option(
              names = "--calls-a-minute",
              paramLabel = "N",
              defaultValue = "0",
              description =
                  "How many calls are answered, 0 for all; the vendor's limit is 60 (default:"
                      + " ${DEFAULT-VALUE}).")
          int callsAMinute) {
    checkPorts();
    Dialect spoken = dialect("scalingo");
    if (callsAMinute < 0) {
      throw misused("--calls-a-minute must be 0 or more");
    }
    Duration each = pace(pace);
    String secret = token("tk-us-emulated");
    return serve(
        new ScalingoEmulator(
            clock, ScalingoOptions.usual(each, secret).limited(callsAMinute).in(spoken)),
        server -> EmulatorGuides.scalingo(server, secret).in(spoken),
        () -> {});
  }

  @Command(
      description =
          "Virtuozzo Application Platform (Jelastic): a hoster with two data centres, and the"
              + " environments shop and blog.")
  int jelastic(
      @Option(
              names = "--pace",
              paramLabel = "DURATION",
              defaultValue = "2s",
              description = "How long every single thing takes (default: ${DEFAULT-VALUE}).")
          String pace) {
    checkPorts();
    Dialect spoken = dialect("jelastic");
    Duration each = pace(pace);
    String secret = token("emulated0jelastic0token0of040characters0");
    return serve(
        new JelasticEmulator(clock, each, secret, spoken),
        server -> EmulatorGuides.jelastic(server, secret).in(spoken),
        () -> {});
  }

  private Duration pace(String text) {
    Durations.problem(text)
        .ifPresent(problem -> {
          throw misused("--pace: \"%s\" %s".formatted(text, problem));
        });
    return Durations.parse(text).orElseThrow();
  }

  @Command(description = "Cloud 66: the apps of an estate, over a world of its own.")
  int cloud66(
      @Option(
              names = "--path",
              paramLabel = "DIR",
              description =
                  "Where the world lives, which 'paas local --path DIR' then shows"
                      + " (default: a temporary directory).")
          Optional<Path> path,
      @Option(
              names = "--estate",
              paramLabel = "FILE",
              description =
                  "What exists at first (default: estate.yaml if there is one, else built in).")
          Optional<Path> estate,
      @Option(
              names = "--containers",
              paramLabel = "APP",
              split = ",",
              description =
                  "Which apps are containerised; the others are Rails (default: blog if there is"
                      + " one).")
          List<String> containers) {
    checkPorts();
    Dialect spoken = dialect("cloud66");
    Path start = PaasCommand.directory(spec);
    Estate first = EstateFile.read(start, estate);
    EstateFile.path(start, estate)
        .ifPresent(file -> EmulatedWorld.requireOneOfAnEngine(file, first));
    Cloud66Options usual =
        Cloud66Options.usual(token("emulated-cloud66-access-token-of-43-letters")).in(spoken);
    Cloud66Options options =
        containers == null ? usual : usual.containerised(known(first, containers));
    EmulatedWorld world = EmulatedWorld.open(path.map(start::resolve), first, clock);
    return serve(
        new Cloud66Emulator(world.world(), first, clock, options),
        server ->
            EmulatorGuides.cloud66(server, options.token(), world.world().directory()).in(spoken),
        world::close);
  }

  private Set<String> known(Estate estate, List<String> containers) {
    Set<String> unknown = new HashSet<>(containers);
    estate.apps().forEach(app -> unknown.remove(app.name()));
    if (!unknown.isEmpty()) {
      throw misused("--containers: the estate has no app " + String.join(", ", unknown));
    }
    return Set.copyOf(containers);
  }

  private String token(String usual) {
    String chosen = token.orElse(usual);
    if (chosen.isBlank() || chosen.chars().anyMatch(Character::isWhitespace)) {
      throw misused("--token must not be empty or hold spaces");
    }
    return chosen;
  }

  private Dialect dialect(String vendor) {
    try {
      return Dialect.parse(vendor, dialects, clock.millis() % 1_000_000);
    } catch (IllegalArgumentException failure) {
      throw misused("--dialect: " + failure.getMessage());
    }
  }

  private ParameterException misused(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }

  private int serve(VendorApi api, Function<EmulatorServer, EmulatorGuide> guide, Runnable atEnd) {
    EmulatorServer server;
    try {
      server = EmulatorServer.start(api, clock, port, operatorPort);
    } catch (IOException failure) {
      atEnd.run();
      throw RefusedCall.of(RefusedCall.Kind.UNAVAILABLE, String.valueOf(failure.getMessage()));
    }
    RunningService.untilInterrupted(
        () -> {
          EmulatorGuide said = guide.apply(server);
          out.println(output == Output.JSON ? said.json() : said.text());
        },
        () -> {
          server.close();
          atEnd.run();
        });
    return PaasCommand.DONE;
  }

  private void checkPorts() {
    checkPort("--port", port);
    checkPort("--operator-port", operatorPort);
    if (port != 0 && port == operatorPort) {
      throw misused("--port and --operator-port must differ");
    }
  }

  private void checkPort(String option, int number) {
    if (number < 0 || number > 65_535) {
      throw misused("%s must be a port from 0, a free one, to 65535".formatted(option));
    }
  }
}
