package dev.tfpaas.world;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// A record of the world's files with its checksum as the last field, so that a byte that changed
/// on the disk is noticed. Records of version 0.1.0 have none and are read as they are.
final class JournalLine {
  private static final Pattern SUM = Pattern.compile("(?s)(.*),\"sum\":\"([0-9a-f]{8})\"}");

  private JournalLine() {}

  /// Returns an object's text with its checksum.
  ///
  /// @param text one JSON object with at least one field
  static String sealed(String text) {
    return text.substring(0, text.length() - 1) + ",\"sum\":\"" + sum(text) + "\"}";
  }

  /// Tells whether a text carries the checksum that fits.
  static boolean isWhole(String text) {
    Matcher sealed = SUM.matcher(text);
    return sealed.matches() && sum(sealed.group(1) + "}").equals(sealed.group(2));
  }

  /// Returns what was sealed; a text without a checksum as it is.
  ///
  /// @throws IllegalArgumentException when the checksum does not fit
  static String opened(String text) {
    Matcher sealed = SUM.matcher(text);
    if (!sealed.matches()) {
      return text;
    }
    if (!isWhole(text)) {
      throw new IllegalArgumentException(
          "it was changed since it was written: its checksum does not fit");
    }
    return sealed.group(1) + "}";
  }

  /// Returns the lines that have an end, and a last one that is whole without it: only its end was
  /// cut off.
  static List<String> whole(byte[] bytes) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        lines.add(new String(bytes, start, i - start, StandardCharsets.UTF_8));
        start = i + 1;
      }
    }
    String last = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
    if (isWhole(last)) {
      lines.add(last);
    }
    return lines;
  }

  /// Tells whether the last line is whole and its end is another byte: what was torn by the death
  /// of its writer is less than a line.
  static boolean endWasChanged(byte[] bytes) {
    int start = bytes.length;
    while (start > 0 && bytes[start - 1] != '\n') {
      start--;
    }
    int length = bytes.length - start - 1;
    return length > 0 && isWhole(new String(bytes, start, length, StandardCharsets.UTF_8));
  }

  private static String sum(String text) {
    CRC32 sum = new CRC32();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }
}
