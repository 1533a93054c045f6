package dev.tfpaas.model;

import dev.tfpaas.world.AppOperations;
import dev.tfpaas.world.Caller;
import dev.tfpaas.world.Databases;
import dev.tfpaas.world.Databases.Promotion;
import dev.tfpaas.world.Draft;
import dev.tfpaas.world.Groups;
import dev.tfpaas.world.MemoryWorld;
import dev.tfpaas.world.RefusedCall;
import dev.tfpaas.world.Regions;
import dev.tfpaas.world.Replicating;
import dev.tfpaas.world.fact.DatabaseFact;
import dev.tfpaas.world.fact.GroupFact;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Something that is done to the world by somebody other than the operators.
///
/// @param name for the counterexample
/// @param change what it does
record Disturbance(String name, Consumer<Draft> change) {

  /// Regions fail and come back.
  static List<Disturbance> regions(String... names) {
    return Stream.of(names)
        .flatMap(region ->
            Stream.of(
                new Disturbance(
                    "region " + region + " fails", draft -> Regions.fail(draft, region)),
                new Disturbance(
                    "region " + region + " is back", draft -> Regions.heal(draft, region))))
        .toList();
  }

  /// What a person can do to the pair at the platform's dashboard. Left out are a promotion that
  /// looks at nothing and a database made writable by hand: each makes two writable databases by
  /// itself.
  static List<Disturbance> dashboard() {
    String replication = "shop:shop-dr:postgresql";
    return List.of(
        new Disturbance(
            "dashboard: switch to secondary",
            draft -> Groups.switchAtOnce(draft, "shop", GroupFact.Place.SECONDARY)),
        new Disturbance(
            "dashboard: switch to primary",
            draft -> Groups.switchAtOnce(draft, "shop", GroupFact.Place.PRIMARY)),
        new Disturbance(
            "dashboard: maintenance of shop off",
            draft -> AppOperations.maintenance(draft, "shop", false)),
        new Disturbance(
            "dashboard: maintenance of shop-dr off",
            draft -> AppOperations.maintenance(draft, "shop-dr", false)),
        new Disturbance(
            "dashboard: replication off", draft -> Replicating.turnOff(draft, replication)),
        new Disturbance("dashboard: promote shop-dr", draft -> promote(draft, Promotion.GUARDED)),
        new Disturbance(
            "dashboard: promote shop-dr, fencing shop", draft -> promote(draft, Promotion.FORCED)));
  }

  /// What it is called when a person dissolves the group. Who does that to a pair that was switched
  /// leaves its traffic at the side that was left: that nobody serves then is that person's doing.
  static final String DISSOLVED = "dashboard: group dissolved";

  /// What a person can take away at the platform's dashboard: the group, and its standby.
  static List<Disturbance> endings() {
    return List.of(
        new Disturbance(DISSOLVED, draft -> Groups.dissolve(draft, "shop")),
        new Disturbance(
            "dashboard: shop-dr deleted", draft -> AppOperations.destroy(draft, "shop-dr")));
  }

  /// The button is there for replicas only.
  private static void promote(Draft draft, Promotion promotion) {
    boolean replica =
        draft
            .database("shop-dr", "postgresql")
            .filter(it -> it.role() == DatabaseFact.Role.REPLICA)
            .isPresent();
    if (replica) {
      Databases.promote(draft, "shop-dr", "postgresql", promotion);
    }
  }

  /// Makes it happen; false when the platform refuses it, when nothing changes, or when the act
  /// breaks an invariant by itself: that is not what is looked for.
  boolean happen(MemoryWorld world) {
    MemoryWorld.Moment before = world.moment();
    try {
      world.call(Caller.DASHBOARD, name, change);
    } catch (RefusedCall refused) {
      return refused.remembered();
    }
    return world.moment().violations().isEmpty() && !world.moment().facts().equals(before.facts());
  }
}
