package dev.tfpaas.framework.plugin;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs [TestProvider] as a process: without argument as a plugin, with `debug` for reattaching,
/// with `broken` as one whose services cannot be made.
final class TestPlugin {
  private TestPlugin() {}

  static void main(String[] args) {
    String mode = args.length == 0 ? "plugin" : args[0];
    Map<String, String> environment = System.getenv();
    PrintStream stdout = System.out;
    TestProvider provider = new TestProvider();
    PluginOptions options =
        new PluginOptions(
            PluginLog.of("paas", environment, System.err),
            environment,
            stdout,
            System.err,
            Optional.empty(),
            () -> {
              if (mode.equals("broken")) {
                throw new IllegalStateException("no \"services\" | today");
              }
              return List.of(provider);
            },
            provider::stop,
            Runtime.getRuntime()::halt);
    if (mode.equals("debug")) {
      Plugin.debug(options, "example.test/acme/paas");
    } else {
      Plugin.serve(options);
      // Library code may print at any time; the host must not see it.
      System.out.println("printed after the handshake");
    }
  }
}
