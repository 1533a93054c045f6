package dev.tfpaas.framework.plugin;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Counts the calls whose handler is at work, also those whose client has gone.
///
/// A unary handler runs inside `onHalfClose`, so a call is running exactly while that method is.
/// Helper streams, which stay open for the life of the process, leave it at once and do not count.
/// One lock guards the count.
final class RunningCalls implements ServerInterceptor {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private int running;
  private volatile boolean called;

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    called = true;
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      @Override
      public void onHalfClose() {
        change(1);
        try {
          super.onHalfClose();
        } finally {
          change(-1);
        }
      }
    };
  }

  /// Tells whether anybody has called yet, be it a helper.
  boolean everCalled() {
    return called;
  }

  /// Tells whether any handler is at work now.
  boolean any() {
    lock.lock();
    try {
      return running > 0;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until no handler is at work, or the time is over, or the thread is interrupted.
  ///
  /// @return whether no handler is at work
  boolean awaitNone(Duration patience) {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (running > 0 && left > 0) {
        left = idle.awaitNanos(left);
      }
      return running == 0;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return running == 0;
    } finally {
      lock.unlock();
    }
  }

  private void change(int by) {
    lock.lock();
    try {
      running += by;
      if (running == 0) {
        idle.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }
}
