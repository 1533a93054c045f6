package dev.tfpaas.emulator.jelastic;

/// Where environments are; what users call a region. Guarded by the emulator's lock.
final class HostGroup {
  final int id;
  final String name;
  final String displayName;
  final DataCentre centre;
  boolean enabled = true;
  boolean maintenance;

  HostGroup(int id, String name, String displayName, DataCentre centre) {
    this.id = id;
    this.name = name;
    this.displayName = displayName;
    this.centre = centre;
  }

  /// The outer region: one data centre with a domain and a network of its own.
  static final class DataCentre {
    final int id;
    final String name;
    final String displayName;
    final String domain;
    final String network;
    boolean migrationAllowed = true;
    boolean maintenance;
    private int lastAddress;
    private int lastPublicAddress;

    /// Makes a data centre.
    ///
    /// @param domain what the domains of its environments end in
    /// @param network the first two numbers of its addresses, e.g. `10.100`
    DataCentre(int id, String name, String displayName, String domain, String network) {
      this.id = id;
      this.name = name;
      this.displayName = displayName;
      this.domain = domain;
      this.network = network;
    }

    String newAddress() {
      lastAddress++;
      return "%s.%d.%d".formatted(network, 1 + lastAddress / 250, lastAddress % 250);
    }

    /// Returns a public address of the ranges that documents use.
    String newPublicAddress() {
      lastPublicAddress++;
      return (id == 1 ? "192.0.2." : "198.51.100.") + (8 + lastPublicAddress);
    }
  }
}
