package dev.tfpaas.platform;

import java.util.List;
import java.util.Optional;

/// Reads apps and regions.
public interface Apps {

  /// Reads one app; empty when it definitely does not exist.
  ///
  /// An app whose region does not answer is returned with [App#reachable] false.
  Optional<App> find(String id);

  /// Reads one app that was seen before, also when it was renamed since: it then keeps the
  /// identifier that is asked for, and has the name that it has now. Where another app has its name
  /// by now and it does not exist any more, that one is returned.
  ///
  /// @param ownId see [App#ownId]; empty when it is not known
  default Optional<App> find(String id, Optional<String> ownId) {
    return find(id);
  }

  /// Reads the app that has an identifier now, for whoever is to make one, or to destroy what may
  /// be its only copy: where a platform still answers for an app by the name that it had before,
  /// that one is not meant.
  default Optional<App> taking(String id) {
    return find(id);
  }

  /// Reads an app that others hang on, which is looked for by what they remember of it where it was
  /// renamed: only for whoever would otherwise say that there is none, since it may read a lot.
  default Optional<App> known(String id) {
    return find(id);
  }

  /// Reads all apps, ordered by identifier.
  List<App> list();

  /// Reads all regions, ordered by name.
  List<Region> regions();

  /// Returns the database engines the platform knows, e.g. `mysql`, `postgresql`, `redis`.
  List<String> engines();
}
