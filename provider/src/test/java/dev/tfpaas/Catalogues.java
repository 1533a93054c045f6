package dev.tfpaas;

import dev.tfpaas.doctor.Doctor;
import dev.tfpaas.topology.KnownTypes;
import java.util.Set;

/// The resources and platforms of the product, for tests.
public final class Catalogues {
  private Catalogues() {}

  /// Returns what a topology may speak of.
  public static KnownTypes all() {
    return Main.catalogue();
  }

  /// Returns a doctor that opens the product's platforms, on a machine without any names.
  public static Doctor doctor(String version) {
    return new Doctor(new PlatformAccess(version), _ -> Set.of());
  }
}
