package dev.tfpaas.framework.cty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/// The names of an object's attributes or a map's elements, sorted, in NFC, each once. All objects
/// of one type share one of these. Safe for use by many threads.
final class Names {
  private final String[] sorted;

  /// Made when first asked for: a process that only answers with its schema never asks.
  private volatile byte @Nullable [][] packed;

  /// Takes the array, which nobody changes any more.
  Names(String[] sorted) {
    this.sorted = sorted;
  }

  int size() {
    return sorted.length;
  }

  String name(int position) {
    return sorted[position];
  }

  /// The position of `name`; negative if it is not there.
  int find(Object name) {
    return name instanceof String text ? Arrays.binarySearch(sorted, text) : -1;
  }

  /// The names from `start` on, before `end`.
  Names range(int start, int end) {
    return new Names(Arrays.copyOfRange(sorted, start, end));
  }

  /// The first position whose name is not before `name`.
  int from(String name) {
    int found = Arrays.binarySearch(sorted, name);
    return found >= 0 ? found : -found - 1;
  }

  /// Each name as MessagePack, to be compared with, or copied, as it is.
  byte[][] packed() {
    byte[][] made = packed;
    if (made == null) {
      made = pack();
      packed = made;
    }
    return made;
  }

  private byte[][] pack() {
    byte[][] made = new byte[sorted.length][];
    for (int i = 0; i < sorted.length; i++) {
      try (MessageBufferPacker out = MessagePack.newDefaultBufferPacker()) {
        out.packString(sorted[i]);
        made[i] = out.toByteArray();
      } catch (IOException e) {
        // The buffer is memory: this cannot come from outside.
        throw new UncheckedIOException(e);
      }
    }
    return made;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof Names names && Arrays.equals(sorted, names.sorted));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sorted);
  }
}
