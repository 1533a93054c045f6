package dev.tfpaas.platform.http;

import dev.tfpaas.platform.ServiceAddress;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The proxies that the environment names, chosen as curl and Go programs choose them: by the
/// scheme of the address that is called, except for what `NO_PROXY` lists. This machine itself is
/// never reached by a proxy.
final class Proxies extends ProxySelector {
  private final Optional<Exit> https;
  private final Optional<Exit> http;
  private final NoProxy direct;

  private Proxies(Optional<Exit> https, Optional<Exit> http, NoProxy direct) {
    this.https = https;
    this.http = http;
    this.direct = direct;
  }

  /// One proxy.
  ///
  /// @param host its name or address
  /// @param port 1-65535
  /// @param user and password, `user:password`, decoded; empty when it asks for none
  private record Exit(String host, int port, Optional<PasswordAuthentication> user) {
    Proxy proxy() {
      return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
    }
  }

  /// Reads the environment.
  ///
  /// @throws IllegalArgumentException naming the variable, never its value, when it is no address
  ///   of an HTTP proxy
  static Proxies of(Network network) {
    return new Proxies(
        exit(network, "HTTPS_PROXY"),
        exit(network, "HTTP_PROXY"),
        NoProxy.parse(network.variable("NO_PROXY").orElse("")));
  }

  private static Optional<Exit> exit(Network network, String variable) {
    return network.variable(variable).map(text -> parse(variable, text));
  }

  private static Exit parse(String variable, String text) {
    URI uri;
    try {
      uri = new URI(text.contains("://") ? text : "http://" + text);
    } catch (URISyntaxException _) {
      throw unusable(variable, "is not a URL");
    }
    if (!"http".equalsIgnoreCase(uri.getScheme())) {
      throw unusable(variable, "names a proxy that is spoken to by other means than plain HTTP");
    }
    if (uri.getHost() == null) {
      throw unusable(variable, "names no host");
    }
    int port = uri.getPort() < 0 ? 80 : uri.getPort();
    if (port == 0 || port > 65_535) {
      throw unusable(variable, "names a port that there is not");
    }
    return new Exit(
        uri.getHost(), port, Optional.ofNullable(uri.getRawUserInfo()).map(Proxies::user));
  }

  private static IllegalArgumentException unusable(String variable, String why) {
    return new IllegalArgumentException(
        "the environment variable %s (or its lower-case form) %s; it must be like http://host:port or http://user:password@host:port, where signs in the password are written as their code, e.g. @ as %%40 and # as %%23"
            .formatted(variable, why));
  }

  private static PasswordAuthentication user(String raw) {
    int colon = raw.indexOf(':');
    String user = colon < 0 ? raw : raw.substring(0, colon);
    String password = colon < 0 ? "" : raw.substring(colon + 1);
    return new PasswordAuthentication(decoded(user), decoded(password).toCharArray());
  }

  private static String decoded(String text) {
    // A plus is a plus here, other than in a form.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /// Returns what answers a proxy that asks who is there; empty when no proxy has a user.
  Optional<Authenticator> authenticator() {
    List<Exit> known = new ArrayList<>();
    https.filter(exit -> exit.user().isPresent()).ifPresent(known::add);
    http.filter(exit -> exit.user().isPresent()).ifPresent(known::add);
    return known.isEmpty() ? Optional.empty() : Optional.of(new ByProxy(known));
  }

  /// Returns the proxy that a call to an address goes through; empty for the direct way.
  Optional<String> exitOf(URI uri) {
    return exit(uri).map(exit -> exit.host() + ":" + exit.port());
  }

  /// Returns where to connect for an address; empty for the direct way.
  Optional<SocketAddress> address(URI uri) {
    return exit(uri).map(exit -> new InetSocketAddress(exit.host(), exit.port()));
  }

  /// Returns what tells the proxy of an address who asks; empty when it has none, or no user.
  Optional<String> authorization(URI uri) {
    return exit(uri)
        .flatMap(Exit::user)
        .map(user -> user.getUserName() + ":" + new String(user.getPassword()))
        .map(pair -> Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
        .map("Basic %s"::formatted);
  }

  private Optional<Exit> exit(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    Optional<Exit> exit = "https".equalsIgnoreCase(uri.getScheme()) ? https : http;
    return exit.filter(_ -> !ServiceAddress.isLoopback(host) && !direct.covers(host, port(uri)));
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }

  @Override
  public List<Proxy> select(URI uri) {
    return List.of(exit(uri).map(Exit::proxy).orElse(Proxy.NO_PROXY));
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // The call that failed says so; there is no second proxy to try.
  }

  /// Gives a proxy its user, and nobody else any.
  private static final class ByProxy extends Authenticator {
    private final List<Exit> known;

    ByProxy(List<Exit> known) {
      this.known = known;
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      if (getRequestorType() != RequestorType.PROXY) {
        return null;
      }
      return known.stream()
          .filter(exit ->
              exit.host().equalsIgnoreCase(getRequestingHost())
                  && exit.port() == getRequestingPort())
          .findFirst()
          .flatMap(Exit::user)
          .orElse(null);
    }
  }
}
