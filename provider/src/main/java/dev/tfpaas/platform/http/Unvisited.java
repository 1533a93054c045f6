package dev.tfpaas.platform.http;

import dev.tfpaas.platform.Visitor.Answer;
import dev.tfpaas.platform.Visitor.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/// Says why a page was not had. Texts of the JVM are not shown.
final class Unvisited {
  private Unvisited() {}

  static Answer answer(IOException failure) {
    if (cause(failure, UnreadableRootsException.class).isPresent()) {
      return new Answer.None(
          Reason.TLS,
          String.valueOf(cause(failure, UnreadableRootsException.class).get().getMessage()));
    }
    if (cause(failure, SSLException.class).isPresent()) {
      return new Answer.None(Reason.TLS, tls(failure));
    }
    return new Answer.None(
        Reason.UNREACHABLE,
        switch (failure) {
          case UnknownHostException _ -> "the name cannot be resolved";
          case ConnectException _ -> "there is no connection: it is refused, or there is no way";
          case ProxyRefusedException _ ->
              "the proxy does not let it pass; check its user and password in HTTPS_PROXY";
          case SocketTimeoutException _ -> "no whole answer within the time";
          default -> "the connection broke before the answer was whole, or it is not HTTP";
        });
  }

  private static String tls(IOException failure) {
    if (cause(failure, CertificateExpiredException.class).isPresent()
        || cause(failure, CertificateNotYetValidException.class).isPresent()) {
      return "its certificate is not valid today";
    }
    Optional<CertificateException> certificate = cause(failure, CertificateException.class);
    if (certificate.isEmpty()) {
      return "there is no agreement on TLS";
    }
    String text = String.valueOf(certificate.get().getMessage());
    return text.contains("subject alternative") || text.contains("No name matching")
        ? "its certificate is for another name"
        : "its certificate is of no authority that is trusted";
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
