package dev.tfpaas;

import dev.tfpaas.topology.KnownTypes;

/// The resources and platforms of the product, for tests.
public final class Catalogues {
  private Catalogues() {}

  /// Returns what a topology may speak of.
  public static KnownTypes all() {
    return Main.catalogue();
  }
}
