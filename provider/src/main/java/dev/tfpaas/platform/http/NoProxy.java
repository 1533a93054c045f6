package dev.tfpaas.platform.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What `NO_PROXY` lists, read as Go reads it: names (with their subdomains), `.names` (only the
/// subdomains), addresses, networks (`10.0.0.0/8`), each with a port or without; `*` is everything.
///
/// @param entries the entries, in order
record NoProxy(List<Entry> entries) {

  /// Copies the entries.
  NoProxy {
    entries = List.copyOf(entries);
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
    /// @param address its bytes, 4 or 16
    /// @param bits how many of them count
    /// @param port 0 for any
    record Network(byte[] address, int bits, int port) implements Entry {}
  }

  /// Parses the list. An entry that is none of these covers nothing.
  static NoProxy parse(String text) {
    List<Entry> entries = new ArrayList<>();
    for (String part : text.split("[,\\s]+")) {
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
      byte[] address = literal(text.substring(0, slash));
      if (address.length > 0) {
        return new Entry.Network(address, Integer.parseInt(text.substring(slash + 1)), 0);
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
    byte[] address = literal(host);
    if (address.length > 0) {
      return new Entry.Network(address, address.length * 8, port);
    }
    String name = host.startsWith("*.") ? host.substring(1) : host;
    return name.startsWith(".")
        ? new Entry.Name(name, false, port)
        : new Entry.Name("." + name, true, port);
  }

  /// Returns the bytes of an address that is written out; none for a name, which is not resolved.
  private static byte[] literal(String host) {
    try {
      return InetAddress.ofLiteral(host).getAddress();
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }

  /// Tells whether a host is reached directly.
  ///
  /// @param host lower case, an IPv6 address in brackets or without
  boolean covers(String host, int port) {
    byte[] address = literal(host);
    return entries.stream()
        .anyMatch(entry ->
            switch (entry) {
              case Entry.All _ -> true;
              case Entry.Name(String suffix, boolean itself, int only) ->
                  (only == 0 || only == port)
                      && (host.endsWith(suffix) || (itself && suffix.equals("." + host)));
              case Entry.Network(byte[] network, int bits, int only) ->
                  (only == 0 || only == port) && inside(address, network, bits);
            });
  }

  private static boolean inside(byte[] address, byte[] network, int bits) {
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
