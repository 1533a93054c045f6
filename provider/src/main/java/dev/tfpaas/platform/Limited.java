package dev.tfpaas.platform;

import java.util.Set;

/// A capability whose platform may honour less than others do.
public interface Limited {

  /// Returns the attributes of its resource that this platform cannot honour, e.g. `domains`.
  Set<String> unsupportedAttributes();
}
