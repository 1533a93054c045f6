package dev.tfpaas.resources.life;

import dev.tfpaas.framework.resource.ResourceContext;
import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.runbook.Outcome;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.StepException;
import dev.tfpaas.runbook.StopSignal;
import java.util.Optional;

/// Executes procedures for one call from Terraform: stops at the next safe point when Terraform
/// asks for it or when the time limit of the `timeouts` block has passed. Owned by the thread of
/// its call.
final class RunbookExecution {
  private final ResourceContext<PaasClient> context;
  private final TimeLimit limit;

  /// Executes within a time limit that has begun.
  RunbookExecution(ResourceContext<PaasClient> context, TimeLimit limit) {
    this.context = context;
    this.limit = limit;
  }

  /// Executes the runbooks one after the other, up to the first that does not complete. Warnings of
  /// best-effort steps go to the call's diagnostics.
  Execution run(Procedure procedure) {
    StopSignal stop = () -> context.stopRequested() || limit.hasPassed();
    for (Runbook part : procedure.parts()) {
      Outcome outcome = context.client().runner().run(part, stop);
      for (String warning : outcome.warnings()) {
        context.diagnostics().warning("A step was not possible", warning);
      }
      Optional<Execution> early = ended(outcome);
      if (early.isPresent()) {
        return early.get();
      }
    }
    return new Execution.Completed();
  }

  private Optional<Execution> ended(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed _ -> Optional.empty();
      case Outcome.Stopped stopped -> Optional.of(stopped(stopped));
      case Outcome.Failed failed -> Optional.of(failed(failed));
    };
  }

  private Execution stopped(Outcome.Stopped stopped) {
    if (context.stopRequested()) {
      return new Execution.Unfinished(
          Execution.Reason.INTERRUPTED,
          stopped.next(),
          stopped.wentBack(),
          "Terraform asked to stop.");
    }
    return new Execution.Unfinished(
        Execution.Reason.TIMED_OUT,
        stopped.next(),
        stopped.wentBack(),
        "The time limit `%s` has passed.".formatted(limit));
  }

  private Execution failed(Outcome.Failed failed) {
    RuntimeException cause = failed.cause();
    if (!(cause instanceof PlatformException || cause instanceof StepException)) {
      context.call().log().failure("unexpected failure in a step", cause);
    }
    return new Execution.Unfinished(
        Execution.Reason.FAILED, failed.step(), failed.wentBack(), PlatformFailure.detail(cause));
  }
}
