package dev.tfpaas.platform;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a token may be sent: the one rule for addresses that are configured and for those that a
/// vendor's answer names.
public final class ServiceAddress {
  private static final int LONGEST_SHOWN = 200;

  /// Domains such as `co.uk`, below which everybody may have a name.
  private static final Pattern EVERYBODYS = Pattern.compile("[a-z]{2,3}\\.[a-z]{2}");

  private ServiceAddress() {}

  /// Says what is wrong with the address of a service; empty when a token may be sent to it. A text
  /// that may hold a password is not quoted.
  public static Optional<String> problem(String text) {
    String shown = shown(text);
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException _) {
      return Optional.of("%s is not a URL.".formatted(shown));
    }
    if (uri.getRawUserInfo() != null || text.indexOf('@') >= 0) {
      return Optional.of(
          "A user or password in a URL would end up in logs; use the token instead.");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      return Optional.of("%s must be like https://host or https://host:port.".formatted(shown));
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      return Optional.of(
          "The URL has a part behind ? or #, which no call would keep. Give the host, and a path if there is one: https://%s."
              .formatted(uri.getHost()));
    }
    if (scheme.equals("http") && !isLoopback(uri.getHost())) {
      return Optional.of(
          "%s would send the token unencrypted. Use https://; http:// is only allowed to this machine itself (localhost, 127.0.0.1, [::1])."
              .formatted(shown));
    }
    return Optional.empty();
  }

  /// Where a user, a password, a query or a fragment may be, nothing is quoted but what stands
  /// before.
  private static String shown(String text) {
    boolean hasUser = text.contains("@") || text.toLowerCase(Locale.ROOT).contains("%40");
    boolean isPlain = text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    return hasUser || !isPlain || text.length() > LONGEST_SHOWN
        ? "The text"
        : "\"%s\"".formatted(text.split("[?#]", 2)[0]);
  }

  /// Returns an address that an answer named, if a token that is meant for another one may be sent
  /// to it: both on this machine, or the same vendor's by the domain (all of the host but its first
  /// label; an IP address only if it is the same).
  ///
  /// @param from the configured address whose answer names it
  /// @param text what the answer says
  /// @return empty when it is no address of a service, or somebody else's
  public static Optional<URI> followed(URI from, String text) {
    if (problem(text).isPresent()) {
      return Optional.empty();
    }
    URI to = URI.create(text);
    return isLoopback(from.getHost()) == isLoopback(to.getHost())
            && (isLoopback(from.getHost()) || isOfDomain(to.getHost(), from.getHost()))
        ? Optional.of(to)
        : Optional.empty();
  }

  private static boolean isOfDomain(String host, String known) {
    String of = known.toLowerCase(Locale.ROOT);
    String asked = host.toLowerCase(Locale.ROOT);
    String below = of.substring(of.indexOf('.') + 1);
    boolean isName =
        of.chars().filter(c -> c == '.').count() >= 2
            && !of.matches("[\\d.]+|\\[.*")
            && !EVERYBODYS.matcher(below).matches();
    String domain = isName ? below : of;
    return asked.equals(of) || (isName && (asked.equals(domain) || asked.endsWith("." + domain)));
  }

  /// Tells whether a host is this machine by its text: `localhost`, `127.0.0.0/8` or `::1`, with or
  /// without brackets. Nothing is resolved.
  public static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
        || host.equals("[::1]")
        || host.equals("::1");
  }
}
