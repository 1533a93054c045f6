package dev.tfpaas.runbook;

import java.time.Duration;
import java.util.Optional;

/// One step of a runbook: what the plan shows of it, and how it is probed, done and undone.
///
/// A step makes exactly one mutating call. Waiting is part of a step: its [gate][#gate] is waited
/// for before the call, and its [probe][#probe] after it.
///
/// @param title what is done, e.g. `maintenance on`
/// @param object on what it is done, e.g. `shop`
/// @param call the mutating call
/// @param expected how long it is expected to take
/// @param probe whether the step's effect is already there; a step whose probe holds is skipped
/// @param act makes the call
/// @param gate what must hold before the call is made; absent when nothing must
/// @param undo takes the effect back; absent when it cannot be taken back
/// @param budget how long the gate and the effect are waited for
/// @param mark what the step means for stopping and going back
public record Step(
    String title,
    String object,
    Call call,
    Duration expected,
    Probe probe,
    Action act,
    Optional<Gate> gate,
    Optional<Undo> undo,
    Budget budget,
    Mark mark) {

  /// Makes a step without gate and undo, after which a run may stop.
  public static Step of(
      String title,
      String object,
      Call call,
      Duration expected,
      Probe probe,
      Action act,
      Budget budget) {
    return new Step(
        title,
        object,
        call,
        expected,
        probe,
        act,
        Optional.empty(),
        Optional.empty(),
        budget,
        Mark.SAFE);
  }

  /// Returns this step with a condition to wait for before its call.
  public Step after(String condition, Probe holds) {
    return after(new Gate(condition, holds));
  }

  /// Returns this step with a condition to wait for before its call.
  public Step after(Gate newGate) {
    return with(Optional.of(newGate), undo, budget, mark);
  }

  /// Returns this step with the way back.
  public Step undoneBy(String undoTitle, Call undoCall, Action undoAct) {
    return with(gate, Optional.of(new Undo(undoTitle, undoCall, undoAct)), budget, mark);
  }

  /// Returns this step with another time to wait for its gate and its effect.
  public Step within(Budget newBudget) {
    return with(gate, undo, newBudget, mark);
  }

  /// Returns this step with its call made by another action.
  public Step acting(Action newAct) {
    return new Step(title, object, call, expected, probe, newAct, gate, undo, budget, mark);
  }

  /// Returns this step with its effect read by another probe.
  public Step probedBy(Probe newProbe) {
    return new Step(title, object, call, expected, newProbe, act, gate, undo, budget, mark);
  }

  /// Returns this step with another mark.
  public Step marked(Mark newMark) {
    return with(gate, undo, budget, newMark);
  }

  private Step with(Optional<Gate> newGate, Optional<Undo> newUndo, Budget time, Mark newMark) {
    return new Step(title, object, call, expected, probe, act, newGate, newUndo, time, newMark);
  }

  /// What a step means for stopping, for going back and for failing.
  public enum Mark {
    /// A run may stop after this step.
    SAFE,
    /// A run must not stop after this step: it goes on, or goes back when nothing is committed.
    UNSAFE,
    /// From the moment this step's call is made, the run only goes forward; not a place to stop.
    COMMIT,
    /// The step is tried; when it fails the run goes on and reports a warning. A run may stop after
    /// it where it might before it.
    BEST_EFFORT
  }

  /// A condition that is waited for before the call.
  ///
  /// @param condition what the plan shows, e.g. `lag is zero`
  /// @param probe reads whether it holds
  /// @param expected after how much time of waiting it comes about; empty where nobody knows
  public record Gate(String condition, Probe probe, Optional<Duration> expected) {

    /// Makes one of which nobody knows when it comes about.
    public Gate(String condition, Probe probe) {
      this(condition, probe, Optional.empty());
    }

    /// Returns the same condition, read by another probe.
    public Gate probedBy(Probe newProbe) {
      return new Gate(condition, newProbe, expected);
    }
  }

  /// The way back of one step.
  ///
  /// @param title what the plan shows, e.g. `maintenance off`
  /// @param call the call it makes
  /// @param act makes the call; idempotent
  public record Undo(String title, Call call, Action act) {}
}
