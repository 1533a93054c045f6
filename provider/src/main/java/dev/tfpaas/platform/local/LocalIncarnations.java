package dev.tfpaas.platform.local;

import dev.tfpaas.platform.Incarnations;
import dev.tfpaas.world.View;
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
    return world.read(
        "GET /marks/" + fact(kind).key(id),
        view -> view.mark(fact(kind).key(live(view, kind, id))).map(MarkFact::incarnation));
  }

  @Override
  public String renew(Kind kind, String id) {
    String incarnation = Incarnations.fresh();
    String name = world.read("GET /apps", view -> live(view, kind, id));
    world.mark(fact(kind), name, incarnation);
    return incarnation;
  }

  /// An app bears its mark under the name that it has.
  private String live(View view, Kind kind, String id) {
    return switch (kind) {
      case APP -> world.names().live(view, id);
      case REPLICATION, FAILOVER_GROUP -> id;
    };
  }

  private static dev.tfpaas.world.fact.FactKind<?> fact(Kind kind) {
    return switch (kind) {
      case APP -> AppFact.KIND;
      case REPLICATION -> ReplicationFact.KIND;
      case FAILOVER_GROUP -> GroupFact.KIND;
    };
  }
}
