package dev.tfpaas.emulator;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Tells the calls of web pages from those of this machine's own programs.
///
/// A page that a user of this machine looks at can make its browser call a port of it: as a form or
/// a script, which says where it comes from, or under a name of the page's own that it lets lead
/// here. Programs say neither, and call the port by what this machine is called.
final class WebPages {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /// What a page may send to anybody without asking first, and no program of an operator does.
  private static final Set<String> OF_PAGES = Set.of("text/plain", "multipart/form-data");

  private WebPages() {}

  /// Says why a call is not taken; empty when it is of this machine's own programs.
  static Optional<String> problem(Request request) {
    String host = request.header("Host").orElse("");
    if (!THIS_MACHINE.contains(name(host))) {
      return Optional.of("the operator's port is called 127.0.0.1 or localhost");
    }
    if (request.header("Origin").isPresent()
        || request.header("Sec-Fetch-Site").filter(site -> !site.equals("none")).isPresent()) {
      return Optional.of("the operator's port takes no calls of web pages");
    }
    String type =
        request.header("Content-Type").orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return OF_PAGES.contains(type)
        ? Optional.of("the operator's port takes JSON, not " + type)
        : Optional.empty();
  }

  private static String name(String host) {
    try {
      return Optional.ofNullable(URI.create("http://" + host).getHost())
          .orElse("")
          .toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
