package dev.tfpaas.platform.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Asks the name service on a thread of the system. Its call hangs as long as it likes and would
/// keep the carrier of a virtual thread: a few of them would stop all others. Nobody who ends waits
/// for one.
final class NameLookup {
  private NameLookup() {}

  /// Looks an address up; an interrupt ends the wait, and stays.
  ///
  /// @throws IOException if there is none
  static SocketAddress of(Callable<SocketAddress> lookUp) throws IOException {
    FutureTask<SocketAddress> asked = new FutureTask<>(lookUp);
    Thread.ofPlatform().name("name service").daemon().start(asked);
    try {
      return asked.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof IOException none) {
        throw none;
      }
      throw new IOException("the name service failed", failure);
    }
  }
}
