package dev.tfpaas.topology;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds out which platform a thing is on.
final class PlatformOf {
  private final Topology topology;

  PlatformOf(Topology topology) {
    this.topology = topology;
  }

  /// Returns the platform of a thing; empty when nothing says it.
  Optional<PlatformBlock> block(Item item) {
    return name(item).flatMap(topology::platform);
  }

  /// Returns the name of a thing's platform; empty when nothing says it.
  Optional<String> name(Item item) {
    return name(item, new HashSet<>());
  }

  private Optional<String> name(Item item, Set<Item> seen) {
    if (!seen.add(item)) {
      return Optional.empty();
    }
    Optional<String> said = item.reference(Vocabulary.PLATFORM).map(Expression.Reference::name);
    if (said.isPresent()) {
      return said;
    }
    Optional<String> followed =
        apps(item).stream()
            .map(topology::find)
            .flatMap(Optional::stream)
            .map(app -> name(app, seen))
            .flatMap(Optional::stream)
            .findFirst();
    return followed.or(this::only);
  }

  private Optional<String> only() {
    return topology.platforms().size() == 1
        ? Optional.of(topology.platforms().getFirst().name())
        : Optional.empty();
  }

  /// Returns the apps that a thing is about, the one that decides first.
  static List<Expression.Reference> apps(Item item) {
    List<String> attributes =
        switch (item.section()) {
          case PLATFORMS -> List.of();
          case APPS -> List.of("source_app_id");
          case REPLICATION -> List.of("source_app_id", "replica_app_id");
          case FAILOVER -> List.of("primary_app_id", "secondary_app_id");
          case MIGRATIONS -> List.of("app_id", "target_app_id");
        };
    return attributes.stream().map(item::reference).flatMap(Optional::stream).toList();
  }
}
