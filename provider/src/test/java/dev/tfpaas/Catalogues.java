package dev.tfpaas;

import dev.tfpaas.topology.Catalogue;

/// The resources and platforms of the product, for tests.
public final class Catalogues {
  private Catalogues() {}

  /// Returns what a topology may speak of.
  public static Catalogue all() {
    return Main.catalogue();
  }
}
