package dev.tfpaas.startup;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// Takes out of a cache what is not the same in the next one made of the same classes: when soft
/// references were last used, in milliseconds since the machine was started, and sums over that.
final class SameBytes {
  /// The regions begin on the next page. The sums in the header are read only if the virtual
  /// machine is asked to verify.
  private static final int HEADER = 4096;

  /// In a future that does not come: no soft reference is let go before its first use.
  private static final long LAST_USED = 1L << 62;

  private SameBytes() {}

  /// The clock that the virtual machine has for soft references.
  static long clock() {
    return System.nanoTime() / 1_000_000;
  }

  /// Changes what differs in the first of two; returns what else does, and then changes nothing.
  ///
  /// @param from the clock before either was made
  /// @param until the clock after both were
  static Optional<String> settle(byte[] cache, byte[] again, long from, long until) {
    if (cache.length != again.length) {
      return Optional.of("%d bytes and then %d".formatted(cache.length, again.length));
    }
    byte[] settled = cache.clone();
    ByteBuffer one = ByteBuffer.wrap(settled).order(ByteOrder.nativeOrder());
    ByteBuffer two = ByteBuffer.wrap(again).order(ByteOrder.nativeOrder());
    for (int at = 0; at < HEADER; at += Integer.BYTES) {
      if (one.getInt(at) != two.getInt(at)) {
        one.putInt(at, 0);
      }
    }
    for (int at = HEADER; at < settled.length; at += Long.BYTES) {
      long first = one.getLong(at);
      long second = two.getLong(at);
      if (first != second) {
        if (Math.min(first, second) < from || Math.max(first, second) > until) {
          return Optional.of("at %x: %x and then %x".formatted(at, first, second));
        }
        one.putLong(at, LAST_USED);
      }
    }
    System.arraycopy(settled, 0, cache, 0, settled.length);
    return Optional.empty();
  }
}
