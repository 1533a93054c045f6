package dev.tfpaas.platform.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What `NO_PROXY` lists, read as Go reads it: names (with their subdomains), `.names` (only the
/// subdomains), addresses, networks (`10.0.0.0/8`), each with a port or without; `*` is everything.
final class NoProxy {
  private final List<Entry> entries;

  private NoProxy(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /// One entry.
  private sealed interface Entry {
    /// Everything.
    record All() implements Entry {}

    /// A name.
    ///
    /// @param suffix lower case, with a leading dot
    /// @param itself whether the name itself is meant, too
    /// @param port 0 for any
    record Name(String suffix, boolean itself, int port) implements Entry {}

    /// An address or a network.
    ///
    /// @param address any address in it
    /// @param bits how many of them count
    /// @param port 0 for any
    record Network(InetAddress address, int bits, int port) implements Entry {}
  }

  /// Parses the list. An entry that is none of these covers nothing.
  static NoProxy parse(String text) {
    List<Entry> entries = new ArrayList<>();
    for (String part : text.split("[,\\s]+", -1)) {
      if (!part.isEmpty()) {
        entries.add(entry(part.toLowerCase(Locale.ROOT)));
      }
    }
    return new NoProxy(entries);
  }

  private static Entry entry(String text) {
    if (text.equals("*")) {
      return new Entry.All();
    }
    int slash = text.indexOf('/');
    if (slash > 0 && text.substring(slash + 1).matches("\\d{1,3}")) {
      Optional<InetAddress> address = literal(text.substring(0, slash));
      if (address.isPresent()) {
        return new Entry.Network(address.get(), Integer.parseInt(text.substring(slash + 1)), 0);
      }
    }
    int port = 0;
    String host = text;
    int colon = text.lastIndexOf(':');
    boolean onlyColon = colon > 0 && (text.indexOf(':') == colon || text.charAt(colon - 1) == ']');
    if (onlyColon && text.substring(colon + 1).matches("\\d{1,5}")) {
      port = Integer.parseInt(text.substring(colon + 1));
      host = text.substring(0, colon);
    }
    Optional<InetAddress> address = literal(host);
    if (address.isPresent()) {
      return new Entry.Network(address.get(), Integer.MAX_VALUE, port);
    }
    String name = host.startsWith("*.") ? host.substring(1) : host;
    return name.startsWith(".")
        ? new Entry.Name(name, false, port)
        : new Entry.Name("." + name, true, port);
  }

  /// Returns an address that is written out; empty for a name, which is not resolved.
  private static Optional<InetAddress> literal(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Tells whether a host is reached directly.
  ///
  /// @param host lower case, an IPv6 address in brackets or without
  boolean covers(String host, int port) {
    Optional<InetAddress> address = literal(host);
    return entries.stream()
        .anyMatch(entry ->
            switch (entry) {
              case Entry.All _ -> true;
              case Entry.Name(String suffix, boolean itself, int only) ->
                  (only == 0 || only == port)
                      && (host.endsWith(suffix) || (itself && suffix.equals("." + host)));
              case Entry.Network(InetAddress network, int bits, int only) ->
                  (only == 0 || only == port)
                      && address.filter(it -> inside(it, network, bits)).isPresent();
            });
  }

  private static boolean inside(InetAddress host, InetAddress of, int bits) {
    byte[] address = host.getAddress();
    byte[] network = of.getAddress();
    if (address.length != network.length) {
      return false;
    }
    for (int bit = 0; bit < Math.min(bits, network.length * 8); bit++) {
      int mask = 0x80 >> bit % 8;
      if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
