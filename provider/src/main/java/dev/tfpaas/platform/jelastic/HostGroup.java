package dev.tfpaas.platform.jelastic;

/// A host group, which users call region, and the data centre it belongs to.
///
/// @param name the identifier that every other call takes
/// @param displayName its name for people
/// @param centre the identifier of the data centre
/// @param domain what the domains of environments in that data centre end in
/// @param usable whether this account may use it, and nothing of it is being maintained
/// @param migrationAllowed whether users may migrate environments in and out of the data centre
record HostGroup(
    String name,
    String displayName,
    String centre,
    String domain,
    boolean usable,
    boolean migrationAllowed) {

  /// Tells whether an environment can move there without a stop.
  ///
  /// No field says so. Inferred from the vendor's pages: inside one data centre, if environments
  /// may be migrated there at all.
  boolean isLiveFrom(HostGroup other) {
    return centre.equals(other.centre) && migrationAllowed;
  }
}
