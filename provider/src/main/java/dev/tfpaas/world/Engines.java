package dev.tfpaas.world;

import java.util.List;

/// The database engines the world knows.
public final class Engines {
  /// All of them, by name.
  public static final List<String> ALL = List.of("mysql", "postgresql", "redis");

  private Engines() {}
}
