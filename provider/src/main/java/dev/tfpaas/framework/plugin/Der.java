package dev.tfpaas.framework.plugin;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// Writes the few shapes of ASN.1's distinguished encoding that a certificate is made of.
///
/// @see <a href="https://www.itu.int/rec/T-REC-X.690">X.690</a>
final class Der {
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int UTF8_STRING = 0x0c;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;
  private static final int UTC_TIME = 0x17;
  private static final int GENERALIZED_TIME = 0x18;
  private static final int FIRST_YEAR_OF_GENERALIZED_TIME = 2050;

  private Der() {}

  /// One element: tag, length, and the parts after each other.
  static byte[] element(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    writeLength(out, content.size());
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  /// A bit string of whole bytes.
  static byte[] bits(byte[] content) {
    return element(BIT_STRING, new byte[] {0}, content);
  }

  /// A text as UTF8String.
  static byte[] text(String value) {
    return element(UTF8_STRING, value.getBytes(StandardCharsets.UTF_8));
  }

  /// A time in UTC, whole seconds, in the one of two forms that its year asks for.
  static byte[] time(Instant instant) {
    LocalDateTime utc = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
    boolean general = utc.getYear() >= FIRST_YEAR_OF_GENERALIZED_TIME;
    StringBuilder digits = new StringBuilder(16);
    if (general) {
      digits.append(utc.getYear() / 100);
    }
    twoDigits(digits, utc.getYear() % 100);
    twoDigits(digits, utc.getMonthValue());
    twoDigits(digits, utc.getDayOfMonth());
    twoDigits(digits, utc.getHour());
    twoDigits(digits, utc.getMinute());
    twoDigits(digits, utc.getSecond());
    digits.append('Z');
    return element(
        general ? GENERALIZED_TIME : UTC_TIME,
        digits.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private static void writeLength(ByteArrayOutputStream out, int length) {
    if (length < 0x80) {
      out.write(length);
    } else if (length <= 0xff) {
      out.write(0x81);
      out.write(length);
    } else {
      // Two bytes reach 65,535; a certificate is far below.
      out.write(0x82);
      out.write(length >> 8);
      out.write(length);
    }
  }

  private static void twoDigits(StringBuilder digits, int value) {
    digits.append(value / 10).append(value % 10);
  }
}
