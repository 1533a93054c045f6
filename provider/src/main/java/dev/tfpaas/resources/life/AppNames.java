package dev.tfpaas.resources.life;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.platform.App;
import dev.tfpaas.platform.Apps;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.Observation;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.Replication;
import java.util.List;
import java.util.Optional;

/// The names by which an object of a resource speaks of its apps. An app that was renamed has two:
/// a state from before says the old one, a configuration that followed says the new one, and both
/// mean the same app.
///
/// @param apps where they are looked up, only when a name differs
/// @param used the names that the object says
public record AppNames(Apps apps, List<String> used) {
  /// Copies the names.
  public AppNames {
    used = List.copyOf(used);
  }

  /// Returns the names that some attributes of an object say, where they are known.
  public static AppNames in(Platform platform, Value object, List<String> attributes) {
    return new AppNames(
        platform.apps(),
        attributes.stream()
            .flatMap(name -> PrivateFacts.part(object, name).stream())
            .map(Value::asString)
            .toList());
  }

  /// Tells whether two names mean the same app. Of apps that cannot be read, or that have no
  /// identifier of their own, only the name tells.
  public static boolean same(Apps apps, String one, String other) {
    if (one.equals(other)) {
      return true;
    }
    Optional<String> own = ownId(apps, one);
    return own.isPresent() && own.equals(ownId(apps, other));
  }

  private static Optional<String> ownId(Apps apps, String name) {
    return Observation.of(() -> apps.find(name)) instanceof Observation.Found<App>(App app)
        ? app.ownId()
        : Optional.empty();
  }

  /// Returns a group with the names that the object says.
  public FailoverGroup of(FailoverGroup group) {
    return group.withApps(this::of);
  }

  /// Returns a replication with the names that the object says.
  public Replication of(Replication replication) {
    return replication.withApps(of(replication.sourceAppId()), of(replication.replicaAppId()));
  }

  private String of(String name) {
    return used.contains(name)
        ? name
        : used.stream().filter(one -> same(apps, name, one)).findFirst().orElse(name);
  }
}
