package dev.tfpaas;

import dev.tfpaas.cli.AnswerStream;
import dev.tfpaas.cli.Host;
import dev.tfpaas.cli.PaasCommand;
import dev.tfpaas.doctor.Doctor;
import dev.tfpaas.framework.plugin.Plugin;
import dev.tfpaas.framework.plugin.PluginLog;
import dev.tfpaas.framework.plugin.PluginOptions;
import dev.tfpaas.framework.tfplugin6.Phrasing;
import dev.tfpaas.framework.tfplugin6.PreparedAnswers;
import dev.tfpaas.framework.tfplugin6.ProviderService;
import dev.tfpaas.platform.Command;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.PlatformSettings;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.http.HostNames;
import dev.tfpaas.resources.PaasProvider;
import dev.tfpaas.resources.Surroundings;
import dev.tfpaas.resources.life.PaasClient;
import dev.tfpaas.runbook.Runner;
import dev.tfpaas.runbook.Sleeper;
import dev.tfpaas.topology.FileWords;
import dev.tfpaas.topology.KnownTypes;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Wires the parts; the only place that knows all of them.
///
/// Started by Terraform it is the plugin. The launcher of the command line says so with the system
/// property `paas.cli`.
public final class Main {
  /// Where a configuration finds this provider, and what `TF_REATTACH_PROVIDERS` calls it.
  private static final String SOURCE = "registry.terraform.io/tfpaas/paas";

  private static final String PATH = "PATH";

  private final Map<String, String> environment = System.getenv();
  private final PrintStream stdout = System.out;
  private final PluginLog log = PluginLog.of("paas", environment, System.err);
  private final Service service = new Service();

  private Main() {}

  /// Starts the plugin or the command line.
  ///
  /// @param args of the command line; for the plugin `-debug` serves any number of commands in
  ///   plaintext
  public static void main(String[] args) {
    Main main = new Main();
    if (Boolean.getBoolean("paas.cli")) {
      System.exit(main.command(args));
    } else if (Arrays.asList(args).contains("-debug")) {
      main.debug();
    } else {
      main.serve();
    }
  }

  private int command(String[] args) {
    Optional<String> misplaced = surroundings(Clock.systemUTC()).misplaced();
    misplaced.ifPresent(it -> System.err.println("paas: " + it));
    return misplaced.isPresent() ? 1 : PaasCommand.run(args, host());
  }

  private Host host() {
    return new Host(
        AnswerStream.to(new FileOutputStream(FileDescriptor.out), stdout.charset()),
        System.err,
        withPath(environment),
        version(),
        Clock.systemUTC(),
        Main::catalogue,
        new Doctor(new PlatformAccess(version()), HostNames.SYSTEM),
        Optional.ofNullable(System.getProperty("paas.home")).map(Path::of),
        Optional.ofNullable(System.console()).filter(Console::isTerminal));
  }

  /// Gives the PATH this name: Windows calls it `Path`, and finds it by any case.
  private static Map<String, String> withPath(Map<String, String> environment) {
    String path = System.getenv(PATH);
    if (path == null || environment.containsKey(PATH)) {
      return environment;
    }
    Map<String, String> named = new HashMap<>(environment);
    named.keySet().removeIf(PATH::equalsIgnoreCase);
    named.put(PATH, path);
    return named;
  }

  /// Returns what a topology may speak of.
  static KnownTypes catalogue() {
    Main main = new Main();
    Clock clock = Clock.systemUTC();
    return ResourceCatalogue.of(
        main.provider(clock), KnownPlatforms.ALL, settings -> main.open(settings, clock));
  }

  private PaasProvider provider(Clock clock) {
    return new PaasProvider(
        KnownPlatforms.ALL,
        KnownResources.ALL,
        settings -> open(settings, clock),
        surroundings(clock));
  }

  private Surroundings surroundings(Clock clock) {
    Runner runner = new Runner(clock, Sleeper.THREAD, line -> log.log(Level.INFO, line));
    return new Surroundings(environment, Path.of("").toAbsolutePath(), clock, runner, startedBy());
  }

  private static List<String> startedBy() {
    return ProcessHandle.current()
        .parent()
        .flatMap(parent -> parent.info().arguments())
        .map(List::of)
        .orElse(List.of());
  }

  private void serve() {
    Plugin.serve(options(preparedAnswers()));
  }

  private void debug() {
    Plugin.debug(options(Optional.empty()), SOURCE);
  }

  /// Reads the answers that the build left in the package, as the launcher says; without them they
  /// are made.
  private Optional<PluginOptions.Ready> preparedAnswers() {
    String file = System.getProperty("paas.answers", "");
    try {
      return file.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new PluginOptions.Ready(
                  PreparedAnswers.of(Files.readAllBytes(Path.of(file))),
                  PreparedAnswers::leavesToTheProvider));
    } catch (IOException e) {
      log.log(Level.WARNING, "the prepared answers cannot be read, making them: " + e);
      return Optional.empty();
    }
  }

  private PluginOptions options(Optional<PluginOptions.Ready> ready) {
    return new PluginOptions(
        log,
        environment,
        stdout,
        System.err,
        ready,
        () -> List.of(service.get()),
        service::requestStop,
        Main::end);
  }

  /// Ends at once, except where the classes are recorded for the launcher's cache: that needs an
  /// exit that takes its time. One method for both, or the call would be linked anew at each start.
  private static void end(int status) {
    if (Boolean.getBoolean("paas.recording")) {
      System.exit(status);
    } else {
      Runtime.getRuntime().halt(status);
    }
  }

  private Platform open(PlatformSettings settings, Clock clock) {
    return settings
        .type()
        .open(
            settings,
            new PlatformTools(
                clock,
                Sleeper.THREAD,
                line -> log.log(Level.DEBUG, line),
                version(),
                environment,
                service));
  }

  /// Returns the version that the build wrote into the manifest.
  private static String version() {
    return Optional.ofNullable(Main.class.getPackage().getImplementationVersion()).orElse("dev");
  }

  /// Returns how messages are said to whoever writes a topology; `paas` says for whom it runs
  /// Terraform.
  private Phrasing words() {
    return environment.containsKey(FileWords.VARIABLE) ? FileWords::of : Phrasing.PLAIN;
  }

  /// The provider's service, made when it is first needed. Safe for use by many threads.
  private final class Service implements Command {
    private @Nullable ProviderService<PaasClient> made;
    private boolean stopRequested;

    synchronized ProviderService<PaasClient> get() {
      if (made == null) {
        made =
            new ProviderService<>(
                provider(Clock.systemUTC()), (level, message) -> log.log(level, message), words());
        if (stopRequested) {
          made.requestStop();
        }
      }
      return made;
    }

    @Override
    public synchronized boolean isStopped() {
      return stopRequested || (made != null && made.isStopped());
    }

    @Override
    public synchronized boolean changes() {
      return made != null && made.changes();
    }

    synchronized void requestStop() {
      stopRequested = true;
      if (made != null) {
        made.requestStop();
      }
    }
  }
}
