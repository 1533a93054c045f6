package dev.tfpaas.framework.plugin;

import dev.tfpaas.framework.plugin.PluginServer.Listening;
import io.grpc.BindableService;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A process that serves gRPC services to Terraform or OpenTofu as one of their plugins.
public final class Plugin {
  /// The host waits two seconds for the process to go before it kills it.
  private static final Duration SHUTDOWN_PATIENCE = Duration.ofMillis(1500);

  /// Nobody waits for an orphan, but half a step on a platform is worse than a process that
  /// lingers.
  private static final Duration ORPHAN_PATIENCE = Duration.ofMinutes(5);

  /// The host kills a plugin as soon as it has read a line it cannot use. One that is gone before
  /// that is reported, by chance, as having said nothing.
  private static final Duration REFUSAL_PATIENCE = Duration.ofSeconds(5);

  private static final byte[] PLAINTEXT = {};

  private Plugin() {}

  /// Tells whether Terraform or OpenTofu started this process.
  ///
  /// @param environment the variables the process was started with
  public static boolean startedByHost(Map<String, String> environment) {
    return Handshake.isOffered(environment);
  }

  /// Serves the host that started this process, until that host wants it to end or dies.
  ///
  /// Returns when the server listens and the handshake is written; the process then lives by its
  /// event loop. From the call on, [System#out] is standard error. Without a host, and when the
  /// start fails, it says why and exits with status 1.
  public static void serve(PluginOptions options) {
    System.setOut(System.err);
    if (!startedByHost(options.environment())) {
      options.stderr().println(explanation(options.log().provider()));
      options.exit().accept(1);
      return;
    }
    try {
      start(options);
    } catch (Exception | LinkageError e) {
      // The outermost boundary: whatever went wrong, the user reads one line about it.
      refuse(options, e);
    }
  }

  /// Serves any number of hosts of this user, in plaintext, for debugging: prints the variable that
  /// makes Terraform attach to this process, and ends with SIGINT or SIGTERM. Where there is no
  /// socket that only this user can open, it says why and exits with status 1: whoever connects
  /// makes calls with the user's token.
  ///
  /// @param source the provider's source address, such as `registry.terraform.io/example/paas`
  public static void debug(PluginOptions options, String source) {
    System.setOut(System.err);
    LibraryLogs.connect(options.log());
    PluginServer server = new PluginServer(Optional.empty(), LateServices.none(), options.log());
    List<BindableService> services = helpers(() -> {});
    services.addAll(options.services().get());
    Path parent = Handshake.socketParent(options.environment());
    Optional<Listening> own = server.listenOnSocket(services, parent, Optional.empty());
    if (own.isEmpty()) {
      options.stderr().println(notPrivate(parent));
      options.exit().accept(1);
      return;
    }
    Listening listening = own.get();
    Thread stop =
        Thread.ofPlatform()
            .name("stop")
            .unstarted(() -> {
              options.onStop().run();
              listening.server().shutdownNow();
              server.removeSocket();
            });
    Runtime.getRuntime().addShutdownHook(stop);
    options
        .stderr()
        .println("Set this variable for terraform; stop with Ctrl-C when you are done.");
    writeLine(options.stdout(), Reattach.variable(source, listening.address()));
  }

  private static String notPrivate(Path parent) {
    return """
    -debug serves only on a Unix socket that nobody but you can open, and there can be none below %s: the directory \
    must exist and be yours to write to, and its path must be short (about 80 characters). Set TMPDIR to another one, \
    e.g. TMPDIR=/tmp.\
    """
        .formatted(parent);
  }

  /// Services that are there from the first call on may call a vendor at any time, and that is done
  /// by the JDK's TLS.
  private static TlsStack stack(PluginOptions options) {
    return options.ready().isPresent()
        ? TlsStack.fastest(options.environment(), options.log())
        : TlsStack.JDK;
  }

  private static void start(PluginOptions options) {
    System.Logger log = options.log();
    LibraryLogs.connect(log);
    Handshake handshake = Handshake.from(options.environment());
    Optional<MutualTls> tls =
        handshake.hostCertificate().map(host -> MutualTls.prepare(() -> stack(options), host));

    LateServices late =
        options
            .ready()
            .map(ready ->
                new LateServices(
                    ready.leaves(),
                    () -> {
                      tls.ifPresent(MutualTls::settle);
                      return options.services().get();
                    }))
            .orElseGet(LateServices::none);
    PluginServer server = new PluginServer(tls, late, log);
    ProcessEnd end = new ProcessEnd(server, options);
    List<BindableService> services = helpers(() -> end.begin(SHUTDOWN_PATIENCE));
    options
        .ready()
        .ifPresentOrElse(
            ready -> services.add(ready.service()),
            () -> services.addAll(options.services().get()));
    Listening listening =
        server.listen(services, handshake.socketParent(), handshake.socketGroup());

    // Before the host knows of us: its user may press Ctrl-C from then on.
    end.outliveSignals();
    byte[] certificate = certificate(tls, server);
    writeLine(options.stdout(), Handshake.line(listening.address(), certificate));
    if (options.stdout().checkError()) {
      // The host died while we started. Nobody will connect.
      end.begin(Duration.ZERO);
      return;
    }
    settle(options, handshake, end);
  }

  private static byte[] certificate(Optional<MutualTls> tls, PluginServer server) {
    try {
      return tls.map(MutualTls::certificate).orElse(PLAINTEXT);
    } catch (StartException e) {
      server.removeSocket();
      throw e;
    }
  }

  /// What can wait until the host is connecting.
  private static void settle(PluginOptions options, Handshake handshake, ProcessEnd end) {
    System.Logger log = options.log();
    OrphanGuard.watch(
        handshake.hostProcess(),
        handshake.launcherWaits(),
        end::anyCallCame,
        () -> {
          log.log(Level.WARNING, "the host is gone, stopping at the next safe point");
          end.begin(ORPHAN_PATIENCE);
        });
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, e) -> log.log(Level.ERROR, "thread " + thread.getName() + " failed", e));
    if (!handshake.offersVersion6()) {
      log.log(Level.WARNING, "the host does not offer protocol 6, the only one of this provider");
    }
  }

  private static List<BindableService> helpers(Runnable shutdown) {
    return new ArrayList<>(
        List.of(
            new ControllerService(shutdown),
            new StdioService(),
            new BrokerService(),
            new HealthService()));
  }

  private static void refuse(PluginOptions options, Throwable cause) {
    String reason =
        cause instanceof StartException ? cause.getMessage() : "unexpected failure: " + cause;
    String message = "the " + options.log().provider() + " provider cannot start: " + reason;
    options.log().log(Level.ERROR, message, cause);
    options.stderr().println(message);
    writeLine(options.stdout(), Handshake.refusal(message));
    try {
      Thread.sleep(REFUSAL_PATIENCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    options.exit().accept(1);
  }

  private static void writeLine(PrintStream stdout, String line) {
    // Not println, whose line end depends on the platform.
    stdout.print(line + "\n");
    stdout.flush();
  }

  private static String explanation(String provider) {
    return """
    terraform-provider-%1$s is a plugin: Terraform or OpenTofu start it, it does nothing by itself.
    To use it, name it under required_providers in a configuration and run terraform.\
    """
        .formatted(provider);
  }
}
