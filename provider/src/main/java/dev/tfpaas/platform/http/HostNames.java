package dev.tfpaas.platform.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// Resolves host names; a parameter, so that tests need no network.
@FunctionalInterface
public interface HostNames {
  /// Asks the system.
  HostNames SYSTEM = HostNames::ask;

  /// Returns the addresses of a name; none when it does not resolve.
  Set<String> addresses(String name);

  /// Tells whether a name leads to where another one does. An apex domain has no CNAME, so only the
  /// addresses tell.
  default boolean leadsTo(String name, String target) {
    Set<String> there = addresses(target);
    return name.equals(target) || addresses(name).stream().anyMatch(there::contains);
  }

  private static Set<String> ask(String name) {
    try {
      return Arrays.stream(InetAddress.getAllByName(name))
          .map(InetAddress::getHostAddress)
          .collect(Collectors.toSet());
    } catch (UnknownHostException _) {
      return Set.of();
    }
  }
}
