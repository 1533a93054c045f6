package dev.tfpaas.runbook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A platform of facts: a step's call makes the fact of its name true, its undo makes it untrue.
final class Bench {
  static final Budget BUDGET =
      new Budget(
          Duration.ofMinutes(10),
          Duration.ofMinutes(1),
          Duration.ofMillis(500),
          Duration.ofSeconds(5));

  final MovedClock clock = new MovedClock(Instant.parse("2026-01-01T00:00:00Z"));
  final Set<String> facts = new LinkedHashSet<>();
  final List<String> calls = new ArrayList<>();
  final List<String> log = new ArrayList<>();
  boolean stopAsked;

  /// A step whose call makes its fact true at once; it has no way back.
  Step step(String name) {
    return with(name, () -> call(name));
  }

  /// The same with a way back.
  Step reversible(String name) {
    return reversible(step(name));
  }

  /// The given step with a way back.
  Step reversible(Step step) {
    String name = step.title();
    return step.undoneBy("un-" + name, Call.of("DELETE", "/" + name), () -> undo(name));
  }

  /// A step with an act of its own.
  Step with(String name, Action act) {
    return with(name, () -> read(name), act);
  }

  /// A step with probe and act of its own.
  Step with(String name, Probe probe, Action act) {
    return Step.of(
        name, "shop", Call.of("PUT", "/" + name), Duration.ofSeconds(1), probe, act, BUDGET);
  }

  Probe.Reading read(String name) {
    return facts.contains(name) ? Probe.Reading.holds(name) : Probe.Reading.pending("no " + name);
  }

  void call(String name) {
    calls.add(name);
    facts.add(name);
  }

  void undo(String name) {
    calls.add("un-" + name);
    facts.remove(name);
  }

  Outcome run(Runbook runbook) {
    return new Runner(clock, clock, log::add).run(runbook, this::reason);
  }

  Optional<String> reason() {
    return stopAsked ? Optional.of("asked") : Optional.empty();
  }

  Outcome keep(Step... steps) {
    return run(Runbook.of("test", List.of(steps)));
  }

  Outcome goBack(Step... steps) {
    return run(Runbook.reversible("test", List.of(), List.of(steps)));
  }

  /// A failure of which nothing is known but its text.
  static RuntimeException broken(String text) {
    return new IllegalStateException(text);
  }

  /// A failure whose call may be made again; whether it had an effect is open.
  static RuntimeException lost(String text) {
    return new Answer(text, true, false);
  }

  /// A refusal after which the call may be made again.
  static RuntimeException throttled(String text) {
    return new Answer(text, true, true);
  }

  /// A refusal that repeating does not change.
  static RuntimeException refused(String text) {
    return new Answer(text, false, true);
  }

  private static final class Answer extends RuntimeException implements Repeatable {
    private final boolean safeToRepeat;
    private final boolean refused;

    Answer(String text, boolean safeToRepeat, boolean refused) {
      super(text);
      this.safeToRepeat = safeToRepeat;
      this.refused = refused;
    }

    @Override
    public boolean safeToRepeat() {
      return safeToRepeat;
    }

    @Override
    public boolean refused() {
      return refused;
    }
  }
}
