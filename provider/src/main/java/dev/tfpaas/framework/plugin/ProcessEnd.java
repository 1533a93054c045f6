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
  private final CountDownLatch ended = new CountDownLatch(1);

  ProcessEnd(PluginServer server, PluginOptions options) {
    this.server = server;
    this.options = options;
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
      ended.countDown();
      options.exit().accept(0);
    });
  }

  /// Makes the process outlive SIGINT, SIGTERM and SIGHUP.
  ///
  /// A terminal sends Ctrl-C to host and plugin alike, and the host decides what happens then: it
  /// calls StopProvider, later Shutdown. The virtual machine answers such a signal by running its
  /// shutdown hooks before it ends; a hook that waits for the real end leaves everything else
  /// working. The launcher ignores SIGINT anyway; there is no supported way to do that in Java.
  void outliveSignals() {
    Thread hook = Thread.ofPlatform().name("outlive-signals").unstarted(this::awaitEnd);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void awaitEnd() {
    try {
      ended.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
