package dev.tfpaas.platform.local;

import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.world.fact.AppFact;
import dev.tfpaas.world.fact.GroupFact;
import dev.tfpaas.world.fact.MarkFact;
import dev.tfpaas.world.fact.ReplicationFact;
import java.util.Optional;

/// Marks objects of the local platform, beside them and not in them: it is no call of its API.
///
/// @param world where they are
record LocalIncarnations(LocalWorld world) implements Incarnations {

  @Override
  public Optional<String> of(Kind kind, String id) {
    String key = fact(kind).key(id);
    return world.read("GET /marks/" + key, view -> view.mark(key).map(MarkFact::incarnation));
  }

  @Override
  public String renew(Kind kind, String id) {
    String incarnation = Incarnations.fresh();
    world.mark(fact(kind), id, incarnation);
    return incarnation;
  }

  private static dev.tfpaas.world.fact.FactKind<?> fact(Kind kind) {
    return switch (kind) {
      case APP -> AppFact.KIND;
      case REPLICATION -> ReplicationFact.KIND;
      case FAILOVER_GROUP -> GroupFact.KIND;
    };
  }
}
