package dev.tfpaas.resources.group;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.platform.Database;
import dev.tfpaas.platform.FailoverGroup;
import dev.tfpaas.platform.Platform;
import dev.tfpaas.platform.ReplicationSpec;
import dev.tfpaas.platform.Replications;
import dev.tfpaas.resources.life.Values;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The first state of an imported group: its identifier, and the replications between its two apps,
/// so that the plan after the import of a whole estate is empty.
final class GroupImport {
  private GroupImport() {}

  static Value state(Platform platform, FailoverGroup group) {
    Map<String, Value> state =
        new HashMap<>(
            Map.of(
                "id", Value.string(group.id()),
                "guards", Guards.open(),
                "health", HealthSchema.open()));
    Set<String> replications = replications(platform, group);
    if (!replications.isEmpty()) {
      state.put("replication_ids", Values.texts(replications));
    }
    return Value.object(state);
  }

  private static Set<String> replications(Platform platform, FailoverGroup group) {
    Set<String> found = new TreeSet<>();
    Optional<Replications> replications = platform.replications().get();
    if (replications.isEmpty() || group.secondary().isEmpty()) {
      return found;
    }
    for (String engine : platform.apps().engines()) {
      ReplicationSpec spec =
          new ReplicationSpec(
              group.primary().appId(),
              group.secondary().get().appId(),
              engine,
              false,
              Optional.empty());
      Stream.concat(Stream.of(spec), names(platform, spec).map(Optional::of).map(spec::of))
          .map(replications.get()::idOf)
          .filter(id -> replications.get().find(id).isPresent())
          .forEach(found::add);
    }
    return found;
  }

  /// Returns the names that databases of an engine may have been named by.
  private static Stream<String> names(Platform platform, ReplicationSpec spec) {
    return Stream.of(spec.sourceAppId(), spec.replicaAppId())
        .flatMap(app -> platform.apps().find(app).stream())
        .flatMap(app -> app.databasesOf(spec.engine()).stream())
        .map(Database::choice)
        .distinct();
  }
}
