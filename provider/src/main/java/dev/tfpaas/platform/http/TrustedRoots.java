package dev.tfpaas.platform.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// The roots that vendors' certificates are checked against.
///
/// The launcher starts the JVM with an empty default trust store, because parsing it costs start-up
/// time that only the first HTTPS call should pay. `SSL_CERT_FILE` is not read: Java's own store is
/// the one that its users maintain.
final class TrustedRoots {
  private TrustedRoots() {}

  /// Makes a context that trusts the JDK's `cacerts`.
  static SSLContext context() {
    Path store = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
      // Certificates are public; a null password only skips the integrity check of the file.
      roots.load(in, null);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(roots);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException failure) {
      throw new IllegalStateException(
          "Cannot read the trusted roots of this Java at " + store + ": " + failure.getMessage(),
          failure);
    }
  }
}
