package dev.tfpaas.platform;

import java.util.List;
import java.util.Optional;

/// Reads apps and regions.
public interface Apps {

  /// Reads one app; empty when it definitely does not exist.
  ///
  /// An app whose region does not answer is returned with [App#reachable] false.
  Optional<App> find(String id);

  /// Reads all apps, ordered by identifier.
  List<App> list();

  /// Reads all regions, ordered by name.
  List<Region> regions();

  /// Returns the database engines the platform knows, e.g. `mysql`, `postgresql`, `redis`.
  List<String> engines();
}
