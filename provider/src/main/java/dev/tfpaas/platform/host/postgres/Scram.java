package dev.tfpaas.platform.host.postgres;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// The client's half of one SCRAM-SHA-256 exchange. Owned by one connection.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc5802#section-3">RFC 5802, section 3</a>
final class Scram {
  static final String MECHANISM = "SCRAM-SHA-256";
  private static final String HEADER = "n,,";
  private static final int NONCE_BYTES = 18;
  private static final int KEY_BITS = 256;

  private final String password;
  private final String firstBare;

  Scram(String password) {
    this.password = password;
    byte[] nonce = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    this.firstBare = "n=,r=" + Base64.getEncoder().encodeToString(nonce);
  }

  String first() {
    return HEADER + firstBare;
  }

  /// Answers the server's challenge.
  String proof(String challenge) {
    Map<String, String> said = new HashMap<>();
    for (String part : challenge.split(",", -1)) {
      said.put(part.substring(0, 1), part.substring(2));
    }
    String bare =
        "c="
            + Base64.getEncoder().encodeToString(HEADER.getBytes(StandardCharsets.UTF_8))
            + ",r="
            + said.get("r");
    try {
      PBEKeySpec spec =
          new PBEKeySpec(
              password.toCharArray(),
              Base64.getDecoder().decode(said.get("s")),
              Integer.parseInt(said.getOrDefault("i", "4096")),
              KEY_BITS);
      byte[] salted =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
      byte[] key = hmac(salted, "Client Key");
      byte[] stored = MessageDigest.getInstance("SHA-256").digest(key);
      byte[] signature = hmac(stored, firstBare + "," + challenge + "," + bare);
      for (int at = 0; at < key.length; at++) {
        key[at] ^= signature[at];
      }
      return bare + ",p=" + Base64.getEncoder().encodeToString(key);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }
}
