package dev.tfpaas.topology;

import dev.tfpaas.duration.Durations;
import java.time.Duration;
import java.util.Optional;

/// Checks what belongs together in a failover group.
final class GroupCheck {
  private final Topology topology;
  private final Findings problems;

  GroupCheck(Topology topology, Findings problems) {
    this.topology = topology;
    this.problems = problems;
  }

  void check() {
    for (Item group : topology.of(Section.FAILOVER)) {
      for (Expression.Reference data : group.references("replication_ids")) {
        topology.find(data).ifPresent(replication -> between(group, data, replication));
      }
      promised(group, "rpo", "max_lag");
      promised(group, "rto", "drain_timeout");
    }
  }

  private void between(Item group, Expression.Reference data, Item replication) {
    if (PlatformOf.apps(replication).size() == 2 && !Defaults.isBetween(replication, group)) {
      problems.add(
          data.place(),
          group.path() + ".data",
          "%s is not between the members of %s".formatted(replication.path(), group.path()));
    }
  }

  private void promised(Item group, String objective, String guard) {
    Optional<String> promised = Topology.objective(group, objective);
    Optional<String> allowed = Topology.part(group, "guards", guard);
    Optional<Duration> longest = promised.flatMap(Durations::parse);
    Optional<Duration> wait = allowed.flatMap(Durations::parse);
    if (longest.isPresent() && wait.isPresent() && wait.get().compareTo(longest.get()) > 0) {
      problems.add(
          group.placeOf("guards"),
          group.path() + ".guards." + guard,
          "%s is longer than objectives.%s, which is %s"
              .formatted(allowed.get(), objective, promised.get()));
    }
  }
}
