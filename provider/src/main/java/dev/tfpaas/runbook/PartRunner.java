package dev.tfpaas.runbook;

import dev.tfpaas.runbook.StepRunner.Sight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Runs one part of a runbook once, stage by stage; owned by the thread that runs it.
final class PartRunner {
  private final Runbook.Part part;
  private final StopSignal stop;
  private final Polling polling;
  private final Consumer<String> log;
  private final Progress progress;
  private final StepRunner steps;
  private final List<String> warnings = new ArrayList<>();

  PartRunner(Runbook.Part part, StopSignal stop, Polling polling, Consumer<String> log) {
    this.part = part;
    this.stop = stop;
    this.polling = polling;
    this.log = log;
    this.progress = new Progress(part, stop);
    this.steps = new StepRunner(progress, polling, log);
  }

  /// How one step ended.
  ///
  /// @param finished false when a stop ended it early, or it failed
  /// @param failure why it failed; empty when it did not
  private record Ending(Step step, boolean finished, Optional<RuntimeException> failure) {}

  Outcome run() {
    for (Runbook.Stage stage : part.stages()) {
      if (progress.mayStopNow()) {
        return stopped(stage.steps().getFirst());
      }
      Optional<Outcome> end = end(perform(stage));
      if (end.isPresent()) {
        return end.get();
      }
      progress.ended(stage);
    }
    return new Outcome.Completed(List.copyOf(warnings));
  }

  private List<Ending> perform(Runbook.Stage stage) {
    if (stage.steps().size() == 1) {
      Step only = stage.steps().getFirst();
      return List.of(ending(only, () -> steps.perform(only)));
    }
    return stage.commits() ? commit(stage) : atOnce(stage, steps::perform);
  }

  /// Looks at all before the first call, and passes the one gate of all once: after the first call
  /// none of them is gone back from.
  private List<Ending> commit(Runbook.Stage stage) {
    Instant start = polling.now();
    Map<Step, Sight> seen = new LinkedHashMap<>();
    for (Step step : stage.steps()) {
      Ending look =
          ending(
              step,
              () -> seen.merge(step, steps.lookFirst(step), (_, now) -> now) != Sight.STOPPED);
      if (!look.finished()) {
        return List.of(look);
      }
    }
    for (Step step : stage.steps()) {
      if (seen.get(step) == Sight.NOT_THERE) {
        Ending gate = ending(step, () -> steps.passGate(step));
        if (!gate.finished()) {
          return List.of(gate);
        }
        break;
      }
    }
    return atOnce(stage, step -> steps.make(step, seen.getOrDefault(step, Sight.NOT_THERE), start));
  }

  /// Makes all steps of a stage at once and waits for all: what one of them comes to, or an
  /// interrupt, cuts no other off in the middle of a call.
  private static List<Ending> atOnce(Runbook.Stage stage, Predicate<Step> make) {
    List<Future<Ending>> running = new ArrayList<>();
    // Its end waits, and hands an interrupt on to the pauses of the steps.
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Step step : stage.steps()) {
        running.add(threads.submit(() -> ending(step, () -> make.test(step))));
      }
    }
    return running.stream().map(PartRunner::result).toList();
  }

  private static Ending result(Future<Ending> ended) {
    if (ended.state() == Future.State.FAILED && ended.exceptionNow() instanceof Error error) {
      throw error;
    }
    return ended.resultNow();
  }

  private static Ending ending(Step step, BooleanSupplier made) {
    try {
      return new Ending(step, made.getAsBoolean(), Optional.empty());
    } catch (RuntimeException failure) {
      // Whatever a platform throws ends the step; what that means is decided between stages only.
      return new Ending(step, false, Optional.of(failure));
    }
  }

  /// Returns how the run ends after a stage; empty when it goes on.
  private Optional<Outcome> end(List<Ending> endings) {
    Optional<Ending> failed = Optional.empty();
    for (Ending ending : endings) {
      Step step = ending.step();
      if (ending.failure().isEmpty()) {
        continue;
      }
      if (step.mark() == Step.Mark.BEST_EFFORT) {
        warn(
            "%s was not possible: %s"
                .formatted(StepRunner.title(step), ending.failure().get().getMessage()));
      } else if (failed.isEmpty()) {
        failed = Optional.of(ending);
      } else {
        warn(
            "%s failed too: %s"
                .formatted(StepRunner.title(step), ending.failure().get().getMessage()));
      }
    }
    if (failed.isPresent()) {
      return Optional.of(failed(failed.get().step(), failed.get().failure().orElseThrow()));
    }
    return endings.stream()
        .filter(ending -> !ending.finished() && ending.failure().isEmpty())
        .findFirst()
        .map(ending -> stopped(ending.step()));
  }

  private Outcome stopped(Step next) {
    String reason = stop.reason().orElse("");
    boolean back = goBack();
    return new Outcome.Stopped(next, reason, back, List.copyOf(warnings));
  }

  private Outcome failed(Step step, RuntimeException failure) {
    log.accept(StepRunner.title(step) + ": failed: " + failure.getMessage());
    boolean back = goBack();
    return new Outcome.Failed(step, failure, back, List.copyOf(warnings));
  }

  private void warn(String text) {
    warnings.add(text);
    log.accept(text);
  }

  /// Undoes what was made, last first; true when the runbook goes back and every undo worked.
  private boolean goBack() {
    if (!progress.goesBack()) {
      return false;
    }
    // An interrupted thread fails every call it makes; what was taken is given back first.
    boolean interrupted = Thread.interrupted();
    boolean complete = true;
    for (Step step : progress.made().reversed()) {
      if (step.undo().isPresent()) {
        Optional<String> failure = steps.undo(step, step.undo().get());
        failure.ifPresent(this::warn);
        complete &= failure.isEmpty();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return complete;
  }
}
