package dev.tfpaas.platform.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/// The authorities that vendors' certificates are checked against.
///
/// First those that come with Java; a certificate of none of them is checked against those of the
/// machine: `SSL_CERT_FILE` and `SSL_CERT_DIR` if one of them is set, as in OpenSSL and Go, else
/// the operating system's own list; and the file that the provider block names. The second kind is
/// read only when it is needed, because that takes longer than a whole plan's other start.
///
/// The launcher starts the JVM with an empty default trust store for the same reason.
final class TrustedRoots {
  /// Where systems keep the list of authorities, most usual first.
  private static final List<Path> SYSTEM =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/ca-bundle.pem"),
          Path.of("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"),
          Path.of("/etc/ssl/cert.pem"));

  private final Network network;

  private TrustedRoots(Network network) {
    this.network = network;
  }

  /// Makes a context that trusts them.
  ///
  /// @throws IllegalStateException if Java's own list cannot be read
  static SSLContext context(Network network) {
    try {
      X509ExtendedTrustManager java = trust(javaRoots());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          null,
          new TrustManager[] {new EitherTrust(java, () -> new TrustedRoots(network).further())},
          null);
      return context;
    } catch (IOException | GeneralSecurityException failure) {
      throw new IllegalStateException(
          "Cannot read the trusted roots of this Java: " + failure.getMessage(), failure);
    }
  }

  private static KeyStore javaRoots() throws IOException, GeneralSecurityException {
    Path store = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
      // Certificates are public; a null password only skips the integrity check of the file.
      roots.load(in, null);
      return roots;
    }
  }

  private static X509ExtendedTrustManager trust(KeyStore roots) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(roots);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(X509ExtendedTrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("this Java checks no X.509 certificates"));
  }

  /// Reads the machine's authorities; empty when there are none.
  ///
  /// @throws CertificateException naming a place that was asked for, where nothing is found in any
  private Optional<X509ExtendedTrustManager> further() throws CertificateException {
    List<Certificate> found = new ArrayList<>();
    List<UnreadableRootsException> unread = new ArrayList<>();
    for (Path place : places()) {
      try {
        found.addAll(read(place));
      } catch (IOException failure) {
        unread.add(
            new UnreadableRootsException(
                "the certificates in %s cannot be read".formatted(place), failure));
      }
    }
    if (found.isEmpty()) {
      if (!unread.isEmpty()) {
        throw unread.getFirst();
      }
      return Optional.empty();
    }
    try {
      KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
      roots.load(null, null);
      for (Certificate certificate : found) {
        roots.setCertificateEntry("root-" + roots.size(), certificate);
      }
      return Optional.of(trust(roots));
    } catch (IOException | GeneralSecurityException failure) {
      throw new CertificateException("the machine's authorities cannot be used", failure);
    }
  }

  /// A file of the environment without any bytes says that there are no further ones.
  private List<Certificate> read(Path place) throws IOException {
    if (Files.isDirectory(place)) {
      return CertificateFile.readAll(place);
    }
    boolean isNone =
        network.variable("SSL_CERT_FILE").map(Path::of).equals(Optional.of(place))
            && !network.authority().equals(Optional.of(place))
            && Files.isRegularFile(place)
            && Files.size(place) == 0;
    return isNone ? List.of() : CertificateFile.read(place);
  }

  /// Returns the files and directories that count; which of them there are is seen later.
  private List<Path> places() {
    List<Path> places = new ArrayList<>();
    Optional<String> file = network.variable("SSL_CERT_FILE");
    Optional<String> directory = network.variable("SSL_CERT_DIR");
    file.map(Path::of).ifPresent(places::add);
    for (String one : directory.map(it -> it.split(":", -1)).orElse(new String[0])) {
      if (!one.isEmpty()) {
        places.add(Path.of(one));
      }
    }
    if (file.isEmpty() && directory.isEmpty()) {
      SYSTEM.stream().filter(Files::isReadable).findFirst().ifPresent(places::add);
    }
    network.authority().ifPresent(places::add);
    return places;
  }
}
