package dev.tfpaas.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whoever asks the name service keeps no other from being served.
@Timeout(20)
class NameLookupTest {
  private final AtomicReference<Thread> asker = new AtomicReference<>();

  private InetSocketAddress found() {
    asker.set(Thread.currentThread());
    return new InetSocketAddress(1);
  }

  @Test
  void systemIsAskedByAThreadOfItsOwnThatNobodyWaitsForAtTheEnd() throws IOException {
    assertThat(NameLookup.of(this::found)).isEqualTo(new InetSocketAddress(1));

    assertThat(asker.get()).matches(Thread::isDaemon).matches(it -> !it.isVirtual());
  }

  @Test
  void failureComesAsItIs() {
    assertThatThrownBy(() ->
            NameLookup.of(() -> {
              throw new UnknownHostException("no.example");
            }))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void interruptEndsTheWaitForANameServiceThatHangs() {
    CountDownLatch never = new CountDownLatch(1);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() ->
            NameLookup.of(() -> {
              never.await();
              return found();
            }))
        .isInstanceOf(InterruptedIOException.class);

    assertThat(Thread.interrupted()).isTrue();
    never.countDown();
  }
}
