package dev.tfpaas.platform.http;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Trusts a chain that either of two lists of authorities vouches for. The second list is read when
/// the first does not, once. Names and dates are checked by both alike.
final class EitherTrust extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager first;
  private final Further further;
  private Optional<X509ExtendedTrustManager> second = Optional.empty();
  private boolean asked;

  EitherTrust(X509ExtendedTrustManager first, Further further) {
    this.first = first;
    this.further = further;
  }

  /// Reads the second list; empty when there is none.
  @FunctionalInterface
  interface Further {
    Optional<X509ExtendedTrustManager> read() throws CertificateException;
  }

  /// One check by one list.
  @FunctionalInterface
  private interface Check {
    void by(X509ExtendedTrustManager list) throws CertificateException;
  }

  private void either(Check check) throws CertificateException {
    try {
      check.by(first);
    } catch (CertificateException refused) {
      Optional<X509ExtendedTrustManager> list = second();
      if (list.isEmpty()) {
        throw refused;
      }
      check.by(list.get());
    }
  }

  private synchronized Optional<X509ExtendedTrustManager> second() throws CertificateException {
    if (!asked) {
      second = further.read();
      asked = true;
    }
    return second;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    either(list -> list.checkServerTrusted(chain, authType, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    either(list -> list.checkServerTrusted(chain, authType, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    either(list -> list.checkServerTrusted(chain, authType));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    first.checkClientTrusted(chain, authType, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    first.checkClientTrusted(chain, authType, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    first.checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return first.getAcceptedIssuers();
  }
}
