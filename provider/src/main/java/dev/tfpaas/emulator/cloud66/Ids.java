package dev.tfpaas.emulator.cloud66;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Makes identifiers of names, so that the same world has the same identifiers again.
final class Ids {
  private Ids() {}

  /// Returns 32 hexadecimal digits.
  static String hex(String name) {
    return HexFormat.of().formatHex(digest(name)).substring(0, 32);
  }

  /// Returns a positive number of five digits.
  static int number(String name) {
    byte[] digest = digest(name);
    return 10_000 + (((digest[0] & 0xff) << 8) | (digest[1] & 0xff));
  }

  /// Returns an IPv4 address in a network.
  static String address(String network, String name) {
    byte[] digest = digest(name);
    return "%s.%d.%d.%d"
        .formatted(network, digest[2] & 0xff, digest[3] & 0xff, 1 + (digest[4] & 0x7f));
  }

  private static byte[] digest(String name) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
