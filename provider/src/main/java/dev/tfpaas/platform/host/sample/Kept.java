package dev.tfpaas.platform.host.sample;

import dev.tfpaas.platform.host.engine.DatabaseException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Connections that are used again.
///
/// @param <C> what a connection is
final class Kept<C> {
  private static final int MOST = 16;

  private final Supplier<C> open;
  private final Consumer<C> close;
  private final BlockingQueue<C> idle = new LinkedBlockingQueue<>(MOST);
  private final Semaphore free = new Semaphore(MOST, true);

  Kept(Supplier<C> open, Consumer<C> close) {
    this.open = open;
    this.close = close;
  }

  /// Works with a connection. One that was kept may lead to a server that was restarted since; the
  /// work is done again then, so it must be such that it may.
  <T> T with(Function<C, T> work) {
    free.acquireUninterruptibly();
    try {
      C old = idle.poll();
      if (old != null) {
        try {
          return with(old, work);
        } catch (DatabaseException _) {
          // The next one is a new connection, whose failure is told.
        }
      }
      return with(open.get(), work);
    } finally {
      free.release();
    }
  }

  private <T> T with(C connection, Function<C, T> work) {
    boolean isWell = false;
    try {
      T answer = work.apply(connection);
      isWell = idle.offer(connection);
      return answer;
    } finally {
      if (!isWell) {
        close.accept(connection);
      }
    }
  }
}
