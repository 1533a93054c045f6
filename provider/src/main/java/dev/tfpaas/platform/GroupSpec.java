package dev.tfpaas.platform;

import java.util.Optional;
import java.util.Set;

/// What a failover group should be, its active side aside.
///
/// @param name empty where the platform has no names, or to let the platform choose
/// @param primaryAppId the app in the first place
/// @param secondaryAppId the app in the second place; empty when there is none yet
/// @param domains custom names carried by the pair
public record GroupSpec(
    Optional<String> name,
    String primaryAppId,
    Optional<String> secondaryAppId,
    Set<String> domains) {

  /// Copies the domains.
  public GroupSpec {
    domains = Set.copyOf(domains);
  }

  /// Returns the app in a place; empty when the place is.
  public Optional<String> appId(Side side) {
    return side == Side.PRIMARY ? Optional.of(primaryAppId) : secondaryAppId;
  }
}
