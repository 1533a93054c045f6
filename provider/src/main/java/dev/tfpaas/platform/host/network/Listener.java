package dev.tfpaas.platform.host.network;

/// Something that listens at a port.
interface Listener {
  /// Ends listening, and what goes through it.
  void close();
}
