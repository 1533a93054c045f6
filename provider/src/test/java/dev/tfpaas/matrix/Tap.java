package dev.tfpaas.matrix;

import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Sees every call that a run makes, before and after, and strikes at one of these events. Owned by
/// one scene, whose run may make several calls at once.
final class Tap {
  private final List<String> events = new ArrayList<>();
  private final Set<String> irreversible = new HashSet<>();
  private Optional<Strike> strike = Optional.empty();
  private Runnable stop = () -> {};
  private boolean dead;

  /// A blow at the event of a number.
  private record Strike(int event, Blow blow) {}

  /// Ends the run where it is, as SIGKILL does: no code of the product catches it on the way to
  /// where a resource is called.
  static final class Killed extends Error {
    Killed(String event) {
      super("killed " + event, null, false, false);
    }
  }

  /// Begins to count events from zero, without a blow.
  synchronized void watch() {
    events.clear();
    strike = Optional.empty();
    dead = false;
  }

  /// Begins to count events from zero.
  ///
  /// @param stopRequest asks the run to stop
  synchronized void arm(int event, Blow blow, Runnable stopRequest) {
    watch();
    strike = Optional.of(new Strike(event, blow));
    stop = stopRequest;
  }

  /// Returns the events so far.
  synchronized List<String> events() {
    return List.copyOf(events);
  }

  /// Returns the calls that have no way back.
  synchronized Set<String> irreversible() {
    return Set.copyOf(irreversible);
  }

  private synchronized void happen(String event) {
    live();
    int number = events.size();
    events.add(event);
    if (strike.isEmpty()) {
      return;
    }
    Blow blow = strike.get().blow();
    int since = number - strike.get().event();
    if (since == 0 && blow.asksToStop()) {
      stop.run();
    }
    if (blow.diesAfter() >= 0 && since == blow.diesAfter()) {
      dead = true;
      live();
    }
  }

  /// Fails whatever a dead process would not do any more.
  private synchronized void live() {
    if (dead) {
      throw new Killed(events.getLast());
    }
  }

  /// Returns a runbook whose calls are seen.
  Runbook on(Runbook runbook) {
    return runbook.with(this::on);
  }

  private Step on(Step step) {
    if (step.undo().isEmpty()) {
      irreversible.add(step.call().toString());
    }
    Watched watched = new Watched(step);
    return new Step(
        step.title(),
        step.object(),
        step.call(),
        step.expected(),
        watched::read,
        watched::act,
        step.gate()
            .map(gate ->
                gate.probedBy(() -> {
                  live();
                  return gate.probe().read();
                })),
        step.undo().map(undo -> new Step.Undo(undo.title(), undo.call(), () -> watched.undo(undo))),
        step.budget(),
        step.mark());
  }

  /// One step of one run.
  private final class Watched {
    private final Step step;
    private boolean called;
    private boolean answered;
    private boolean done;

    Watched(Step step) {
      this.step = step;
    }

    void act() {
      happen("before " + step.call());
      step.act().run();
      called = true;
      happen("after the effect of " + step.call());
    }

    void undo(Step.Undo undo) {
      happen("before " + undo.call());
      undo.act().run();
      happen("after the effect of " + undo.call());
    }

    dev.tfpaas.runbook.Probe.Reading read() {
      live();
      dev.tfpaas.runbook.Probe.Reading reading = step.probe().read();
      if (called && !answered) {
        answered = true;
        happen("after the answer to " + step.call());
      }
      if (called && reading.holds() && !done) {
        done = true;
        happen("at the end of " + step.call());
      }
      return reading;
    }
  }
}
