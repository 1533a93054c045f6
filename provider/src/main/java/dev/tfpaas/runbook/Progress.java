package dev.tfpaas.runbook;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What one run of one part has made so far, and whether it may stop there. Safe for the threads of
/// a stage.
///
/// A step of a stage that asks whether it may stop is told so only if the others of the stage may
/// be left as well: what they call at that moment counts as made. Once one was told so, none of
/// them begins a call.
final class Progress {
  private final Runbook.Part part;
  private final StopSignal stop;
  private final List<Step> made;
  private final Set<Step> called = new HashSet<>();
  private final Set<Step> reached = new HashSet<>();
  private boolean committed;
  private boolean safeHere;
  private boolean leaving;

  Progress(Runbook.Part part, StopSignal stop) {
    this.part = part;
    this.stop = stop;
    this.made = new ArrayList<>(part.already());
    this.committed = made.stream().anyMatch(Progress::commits);
    // A run that was killed leaves off anywhere: the place it left is as unsafe as its last step.
    this.safeHere =
        made.reversed().stream()
            .filter(Progress::counts)
            .findFirst()
            .map(Progress::isSafe)
            .orElse(true);
  }

  /// Notes that the effect of a step is there or on its way, without a call of this run.
  synchronized void found(Step step) {
    add(step);
    settle(step);
  }

  private void add(Step step) {
    if (!made.contains(step)) {
      made.add(step);
    }
  }

  /// Notes that the call of a step is about to be made, maybe again; false when the run is being
  /// left, and it must not be.
  synchronized boolean begins(Step step) {
    if (leaving) {
      return false;
    }
    add(step);
    called.add(step);
    return true;
  }

  /// Notes that the platform did not carry out the call of a step.
  synchronized void refused(Step step) {
    called.remove(step);
  }

  /// Notes that the call of a step was carried out, or may have been.
  synchronized void settle(Step step) {
    called.remove(step);
    reached.add(step);
    committed |= commits(step);
  }

  /// Notes that all steps of a stage have ended. What was only tried makes no place safer.
  synchronized void ended(Runbook.Stage stage) {
    called.clear();
    reached.clear();
    if (stage.steps().stream().anyMatch(Progress::counts)) {
      safeHere = stage.steps().stream().allMatch(Progress::isSafe);
    }
  }

  private static boolean counts(Step step) {
    return step.mark() != Step.Mark.BEST_EFFORT;
  }

  /// Tells whether a step may be left now, as far as it was made: not called yet, or its effect
  /// left to the platform, which may still fail.
  synchronized boolean mayStopNow(Step asking) {
    leaving |= stop.requested() && (mayGoBack(asking) || isSafeBut(asking));
    return leaving;
  }

  /// Tells whether the run may stop between two stages.
  synchronized boolean mayStopNow() {
    return stop.requested() && (goesBack() || safeHere);
  }

  /// Tells whether a failure or a stop gives back what was made.
  synchronized boolean goesBack() {
    return part.onFailure() == Runbook.OnFailure.GO_BACK && !committed;
  }

  /// Returns what was found or called, in order.
  synchronized List<Step> made() {
    return List.copyOf(made);
  }

  private boolean mayGoBack(Step asking) {
    return goesBack() && called.stream().noneMatch(step -> !step.equals(asking) && commits(step));
  }

  private boolean isSafeBut(Step asking) {
    return safeHere
        && reached.stream().allMatch(Progress::isSafe)
        && called.stream().allMatch(step -> step.equals(asking) || isSafe(step));
  }

  private static boolean commits(Step step) {
    return step.mark() == Step.Mark.COMMIT;
  }

  private static boolean isSafe(Step step) {
    return step.mark() == Step.Mark.SAFE || step.mark() == Step.Mark.BEST_EFFORT;
  }
}
