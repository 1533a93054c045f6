package dev.tfpaas.resources.group;

import dev.tfpaas.duration.Durations;
import dev.tfpaas.runbook.Probe;
import dev.tfpaas.runbook.Runbook;
import dev.tfpaas.runbook.Step;
import dev.tfpaas.runbook.StepException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The user's limit on the wait, out of service, before a switch commits itself: when it passes,
/// nothing has been called yet that cannot be taken back, and the old side gets its traffic again.
///
/// The limit is on the wait only, never on the step that follows it: that one may not be given up
/// half-way.
final class Drain {
  private Drain() {}

  /// Returns the runbook with the limit on every wait before a committing step.
  static Runbook limited(Runbook runbook, Duration limit, Clock clock) {
    return runbook.with(step -> limited(step, limit, clock));
  }

  private static Step limited(Step step, Duration limit, Clock clock) {
    if (step.mark() != Step.Mark.COMMIT || step.gate().isEmpty()) {
      return step;
    }
    Step.Gate gate = step.gate().get();
    return step.after(gate.condition(), limited(gate, limit, clock));
  }

  private static Probe limited(Step.Gate gate, Duration limit, Clock clock) {
    return new Probe() {
      private Optional<Instant> end = Optional.empty();

      @Override
      public Reading read() {
        Reading reading = gate.probe().read();
        Instant now = clock.instant();
        Instant last = end.orElse(now.plus(limit));
        end = Optional.of(last);
        if (!reading.holds() && !now.isBefore(last)) {
          throw new StepException(
              "\"%s\" did not come about within `guards.drain_timeout = %s`; last seen: %s"
                  .formatted(gate.condition(), Durations.format(limit), reading.detail()));
        }
        return reading;
      }
    };
  }
}
