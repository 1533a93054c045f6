package dev.tfpaas.model;

import dev.tfpaas.framework.cty.Value;
import dev.tfpaas.framework.resource.Outcome;
import dev.tfpaas.framework.resource.PrivateState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Somebody who runs Terraform: what is left to apply, what the state holds, and how far the
/// running apply is. Immutable, but for the tape, which is copied before it is continued.
///
/// @param name for the counterexample
/// @param script the applies to make, in order
/// @param done how many of them are over
/// @param tries how often a failed or killed apply is tried again
/// @param states the Terraform state of each object, by the name the script gives it
/// @param memory the states and the plan as text, for [#key]
/// @param plan the plan that is being applied; empty before it is made
/// @param tape the running plan or apply; empty when none runs
record Operator(
    String name,
    List<Apply> script,
    int done,
    int tries,
    Map<String, Stored> states,
    String memory,
    Optional<Outcome> plan,
    Optional<Tape> tape) {

  /// One apply of one object.
  ///
  /// @param resource the type, e.g. `paas_failover_group`
  /// @param object what the state calls it
  /// @param config the configuration; empty to destroy
  record Apply(String resource, String object, String config) {}

  /// What a Terraform state holds of an object.
  record Stored(Value state, PrivateState privateState, boolean tainted) {}

  /// An operator who has not begun.
  static Operator of(String name, int tries, Map<String, Stored> states, Apply... script) {
    return new Operator(
        name,
        List.of(script),
        0,
        tries,
        states,
        Tape.plain(states.toString()),
        Optional.empty(),
        Optional.empty());
  }

  boolean isFinished() {
    return done >= script.size();
  }

  Apply current() {
    return script.get(done);
  }

  /// The point at which the apply is suspended; empty when none runs.
  Optional<Tape.Point> point() {
    return tape.flatMap(Tape::point);
  }

  Operator suspended(Tape at) {
    return new Operator(name, script, done, tries, states, memory, plan, Optional.of(at));
  }

  /// The plan is made, and somebody reads it.
  Operator planned(Outcome made, Optional<Stored> refreshed) {
    Map<String, Stored> kept = kept(refreshed);
    return new Operator(
        name,
        script,
        done,
        tries,
        kept,
        Tape.plain(kept + " " + made.value()),
        Optional.of(made),
        Optional.of(Tape.suspendedAt(new Tape.Point("apply the plan", false))));
  }

  private Map<String, Stored> kept(Optional<Stored> stored) {
    Map<String, Stored> kept = new HashMap<>(states);
    String object = current().object();
    stored.ifPresentOrElse(it -> kept.put(object, it), () -> kept.remove(object));
    return Map.copyOf(kept);
  }

  /// The apply came to an end: on to the next, or to another try; who has none left gives up.
  Operator ended(boolean well, Optional<Stored> stored) {
    int after = well ? done + 1 : tries > 0 ? done : script.size();
    Map<String, Stored> kept = kept(stored);
    return new Operator(
        name,
        script,
        after,
        well ? tries : tries - 1,
        kept,
        Tape.plain(kept.toString()),
        Optional.empty(),
        Optional.empty());
  }

  /// The process is killed: the state stays as it was before the apply.
  Operator killed() {
    int after = tries > 0 ? done : script.size();
    return new Operator(
        name,
        script,
        after,
        tries - 1,
        states,
        Tape.plain(states.toString()),
        Optional.empty(),
        Optional.empty());
  }

  /// Returns a text that is the same for two operators who do the same from here on.
  String key() {
    return isFinished()
        ? name
        : "%s %d %d %s %s".formatted(name, done, tries, memory, tape.map(Tape::key).orElse("idle"));
  }
}
