package dev.tfpaas.platform.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tfpaas.platform.Visitor.Answer;
import dev.tfpaas.platform.Visitor.Visit;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// One request on a connection of its own.
///
/// Written on the socket, because the JDK's client asks for no other name than the one that it
/// connects to, keeps connections, and says nothing of the first byte.
///
/// @param visit what is asked
/// @param proxies the way out
/// @param tls made when it is needed
/// @param userAgent the `User-Agent` header
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</a>
record WebExchange(Visit visit, Proxies proxies, Supplier<SSLContext> tls, String userAgent) {

  /// An answer, and where it leads if it is a redirect.
  record Raw(Answer.Page page, Optional<String> location) {}

  /// Sends it and reads the answer.
  Raw send() throws IOException {
    long start = System.nanoTime();
    URI place = visit.place();
    boolean secure = place.getScheme().equals("https");
    boolean proxied = proxies.exitOf(place).isPresent();
    SocketAddress to = NameLookup.of(() -> address(place));
    try (Socket plain = new Socket()) {
      plain.setSoTimeout(Math.toIntExact(visit.timeout().toMillis()));
      plain.connect(to, plain.getSoTimeout());
      if (!secure) {
        String target = proxied ? "http://" + place.getRawAuthority() : "";
        return converse(plain, target, start, Optional.empty());
      }
      if (proxied) {
        tunnel(plain, place);
      }
      try (SSLSocket socket = secured(plain)) {
        socket.startHandshake();
        Optional<Instant> end = end(socket.getSession().getPeerCertificates());
        // Each request looks at the certificate.
        socket.getSession().invalidate();
        return converse(socket, "", start, end);
      }
    }
  }

  private SocketAddress address(URI place) throws UnknownHostException {
    Optional<SocketAddress> proxy = proxies.address(place);
    return proxy.isPresent() ? proxy.get() : direct(place);
  }

  private static SocketAddress direct(URI place) throws UnknownHostException {
    String host = place.getHost();
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    InetSocketAddress address = new InetSocketAddress(bare, port(place));
    if (address.isUnresolved()) {
      throw new UnknownHostException(bare);
    }
    return address;
  }

  private static int port(URI place) {
    if (place.getPort() > 0) {
      return place.getPort();
    }
    return place.getScheme().equals("https") ? 443 : 80;
  }

  private void tunnel(Socket plain, URI place) throws IOException {
    String target = place.getHost() + ":" + port(place);
    String request =
        "CONNECT %s HTTP/1.1\r\nHost: %s\r\n%s\r\n".formatted(target, target, authorization());
    plain.getOutputStream().write(request.getBytes(ISO_8859_1));
    // Unbuffered: what follows the head belongs to TLS.
    WebAnswer.Head head = WebAnswer.head(plain.getInputStream());
    if (head.status() != 200) {
      throw new ProxyRefusedException();
    }
  }

  private String authorization() {
    return proxies
        .authorization(visit.place())
        .map("Proxy-Authorization: %s\r\n"::formatted)
        .orElse("");
  }

  private SSLSocket secured(Socket plain) throws IOException {
    String name = visit.host().replaceFirst(":\\d+$", "");
    SSLSocket socket =
        (SSLSocket)
            tls.get().getSocketFactory().createSocket(plain, name, port(visit.place()), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    if (!name.matches("[\\d.]+|\\[.*")) {
      parameters.setServerNames(List.of(new SNIHostName(name)));
    }
    socket.setSSLParameters(parameters);
    return socket;
  }

  private static Optional<Instant> end(Certificate[] chain) {
    return chain.length > 0 && chain[0] instanceof X509Certificate certificate
        ? Optional.of(certificate.getNotAfter().toInstant())
        : Optional.empty();
  }

  /// @param before what stands before the path where a proxy passes the request on
  private Raw converse(Socket socket, String before, long start, Optional<Instant> end)
      throws IOException {
    OutputStream out = socket.getOutputStream();
    String request =
        """
        GET %s%s HTTP/1.1\r
        Host: %s\r
        User-Agent: %s\r
        Accept: */*\r
        Cache-Control: no-cache\r
        Connection: close\r
        %s\r
        """
            .formatted(
                before,
                visit.path(),
                visit.host(),
                userAgent,
                before.isEmpty() ? "" : authorization());
    out.write(request.getBytes(ISO_8859_1));
    out.flush();
    InputStream in = new BufferedInputStream(socket.getInputStream());
    in.mark(1);
    if (in.read() < 0) {
      throw new IOException("nothing was answered");
    }
    in.reset();
    Duration toFirstByte = Duration.ofNanos(System.nanoTime() - start);
    WebAnswer.Head head = WebAnswer.head(in);
    while (head.status() / 100 == 1) {
      head = WebAnswer.head(in);
    }
    String body = new String(WebAnswer.body(in, head), UTF_8);
    boolean redirects = List.of(301, 302, 303, 307, 308).contains(head.status());
    return new Raw(
        new Answer.Page(head.status(), body, toFirstByte, end),
        redirects ? head.header("location") : Optional.empty());
  }
}
