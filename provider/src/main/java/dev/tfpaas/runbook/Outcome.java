package dev.tfpaas.runbook;

import java.util.List;

/// How a run ended.
///
/// Every case carries the warnings of best-effort steps that failed, one sentence each.
public sealed interface Outcome {

  /// Warnings of steps that were tried and failed without stopping the run.
  List<String> warnings();

  /// All steps hold.
  ///
  /// @param warnings of best-effort steps
  record Completed(List<String> warnings) implements Outcome {}

  /// Steps are left.
  sealed interface Unfinished extends Outcome {

    /// The step that failed, or the first that is not finished.
    Step step();

    /// Whether finished steps were undone.
    boolean wentBack();
  }

  /// A stop was asked for and the run ended at a safe point with steps left.
  ///
  /// @param step the first step that is not finished; it may have been called, and left running
  /// @param reason why it was to end, a sentence
  /// @param wentBack whether finished steps were undone
  /// @param warnings of best-effort steps, and of undo steps that failed
  record Stopped(Step step, String reason, boolean wentBack, List<String> warnings)
      implements Unfinished {}

  /// A step failed.
  ///
  /// @param step the step that failed
  /// @param cause why
  /// @param wentBack whether finished steps were undone
  /// @param warnings of best-effort steps, and of undo steps that failed
  record Failed(Step step, RuntimeException cause, boolean wentBack, List<String> warnings)
      implements Unfinished {}
}
