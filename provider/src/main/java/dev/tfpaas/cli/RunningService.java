package dev.tfpaas.cli;

import java.util.concurrent.CountDownLatch;

/// Keeps a command running until the process gets a signal or its thread is interrupted.
final class RunningService {
  private RunningService() {}

  /// Waits, then lets the given action clean up.
  ///
  /// The virtual machine answers SIGINT and SIGTERM by running its hooks and ends with the signal's
  /// status. Here the signal is the ordinary end: the hook has the work done and ends with the
  /// command's own status.
  ///
  /// @param ready says that it is served
  /// @param atEnd ends what is served
  static void untilInterrupted(Runnable ready, Runnable atEnd) {
    CountDownLatch ended = new CountDownLatch(1);
    Thread serving = Thread.currentThread();
    Thread hook =
        Thread.ofPlatform()
            .name("end-of-service")
            .unstarted(() -> {
              serving.interrupt();
              await(ended);
              Runtime.getRuntime().halt(PaasCommand.DONE);
            });
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      ready.run();
      await(new CountDownLatch(1));
      // Only a wait that was interrupted comes back, and the wish is fulfilled by what follows.
      Thread.interrupted();
    } finally {
      atEnd.run();
      ended.countDown();
      forget(hook);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // A signal came: the hook runs, and this process is about to end by it.
      return;
    }
  }
}
