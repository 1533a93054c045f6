package dev.tfpaas.world;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/// Turns values of variables into something that can be compared and stored.
public final class Secrets {
  private Secrets() {}

  /// Returns names and salted hashes; equal values of the same name have equal hashes in one world.
  public static Map<String, String> hashes(String salt, Map<String, String> values) {
    Map<String, String> hashes = new HashMap<>();
    values.forEach((name, value) -> hashes.put(name, hash(salt, name, value)));
    return hashes;
  }

  private static String hash(String salt, String name, String value) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((salt + "\0" + name + "\0").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(value.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
