package dev.tfpaas.framework.plugin;

/// Where the server listens, in the words of the handshake line.
///
/// @param network `unix` or `tcp`
/// @param text an absolute path, or host and port
record Address(String network, String text) {}
