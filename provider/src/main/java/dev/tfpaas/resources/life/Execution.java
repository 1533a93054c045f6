package dev.tfpaas.resources.life;

import dev.tfpaas.runbook.Step;

/// How the execution of a procedure ended, in the user's words.
public sealed interface Execution {

  /// All steps hold.
  record Completed() implements Execution {}

  /// Steps are left.
  ///
  /// @param reason why it ended
  /// @param step the step that failed, or the first that was not made
  /// @param wentBack whether what had been done was taken back
  /// @param detail why, one or two sentences; what the platform answered when it failed
  record Unfinished(Reason reason, Step step, boolean wentBack, String detail)
      implements Execution {

    /// Tells what happened: the step, why, and what became of the steps before.
    public String text() {
      String what = "\"%s %s\" (%s)".formatted(step.title(), step.object(), step.call());
      String ended =
          switch (reason) {
            case INTERRUPTED, TIMED_OUT -> detail + " The step " + what + " was not finished.";
            case FAILED -> "The step " + what + " failed: " + detail;
          };
      return ended
          + (wentBack
              ? " What had been done before was taken back."
              : " What had been done before stays done, and is not done again.");
    }
  }

  /// Why an execution ended early.
  enum Reason {
    /// Terraform was interrupted.
    INTERRUPTED,
    /// The time limit of the `timeouts` block passed.
    TIMED_OUT,
    /// A step failed.
    FAILED
  }
}
