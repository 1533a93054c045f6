package dev.tfpaas.resources.life;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Bytes made shorter.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc1951">RFC 1951</a>
final class Packed {
  /// Packed by itself, as versions before the first release did. No JSON begins like this.
  private static final byte ALONE = 1;

  /// Packed after the usual facts: of a copy of an app it leaves little more than what is its own.
  /// Terraform writes the whole state again after every resource, so that what each keeps is paid
  /// for as many times as there are resources.
  private static final byte AFTER_USUAL_FACTS = 2;

  /// Far more than anything here, and little enough to hold.
  private static final int LIMIT = 1 << 24;

  private static final int CHUNK = 1 << 12;

  private Packed() {}

  /// Packs bytes.
  static byte[] pack(byte[] bytes) {
    try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
      deflater.setDictionary(UsualFacts.bytes());
      deflater.setInput(bytes);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(AFTER_USUAL_FACTS);
      byte[] chunk = new byte[CHUNK];
      while (!deflater.finished()) {
        out.write(chunk, 0, deflater.deflate(chunk));
      }
      return out.toByteArray();
    }
  }

  /// Unpacks what was packed; returns as they are bytes that were not.
  ///
  /// @throws DataFormatException if the rest of the bytes is missing or changed, or is more than 16
  ///   MiB unpacked
  static byte[] unpack(byte[] bytes) throws DataFormatException {
    if (bytes.length == 0 || (bytes[0] != ALONE && bytes[0] != AFTER_USUAL_FACTS)) {
      return bytes;
    }
    try (Inflater inflater = new Inflater(true)) {
      if (bytes[0] == AFTER_USUAL_FACTS) {
        inflater.setDictionary(UsualFacts.bytes());
      }
      inflater.setInput(Arrays.copyOfRange(bytes, 1, bytes.length));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] chunk = new byte[CHUNK];
      while (!inflater.finished()) {
        int count = inflater.inflate(chunk);
        out.write(chunk, 0, count);
        if ((count == 0 && !inflater.finished()) || out.size() > LIMIT) {
          throw new DataFormatException("%d bytes and no end".formatted(out.size()));
        }
      }
      return out.toByteArray();
    }
  }
}
