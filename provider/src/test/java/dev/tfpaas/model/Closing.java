package dev.tfpaas.model;

import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.model.Explorer.Fault;
import dev.tfpaas.model.Operator.Apply;
import dev.tfpaas.model.Operator.Stored;
import dev.tfpaas.world.Caller;
import dev.tfpaas.world.MemoryWorld;
import dev.tfpaas.world.Regions;
import dev.tfpaas.world.View;
import dev.tfpaas.world.fact.GroupFact;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What must hold once everybody has ended: regions come back, the first operator applies again
/// with nobody else about, and then the active app serves, no invariant was broken, and the next
/// plan of a successful apply is empty. Where a person has closed the active side for good, an
/// emergency switch must be able to help.
final class Closing {
  private static final int TRIES = 2;

  private final Stand stand;
  private final Scenario scenario;
  private final Set<String> seen = new HashSet<>();

  Closing(Stand stand, Scenario scenario) {
    this.stand = stand;
    this.scenario = scenario;
  }

  /// Returns how many different endings were looked at.
  int count() {
    return seen.size();
  }

  /// Returns what does not hold; empty when all does.
  Optional<Fault> complaint(Situation situation) {
    Map<String, Stored> states = situation.operators().getFirst().states();
    if (!seen.add(situation.world().key() + Tape.plain(states.toString()))) {
      return Optional.empty();
    }
    stand.world.go(situation.world());
    for (String region : List.of("eu-west", "eu-central", "us-east")) {
      stand.world.call(Caller.DASHBOARD, "heal " + region, draft -> Regions.heal(draft, region));
    }
    stand.world.pass(Duration.ofMinutes(1));
    Map<String, Stored> kept = new HashMap<>(states);
    Ending ending = apply(scenario.goal(), kept);
    for (String side : List.of("secondary", "primary")) {
      if (!serves() && kept.containsKey("group")) {
        apply(Scenario.emergency(side), kept);
      }
    }
    MemoryWorld.Moment now = stand.world.moment();
    String found =
        String.join("; ", now.violations())
            + (ending.well() && !namesWhatIs(kept) ? " the state names a group that is not" : "")
            + (serves() || isLeft(kept, situation) ? "" : " nobody serves")
            + (ending.again() ? " the plan is not empty after a successful apply" : "");
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Fault(
                "after healing and applying again: " + found + "\n" + ending.text(),
                situation.path()));
  }

  /// How the last applies ended.
  ///
  /// @param well whether the last one succeeded
  /// @param again whether a successful apply was followed by a plan that is not empty
  /// @param text diagnostics
  private record Ending(boolean well, boolean again, String text) {}

  private Ending apply(Apply goal, Map<String, Stored> states) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < TRIES; i++) {
      Outcome outcome = stand.apply(goal, states);
      outcome
          .diagnostics()
          .forEach(it -> text.append(it.summary()).append(": ").append(it.detail()).append('\n'));
      stand
          .stored(goal)
          .ifPresentOrElse(it -> states.put(goal.object(), it), () -> states.remove(goal.object()));
      stand.world.pass(Duration.ofMinutes(1));
      if (!outcome.failed()) {
        Outcome next = stand.plan(goal, states);
        return new Ending(true, next.action() != Outcome.Action.NO_OP, text.toString());
      }
    }
    return new Ending(false, false, text.toString());
  }

  /// Where no group is left that could help, what a person has closed stays closed.
  private static boolean isLeft(Map<String, Stored> kept, Situation situation) {
    return situation.path().has(Disturbance.DISSOLVED)
        || (!kept.containsKey("group") && situation.path().has("dashboard: "));
  }

  private boolean namesWhatIs(Map<String, Stored> kept) {
    return !kept.containsKey("group") || !stand.world.read(View::groups).isEmpty();
  }

  private boolean serves() {
    return stand.world.read(view ->
        view.groups().stream().map(GroupFact::answers).allMatch(view::serves)
            && view.traffic().stream().allMatch(it -> it.served().isPresent()));
  }
}
