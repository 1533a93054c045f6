package dev.tfpaas.platform.cloud66;

import dev.tfpaas.runbook.Probe;
import dev.tfpaas.runbook.Step;
import java.util.Optional;
import java.util.function.Supplier;

/// A step on something whose identifier is only known once the steps before it are done; made when
/// it is first looked at.
final class LateStep {
  private final Supplier<Step> maker;
  private volatile Optional<Step> made = Optional.empty();

  LateStep(Supplier<Step> maker) {
    this.maker = maker;
  }

  Probe.Reading read() {
    return step().probe().read();
  }

  void run() {
    step().act().run();
  }

  private Step step() {
    Optional<Step> known = made;
    if (known.isPresent()) {
      return known.get();
    }
    Step step = maker.get();
    made = Optional.of(step);
    return step;
  }
}
