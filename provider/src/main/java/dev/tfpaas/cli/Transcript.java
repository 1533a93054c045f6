package dev.tfpaas.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// What a process has printed, without colours; written and read by several threads, under its own
/// lock.
final class Transcript {
  private static final int MOST = 1 << 20;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  synchronized void add(byte[] more, int length) {
    if (bytes.size() < MOST) {
      bytes.write(more, 0, length);
    }
  }

  synchronized String text() {
    return bytes.toString(StandardCharsets.UTF_8).replaceAll("\u001B\\[[0-9;]*m", "");
  }
}
