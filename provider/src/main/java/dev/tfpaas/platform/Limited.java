package dev.tfpaas.platform;

import java.util.Optional;
import java.util.Set;

/// A capability whose platform may honour less than others do.
public interface Limited {

  /// Returns the attributes of its resource that this platform cannot honour, e.g. `domains`.
  Set<String> unsupportedAttributes();

  /// Says why an attribute cannot be honoured, and what to do instead, in sentences; empty where no
  /// more is to be said than that it cannot.
  default Optional<String> whyNot(String attribute) {
    return Optional.empty();
  }
}
