package dev.tfpaas.startup;

import dev.tfpaas.KnownPlatforms;
import dev.tfpaas.KnownResources;
import dev.tfpaas.framework.plugin.Plugin;
import dev.tfpaas.framework.plugin.PluginLog;
import dev.tfpaas.framework.plugin.PluginOptions;
import dev.tfpaas.framework.tfplugin6.Phrasing;
import dev.tfpaas.framework.tfplugin6.ProviderService;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.resources.PaasProvider;
import dev.tfpaas.resources.Surroundings;
import dev.tfpaas.runbook.Runner;
import dev.tfpaas.runbook.Sleeper;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The provider as a process that writes down what its host says to it, a line a call; started with
/// the file as its argument.
public final class ListeningPlugin {
  private ListeningPlugin() {}

  /// The text of a program for a shell that becomes this process.
  ///
  /// @param heard the file to write to
  public static String program(Path heard) {
    return "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -cp '%s' %s '%s'\n"
        .formatted(
            Path.of(System.getProperty("java.home"), "bin/java"),
            System.getProperty("java.class.path"),
            ListeningPlugin.class.getName(),
            heard);
  }

  static void main(String[] args) {
    Map<String, String> environment = System.getenv();
    PrintStream stdout = System.out;
    Clock clock = Clock.systemUTC();
    Surroundings surroundings =
        new Surroundings(
            environment,
            Path.of("").toAbsolutePath(),
            clock,
            new Runner(clock, Sleeper.THREAD, _ -> {}));
    PlatformTools tools = new PlatformTools(clock, Sleeper.THREAD, _ -> {}, "dev", environment);
    PaasProvider provider =
        new PaasProvider(
            KnownPlatforms.ALL,
            KnownResources.ALL,
            settings -> settings.type().open(settings, tools),
            surroundings);
    Heard heard = new Heard(Path.of(args[0]));
    Plugin.serve(
        new PluginOptions(
            PluginLog.of("paas", environment, System.err),
            environment,
            stdout,
            System.err,
            Optional.empty(),
            () -> List.of(heard.by(new ProviderService<>(provider, (_, _) -> {}, Phrasing.PLAIN))),
            () -> {},
            Runtime.getRuntime()::halt));
  }
}
