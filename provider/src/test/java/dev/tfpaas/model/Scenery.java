package dev.tfpaas.model;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a platform is, seen from behind.
///
/// @param violations the invariants that were broken so far
/// @param served which app serves whom, by client; who is served by nobody is left out
/// @param led which app each client is led to; an address that is no more is left out
/// @param apps what configurations call each app, by its own identifier, which no rename changes
/// @param names what people call each app, by its own identifier
/// @param replications the identifiers of the replications
/// @param groups the identifiers of the failover groups
/// @param whole whether all regions answer
record Scenery(
    List<String> violations,
    Map<String, String> served,
    Map<String, String> led,
    Map<String, String> apps,
    Map<String, String> names,
    Set<String> replications,
    Set<String> groups,
    boolean whole) {

  /// Begins the name of a client who calls an app by the app's own address; its own identifier ends
  /// it.
  static final String ITSELF = "itself:";
}
