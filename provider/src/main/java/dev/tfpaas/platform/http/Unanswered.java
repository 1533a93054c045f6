package dev.tfpaas.platform.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/// Says why a call had no answer, and what to do: the host was not found, there was no connection,
/// no agreement on TLS, or no whole answer. Texts of the JVM, which name its classes, are not
/// shown.
///
/// @param proxies tells which proxy, if any, was between
record Unanswered(Proxies proxies) {

  /// Returns one sentence without a full stop.
  String sentence(URI uri, IOException failure) {
    String host = uri.getAuthority();
    String way = proxies.exitOf(uri).map(" through the proxy %s"::formatted).orElse("");
    if (caused(failure, UnresolvedAddressException.class)
        || caused(failure, UnknownHostException.class)) {
      return proxies
          .exitOf(uri)
          .map(proxy ->
              "the proxy %s cannot be found; check the environment variables HTTPS_PROXY and HTTP_PROXY"
                  .formatted(proxy))
          .orElse(
              "the host %s cannot be found; check its name in the provider block, and the name service of this machine"
                  .formatted(host));
    }
    if (failure instanceof HttpConnectTimeoutException) {
      return "no connection to %s%s came about in time; check the network, a firewall, or whether a proxy is needed (HTTPS_PROXY)"
          .formatted(host, way);
    }
    if (failure instanceof ConnectException) {
      return "no connection to %s%s: it is refused or there is no way to it; check the address and its port"
          .formatted(host, way);
    }
    if (caused(failure, SSLException.class)) {
      return "no agreement on TLS with %s%s: %s".formatted(host, way, tls(failure));
    }
    if (failure instanceof HttpTimeoutException) {
      return "no answer from %s%s: there is a connection, and the answer was not complete in time"
          .formatted(host, way);
    }
    if (refusedByProxy(failure)) {
      return "the proxy %s does not let the call to %s pass; check its user and password in HTTPS_PROXY and what it allows, or list the host in NO_PROXY"
          .formatted(proxies.exitOf(uri).orElse("between"), host);
    }
    if (caused(failure, ProtocolException.class)) {
      return "no answer from %s%s: what came is not HTTP; check the address and its port, and what is between"
          .formatted(host, way);
    }
    return "no answer from %s%s: the connection broke before the answer was whole"
        .formatted(host, way);
  }

  /// For a tunnel that is refused with any other status the JDK has no type.
  private static boolean refusedByProxy(IOException failure) {
    if (failure instanceof ProxyRefusedException) {
      return true;
    }
    String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return text.contains("tunnel") || text.contains("authentication");
  }

  private static String tls(IOException failure) {
    Optional<UnreadableRootsException> roots = cause(failure, UnreadableRootsException.class);
    if (roots.isPresent()) {
      return roots.get().getMessage()
          + "; it is named by SSL_CERT_FILE, SSL_CERT_DIR or the provider block";
    }
    if (caused(failure, CertificateExpiredException.class)
        || caused(failure, CertificateNotYetValidException.class)) {
      return "its certificate is not valid today; check the clock of this machine, or tell who runs"
          + " the host";
    }
    Optional<CertificateException> certificate = cause(failure, CertificateException.class);
    if (certificate.isPresent()) {
      String text = String.valueOf(certificate.get().getMessage());
      return text.contains("subject alternative")
          ? "its certificate is for another name; check the host in the provider block"
          : "its certificate is of no authority that this machine trusts; if your company has one"
              + " of its own, name its certificate by SSL_CERT_FILE";
    }
    return "it does not speak TLS as it should; check that the address and its port are those of an"
        + " https service";
  }

  private static boolean caused(Throwable failure, Class<? extends Throwable> type) {
    return cause(failure, type).isPresent();
  }

  private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return Optional.of(type.cast(at));
      }
    }
    return Optional.empty();
  }
}
