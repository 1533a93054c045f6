package dev.tfpaas.framework.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.cert.CRL;
import java.security.cert.CRLException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactorySpi;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The two algorithms that a handshake by BoringSSL would have the JDK load its own TLS and its own
/// parser of certificates for: Netty asks which versions the default context knows, and Conscrypt
/// makes certificates of what the host sends.
///
/// Not for anything else that speaks TLS: its certificates are trusted by equality only.
final class HandshakeAlgorithms extends Provider {
  static final String NAME = "paas-handshake";
  private static final String CONTEXT = "SSLContext";

  /// Takes the context from a library.
  HandshakeAlgorithms(Provider library) {
    super(NAME, "1", "what a handshake with Terraform takes");
    String certificates = Certificates.class.getName();
    putService(
        new Service(this, "CertificateFactory", "X.509", certificates, null, null) {
          @Override
          public Object newInstance(@Nullable Object parameter) {
            return new Certificates();
          }
        });
    putService(
        new Service(this, CONTEXT, "TLS", CONTEXT, null, null) {
          @Override
          public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
            return library.getService(CONTEXT, "TLS").newInstance(parameter);
          }
        });
  }

  /// Reads one certificate from all there is.
  private static final class Certificates extends CertificateFactorySpi {
    @Override
    public Certificate engineGenerateCertificate(InputStream in) throws CertificateException {
      try {
        return new WireCertificate(in.readAllBytes());
      } catch (IOException e) {
        throw new CertificateException(e.getMessage(), e);
      }
    }

    @Override
    public Collection<? extends Certificate> engineGenerateCertificates(InputStream in)
        throws CertificateException {
      return List.of(engineGenerateCertificate(in));
    }

    @Override
    public CRL engineGenerateCRL(InputStream in) throws CRLException {
      throw new CRLException("a host revokes nothing");
    }

    @Override
    public Collection<? extends CRL> engineGenerateCRLs(InputStream in) throws CRLException {
      throw new CRLException("a host revokes nothing");
    }
  }
}
