package dev.tfpaas.runbook;

import java.time.Clock;
import java.util.function.Consumer;

/// Executes runbooks: probe, skip or act, wait until the probe holds, next.
///
/// Immutable; one runner may execute many runbooks at once.
public final class Runner {
  private final Waiter waiter;
  private final Consumer<String> log;

  /// Makes a runner.
  ///
  /// @param clock measures budgets
  /// @param sleeper pauses between readings
  /// @param log takes one line a step
  public Runner(Clock clock, Sleeper sleeper, Consumer<String> log) {
    this.waiter = new Waiter(clock, sleeper);
    this.log = log;
  }

  /// Executes a runbook to its end, to the next safe point after a stop was asked for, or to a
  /// failure.
  ///
  /// Never throws for a failed step: the outcome says what happened. What was done is not recorded
  /// anywhere but on the platform.
  public Outcome run(Runbook runbook, StopSignal stop) {
    return new Run(runbook, stop, waiter, log).execute();
  }
}
