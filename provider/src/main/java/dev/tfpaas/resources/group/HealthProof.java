package dev.tfpaas.resources.group;

import dev.tfpaas.platform.Observation;
import dev.tfpaas.platform.Side;
import dev.tfpaas.platform.Visitor.Visit;
import dev.tfpaas.runbook.Probe;
import dev.tfpaas.runbook.Sleeper;
import dev.tfpaas.runbook.Step;
import java.util.Optional;

/// The proof that the target of a switch answers as `health` asks, several times in a row. Owned by
/// the run of its step.
final class HealthProof implements Probe {
  private final HealthCheck check;
  private final Side to;
  private final Sleeper sleeper;
  private Optional<Visit> visit;

  private HealthProof(HealthCheck check, Side to, Sleeper sleeper, Optional<Visit> visit) {
    this.check = check;
    this.to = to;
    this.sleeper = sleeper;
    this.visit = visit;
  }

  /// Returns what must hold before traffic moves. Where the target answers is looked up before
  /// anything is closed; if that cannot be read, once more when it is needed.
  static Step.Gate gate(HealthCheck check, Side to) {
    Optional<Visit> visit =
        Observation.of(() -> check.sideVisit(to)) instanceof Observation.Found<Visit>(Visit found)
            ? Optional.of(found)
            : Optional.empty();
    return new Step.Gate(
        "GET %s answers %d".formatted(check.health().path(), check.health().status()),
        // In real time, in which apps answer.
        new HealthProof(check, to, Sleeper.THREAD, visit));
  }

  @Override
  public Reading read() {
    visit = visit.or(() -> check.sideVisit(to));
    return visit
        .map(this::read)
        .orElse(Reading.pending("the platform does not say where the target answers"));
  }

  private Reading read(Visit asked) {
    for (int good = 0; good < Health.IN_A_ROW; good++) {
      if (good > 0 && !rested()) {
        return Reading.pending("interrupted between two answers");
      }
      HealthCheck.Verdict verdict = check.ask(asked);
      if (!verdict.good()) {
        return Reading.pending(
            "%s, asked at %s: %s".formatted(asked, asked.place(), settled(verdict)));
      }
      if (verdict.isModel()) {
        break;
      }
    }
    return Reading.holds("it answers as `health` asks");
  }

  /// Says what came without what differs each time: nothing has moved as long as it is the same.
  private static String settled(HealthCheck.Verdict verdict) {
    return verdict.text().replaceFirst(", the first byte after \\d+ ms", "");
  }

  private boolean rested() {
    try {
      sleeper.sleep(check.health().interval());
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
