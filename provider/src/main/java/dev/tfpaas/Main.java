package dev.tfpaas;

/// Entry point of the plugin and of the command line.
public final class Main {
  private Main() {}

  static void main() {}
}
