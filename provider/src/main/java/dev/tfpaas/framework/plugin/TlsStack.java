package dev.tfpaas.framework.plugin;

import java.io.ByteArrayInputStream;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.conscrypt.OpenSSLProvider;

/// What makes the key and speaks the TLS of the one connection to the host: BoringSSL where the
/// package has it for this system, else the JDK.
///
/// A virtual machine that was just started interprets the JDK's arithmetic and loads hundreds of
/// classes for it, which is a third of the time until the first answer. BoringSSL speaks TLS 1.2
/// here: under 1.3 it refuses the P-521 certificate of every Go host, and offers no switch.
///
/// @param library where BoringSSL's algorithms come from; empty for the JDK's
/// @param curve of our key
/// @param signature of our certificate, ECDSA
/// @param signatureArc the last number of its object identifier, after 1.2.840.10045.4.3
/// @param versions of TLS to offer
/// @see <a href="https://github.com/google/conscrypt">Conscrypt</a>
record TlsStack(
    Optional<Provider> library,
    String curve,
    String signature,
    int signatureArc,
    List<String> versions) {
  private static final String TLS_1_2 = "TLSv1.2";
  private static final String X_509 = "X.509";
  private static final String EC = "EC";

  /// The JDK's. The curve is the host's own: its certificate has to be checked with that anyway, so
  /// using it for ours too loads and warms one curve instead of two.
  static final TlsStack JDK =
      new TlsStack(
          Optional.empty(), "secp521r1", "SHA512withECDSA", 4, List.of("TLSv1.3", TLS_1_2));

  /// Returns BoringSSL, or the JDK's where that cannot be loaded or `PAAS_TLS` is `jdk`.
  static TlsStack fastest(Map<String, String> environment, System.Logger log) {
    if (environment.getOrDefault("PAAS_TLS", "").equals("jdk")) {
      return JDK;
    }
    try {
      return boring();
    } catch (LinkageError e) {
      log.log(Level.DEBUG, "no BoringSSL for this system, using the JDK's TLS: " + e.getMessage());
      return JDK;
    }
  }

  /// Loads BoringSSL. What Netty and Conscrypt ask the JDK for during a handshake comes from there
  /// too, until [#settle].
  ///
  /// @throws LinkageError if there is none for this system
  static TlsStack boring() {
    Provider library = new OpenSSLProvider();
    Security.insertProviderAt(new HandshakeAlgorithms(library), 1);
    return new TlsStack(Optional.of(library), "prime256v1", "SHA256withECDSA", 2, List.of(TLS_1_2));
  }

  /// Gives the JDK its own algorithms back. Call before anything else speaks TLS.
  void settle() {
    if (library.isPresent()) {
      Security.removeProvider(HandshakeAlgorithms.NAME);
    }
  }

  /// Makes a key pair.
  KeyPair keys(SecureRandom random) throws GeneralSecurityException {
    KeyPairGenerator generator =
        library.isPresent()
            ? KeyPairGenerator.getInstance(EC, library.get())
            : KeyPairGenerator.getInstance(EC);
    generator.initialize(new ECGenParameterSpec(curve), random);
    return generator.generateKeyPair();
  }

  /// Returns a maker of signatures.
  Signature signer() throws GeneralSecurityException {
    return library.isPresent()
        ? Signature.getInstance(signature, library.get())
        : Signature.getInstance(signature);
  }

  /// Returns a context without keys.
  SSLContext context() throws GeneralSecurityException {
    return library.isPresent()
        ? SSLContext.getInstance(TLS_1_2, library.get())
        : SSLContext.getInstance("TLS");
  }

  /// Reads a certificate.
  ///
  /// @param encoded its DER
  X509Certificate read(byte[] encoded) throws CertificateException {
    return library.isPresent()
        ? new WireCertificate(encoded)
        : (X509Certificate)
            CertificateFactory.getInstance(X_509)
                .generateCertificate(new ByteArrayInputStream(encoded));
  }
}
