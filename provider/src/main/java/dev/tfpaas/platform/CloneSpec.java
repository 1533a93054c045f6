package dev.tfpaas.platform;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a clone should be.
///
/// @param sourceAppId the app to copy
/// @param name the clone's name
/// @param environment empty to take the source's
/// @param region empty to take the source's
/// @param cloud empty to take the source's
/// @param size empty to take the source's
/// @param adopt whether an existing app of that name is taken as the clone
/// @param variables overrides; all other variables are copied
/// @param databases engines to add if the source has them; empty for all of the source
/// @param maintenance whether the copy must not serve
/// @param sourceUrl code archive, where the platform needs one
public record CloneSpec(
    String sourceAppId,
    String name,
    Optional<String> environment,
    Optional<String> region,
    Optional<String> cloud,
    Optional<String> size,
    boolean adopt,
    Map<String, Secret> variables,
    Optional<List<String>> databases,
    boolean maintenance,
    Optional<String> sourceUrl) {

  /// Copies the collections.
  public CloneSpec {
    variables = Map.copyOf(variables);
    databases = databases.map(List::copyOf);
  }

  /// Returns the same copy with other variables.
  public CloneSpec withVariables(Map<String, Secret> others) {
    return new CloneSpec(
        sourceAppId,
        name,
        environment,
        region,
        cloud,
        size,
        adopt,
        others,
        databases,
        maintenance,
        sourceUrl);
  }

  /// Returns the same copy with another word on whether it must not serve.
  public CloneSpec withMaintenance(boolean closed) {
    return new CloneSpec(
        sourceAppId,
        name,
        environment,
        region,
        cloud,
        size,
        adopt,
        variables,
        databases,
        closed,
        sourceUrl);
  }
}
