package dev.tfpaas.platform.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/// Takes the body of one answer, up to a size; asks for nothing behind that. Written by the
/// client's thread, and asked by the one that waits.
final class BoundedBody implements Subscriber<List<ByteBuffer>> {
  /// The largest real answers are a vendor's lists of whole environments: 20 KiB for one with a
  /// dozen nodes, so that this is an account of 500. Ten at once, as Terraform reads them, leave
  /// room for their trees in the half gibibyte that the process has.
  static final int MOST_BYTES = 10 * 1024 * 1024;

  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private volatile boolean tooLarge;
  private @Nullable Subscription coming;

  /// Returns what makes this the body of an answer.
  BodyHandler<byte[]> handler() {
    return _ -> BodySubscribers.fromSubscriber(this, it -> it.taken.toByteArray());
  }

  /// Fails as soon as there is more than is read.
  ///
  /// @throws TooLargeException when there is
  void demandFits() throws TooLargeException {
    demandFits(tooLarge ? MOST_BYTES + 1 : 0);
  }

  /// Fails when so many bytes are more than is read.
  ///
  /// @throws TooLargeException when they are
  static void demandFits(int bytes) throws TooLargeException {
    if (bytes > MOST_BYTES) {
      throw new TooLargeException("it has more than %d MiB".formatted(MOST_BYTES >> 20));
    }
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    coming = subscription;
    subscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    for (ByteBuffer part : parts) {
      tooLarge = tooLarge || taken.size() + part.remaining() > MOST_BYTES;
      if (tooLarge) {
        return;
      }
      byte[] bytes = new byte[part.remaining()];
      part.get(bytes);
      taken.writeBytes(bytes);
    }
    if (coming != null) {
      coming.request(1);
    }
  }

  @Override
  public void onError(Throwable failure) {
    // Whoever waits is told by the client.
  }

  @Override
  public void onComplete() {
    // Likewise.
  }
}
