package dev.tfpaas.resources.group;

import dev.tfpaas.framework.cty.Path;
import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.diag.Diagnostics;
import dev.tfpaas.framework.schema.Validator;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/// Accepts where a page is asked for: a host, with a port or without, and a scheme or without.
record WebPlace() implements Validator {

  /// Returns where it leads; https where no scheme is said. Empty when it is no such place.
  static Optional<URI> parse(String text) {
    try {
      URI place = new URI(text.contains("://") ? text : "https://" + text);
      String scheme = String.valueOf(place.getScheme()).toLowerCase(Locale.ROOT);
      boolean isPlain =
          (scheme.equals("https") || scheme.equals("http"))
              && place.getHost() != null
              && place.getRawUserInfo() == null
              && (String.valueOf(place.getRawPath()).isEmpty() || place.getRawPath().equals("/"))
              && place.getRawQuery() == null
              && place.getRawFragment() == null
              && place.getPort() != 0
              && place.getPort() <= 0xffff;
      return isPlain ? Optional.of(place) : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  @Override
  public void check(Path path, Value value, Diagnostics diagnostics) {
    if (parse(value.asString()).isEmpty()) {
      diagnostics.error(
          path,
          "Invalid address",
          "It must be a host, such as \"www.example.com\", or a scheme, a host and maybe a port,"
              + " such as \"https://www.example.com\" or \"http://127.0.0.1:8080\". What is asked"
              + " for there is `health.path`.");
    }
  }
}
