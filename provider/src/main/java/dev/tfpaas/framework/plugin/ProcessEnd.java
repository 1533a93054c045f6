package dev.tfpaas.framework.plugin;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// Ends the process, once, and by nothing but the host's wish or the host's death.
final class ProcessEnd {
  private final PluginServer server;
  private final PluginOptions options;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final Thread hook =
      Thread.ofPlatform().name("outlive-signals").unstarted(ProcessEnd::awaitForEver);

  ProcessEnd(PluginServer server, PluginOptions options) {
    this.server = server;
    this.options = options;
  }

  /// Tells whether anybody has called yet.
  boolean anyCallCame() {
    return server.calls().everCalled();
  }

  /// Ends as soon as running calls have ended, or `patience` is over. Calls after the first do
  /// nothing.
  void begin(Duration patience) {
    if (!begun.compareAndSet(false, true)) {
      return;
    }
    if (server.calls().any()) {
      options.onStop().run();
      boolean done = server.calls().awaitNone(patience);
      options.log().log(Level.WARNING, done ? "running calls ended" : "running calls cut off");
    }
    // On this thread because the virtual machine waits up to 300 ms for one that sits in select.
    server.onEventLoop(() -> {
      server.removeSocket();
      letGo();
      options.exit().accept(0);
    });
  }

  /// Makes the process outlive SIGINT, SIGTERM and SIGHUP, from this call on.
  ///
  /// A terminal sends Ctrl-C to host and plugin alike, and the host decides what happens then: it
  /// calls StopProvider, later Shutdown. The virtual machine answers such a signal by running its
  /// shutdown hooks before it ends; a hook that never ends leaves everything else working. The
  /// launcher ignores SIGINT anyway; there is no supported way to do that in Java.
  void outliveSignals() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /// Lets an exit that runs shutdown hooks pass, unless the hook is what holds a signal back: if it
  /// ended then, the virtual machine would exit with the status of the signal.
  private void letGo() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      options.log().log(Level.DEBUG, "a signal came before the end");
    }
  }

  private static void awaitForEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
