package dev.tfpaas.platform.http;

/// Tells this machine itself from others, by the text of a host.
public final class Loopback {
  private Loopback() {}

  /// Tells whether a host is this machine: `localhost`, `127.0.0.0/8` or `::1` (with or without
  /// brackets). Nothing is resolved.
  public static boolean is(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
        || host.equals("[::1]")
        || host.equals("::1");
  }
}
