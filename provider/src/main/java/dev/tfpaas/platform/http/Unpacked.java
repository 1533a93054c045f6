package dev.tfpaas.platform.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// Unpacks the body of an answer that some proxy or gateway has packed on its way, although every
/// call asks for it as it is.
final class Unpacked {
  private static final int FIRST = 0x1f;
  private static final int SECOND = 0x8b;

  private static final Set<String> OURS = Set.of("", "gzip", "x-gzip", "identity");

  private Unpacked() {}

  /// Returns a body as it was before somebody packed it with gzip; any other as it is. No text
  /// begins as a packed one does, and labels are wrong in either direction.
  ///
  /// @throws TooLargeException when it is larger than any that is read
  /// @throws IOException when it is not whole
  static byte[] of(byte[] body) throws IOException {
    boolean packed =
        body.length > 1
            && Byte.toUnsignedInt(body[0]) == FIRST
            && Byte.toUnsignedInt(body[1]) == SECOND;
    if (!packed) {
      return body;
    }
    try (GZIPInputStream whole = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] bytes = whole.readNBytes(BoundedBody.MOST_BYTES + 1);
      BoundedBody.demandFits(bytes.length);
      return bytes;
    }
  }

  /// Tells whether a body with this label was packed by what is not undone here.
  ///
  /// @param encoding what the header `Content-Encoding` says
  static boolean isForeign(String encoding) {
    return !OURS.contains(encoding.strip().toLowerCase(Locale.ROOT));
  }
}
