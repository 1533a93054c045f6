package dev.tfpaas.model;

import dev.tfpaas.model.Operator.Apply;
import dev.tfpaas.model.Operator.Stored;
import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runner;
import dev.tfpaas.runbook.StopSignal;
import dev.tfpaas.world.Estate;
import dev.tfpaas.world.fact.Timings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A pair of apps in two regions, and who does what with it.
///
/// @param stand the pair, formed
/// @param first the situation it begins with
/// @param disturbances what others may do
/// @param goal what the first operator applies in the end
/// @param quiet whether no operator is asked to switch, so that nobody who serves may be stopped
record Scenario(
    Stand stand, Situation first, List<Disturbance> disturbances, Apply goal, boolean quiet) {
  static final String GROUP = "paas_failover_group";
  static final String REPLICATION = "paas_db_replication";
  static final String ID = "shop:shop-dr:postgresql";

  /// An apply of the group with that side active.
  static Apply group(String active, String more) {
    return new Apply(
        GROUP,
        "group",
        "{'name': 'shop', 'primary_app_id': 'shop', 'secondary_app_id': 'shop-dr', 'replication_ids': ['%s'], 'active': '%s'%s}"
            .formatted(ID, active, more));
  }

  static Apply emergency(String active) {
    return group(active, ", 'switch_mode': 'emergency', 'accept_data_loss': true");
  }

  static Apply replication(String source, String replica) {
    return new Apply(
        REPLICATION,
        "replication",
        "{'source_app_id': '%s', 'replica_app_id': '%s', 'engine': 'postgresql'}"
            .formatted(source, replica));
  }

  /// The same that follows whoever serves.
  static Apply following(String more) {
    return new Apply(
        REPLICATION,
        "replication",
        "{'source_app_id': 'shop', 'replica_app_id': 'shop-dr', 'engine': 'postgresql', 'direction': 'follow'%s}"
            .formatted(more));
  }

  static Apply migration(String phase) {
    return new Apply(
        "paas_region_migration",
        "migration",
        "{'app_id': 'shop', 'to_region': 'us-east', 'mode': 'offline', 'phase': '%s'}"
            .formatted(phase));
  }

  /// An apply that destroys what another made.
  static Apply destruction(Apply of) {
    return new Apply(of.resource(), of.object(), "");
  }

  /// Forms a pair, applies more with nobody about, and then lets the operators begin.
  ///
  /// @param before what is applied before, by everybody
  /// @param scripts what each operator applies
  static Scenario pair(
      List<Apply> before, List<List<Apply>> scripts, List<Disturbance> disturbances) {
    Stand stand = new Stand(estate());
    copy(stand);
    List<Apply> forming = new ArrayList<>();
    forming.add(replication("shop", "shop-dr"));
    forming.add(group("primary", ""));
    forming.addAll(before);
    return of(stand, forming, scripts, disturbances);
  }

  /// The same with operators whose state knows nothing of the pair, but for the first so many.
  static Scenario quiet(
      int knowing, List<Apply> before, List<List<Apply>> scripts, List<Disturbance> disturbances) {
    Scenario pair = pair(before, scripts, disturbances);
    List<Operator> operators = new ArrayList<>();
    for (Operator operator : pair.first().operators()) {
      Apply[] script = operator.script().toArray(new Apply[0]);
      operators.add(
          operators.size() < knowing
              ? operator
              : Operator.of(operator.name(), operator.tries(), Map.of(), script));
    }
    Situation first = Situation.first(pair.stand().world.moment(), operators);
    return new Scenario(pair.stand(), first, disturbances, pair.goal(), true);
  }

  /// The same with one app and nothing beside it.
  static Scenario alone(
      List<Apply> before, List<List<Apply>> scripts, List<Disturbance> disturbances) {
    return of(new Stand(estate()), before, scripts, disturbances);
  }

  private static Scenario of(
      Stand stand, List<Apply> before, List<List<Apply>> scripts, List<Disturbance> disturbances) {
    Map<String, Stored> states = new HashMap<>();
    for (Apply apply : before) {
      stand.apply(apply, states).orFail();
      states.put(apply.object(), stand.stored(apply).orElseThrow());
      stand.world.pass(Duration.ofMinutes(1));
    }
    List<Operator> operators = new ArrayList<>();
    for (List<Apply> script : scripts) {
      String name = Character.toString('A' + operators.size());
      operators.add(Operator.of(name, 1, Map.copyOf(states), script.toArray(new Apply[0])));
    }
    return new Scenario(
        stand,
        Situation.first(stand.world.moment(), operators),
        disturbances,
        scripts.getFirst().getLast(),
        false);
  }

  static Estate estate() {
    Estate builtIn = Estate.builtIn();
    return new Estate(
        builtIn.regions(),
        List.of(
            new Estate.App(
                "shop",
                "production",
                "eu-west",
                "M",
                Map.of(),
                List.of("shop.example.com"),
                false,
                Map.of("postgresql", 1000L))),
        List.of(new Estate.Traffic("shoppers", "shop", 20, true)),
        // Whoever is killed may come back late; that somebody serves is looked at in the end.
        new Timings(Map.of(Timings.Timing.ABANDONED, Duration.ofDays(1000))));
  }

  private static void copy(Stand stand) {
    CloneSpec spec =
        new CloneSpec(
            "shop",
            "shop-dr",
            Optional.empty(),
            Optional.of("eu-central"),
            Optional.empty(),
            Optional.empty(),
            false,
            Map.of(),
            Optional.empty(),
            true,
            Optional.empty());
    Outcome made =
        new Runner(stand.clock(), stand.world::pass, _ -> {})
            .run(stand.platform().appClones().get().orElseThrow().create(spec), StopSignal.NEVER);
    if (!(made instanceof Outcome.Completed)) {
      throw new AssertionError("no copy: " + made);
    }
  }
}
