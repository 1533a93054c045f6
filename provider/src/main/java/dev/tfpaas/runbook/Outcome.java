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

  /// A stop was asked for and the run ended at a safe point with steps left.
  ///
  /// @param next the first step that is not finished; it may have been called, and left running
  /// @param wentBack whether finished steps were undone
  /// @param warnings of best-effort steps, and of undo steps that failed
  record Stopped(Step next, boolean wentBack, List<String> warnings) implements Outcome {}

  /// A step failed.
  ///
  /// @param step the step that failed
  /// @param cause why
  /// @param wentBack whether finished steps were undone
  /// @param warnings of best-effort steps, and of undo steps that failed
  record Failed(Step step, RuntimeException cause, boolean wentBack, List<String> warnings)
      implements Outcome {}
}
