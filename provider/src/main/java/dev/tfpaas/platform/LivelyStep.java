package dev.tfpaas.platform;

import dev.tfpaas.runbook.Probe;
import dev.tfpaas.runbook.Step;
import java.util.concurrent.atomic.AtomicBoolean;

/// A step whose waiting sees what there is now, although it is part of an operation that reads each
/// thing once.
public final class LivelyStep {
  private LivelyStep() {}

  /// Returns the step with a probe that looks again whenever it is asked again, and a gate that
  /// always does.
  public static Step of(Step step, Platform platform) {
    AtomicBoolean asked = new AtomicBoolean();
    Probe probe =
        () -> asked.getAndSet(true) ? platform.afresh(step.probe()::read) : step.probe().read();
    return new Step(
        step.title(),
        step.object(),
        step.call(),
        step.expected(),
        probe,
        step.act(),
        step.gate().map(gate -> gate.probedBy(lively(gate.probe(), platform))),
        step.undo(),
        step.budget(),
        step.mark());
  }

  private static Probe lively(Probe probe, Platform platform) {
    return () -> platform.afresh(probe::read);
  }
}
