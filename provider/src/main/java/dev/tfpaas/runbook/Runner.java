package dev.tfpaas.runbook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Executes runbooks: probe, skip or act, wait until the probe holds, next.
///
/// Immutable; one runner may execute many runbooks at once.
public final class Runner {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Polling polling;
  private final Clock clock;
  private final Sleeper sleeper;
  private final Consumer<String> log;

  /// Makes a runner.
  ///
  /// @param clock measures budgets
  /// @param sleeper pauses between readings
  /// @param log takes one line a step
  public Runner(Clock clock, Sleeper sleeper, Consumer<String> log) {
    this.polling = new Polling(clock, sleeper);
    this.clock = clock;
    this.sleeper = sleeper;
    this.log = log;
  }

  /// Waits on the calling thread until something holds.
  ///
  /// @param most how long it is waited at most
  /// @return whether it holds; false also when the thread was interrupted, which stays so
  public boolean waitFor(BooleanSupplier condition, Duration most) {
    return waitFor(condition, most, PAUSE);
  }

  /// Waits on the calling thread until something holds that is dear to find out.
  ///
  /// @param most how long it is waited at most
  /// @param pause how long it is waited between two looks
  /// @return whether it holds; false also when the thread was interrupted, which stays so
  public boolean waitFor(BooleanSupplier condition, Duration most, Duration pause) {
    Instant end = clock.instant().plus(most);
    while (!condition.getAsBoolean()) {
      if (!clock.instant().isBefore(end)) {
        return false;
      }
      try {
        sleeper.sleep(pause);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /// Executes a runbook to its end, to the next safe point after a stop was asked for, or to a
  /// failure.
  ///
  /// Never throws for a failed step: the outcome says what happened. What was done is not recorded
  /// anywhere but on the platform.
  public Outcome run(Runbook runbook, StopSignal stop) {
    List<String> warnings = new ArrayList<>();
    for (Runbook.Part part : runbook.parts()) {
      Outcome outcome = new PartRunner(part, stop, polling, log).run();
      warnings.addAll(outcome.warnings());
      if (part.onFailure() == Runbook.OnFailure.TELL
          && outcome instanceof Outcome.Unfinished early) {
        warnings.add(told(part.title(), early));
        continue;
      }
      switch (outcome) {
        case Outcome.Completed _ -> {}
        case Outcome.Stopped(Step step, String reason, boolean wentBack, List<String> _) -> {
          return new Outcome.Stopped(step, reason, wentBack, List.copyOf(warnings));
        }
        case Outcome.Failed(Step step, RuntimeException cause, boolean back, List<String> _) -> {
          return new Outcome.Failed(step, cause, back, List.copyOf(warnings));
        }
      }
    }
    return new Outcome.Completed(List.copyOf(warnings));
  }

  private static String told(String title, Outcome.Unfinished early) {
    String step = "%s (%s)".formatted(StepRunner.title(early.step()), early.step().call());
    String what =
        switch (early) {
          case Outcome.Stopped stopped ->
              "%s was not finished: %s".formatted(step, stopped.reason());
          case Outcome.Failed failed ->
              "%s was not possible: %s".formatted(step, failed.cause().getMessage());
        };
    return "To %s: %s%s All that comes before it is done; the next plan proposes what is left."
        .formatted(title, what, what.endsWith(".") ? "" : ".");
  }
}
