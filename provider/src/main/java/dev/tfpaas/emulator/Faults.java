package dev.tfpaas.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The failures that are still to be injected; guarded by its own lock.
public final class Faults {
  private final List<Pending> pending = new ArrayList<>();

  /// Adds a failure.
  public synchronized void add(Fault fault) {
    pending.add(new Pending(fault));
  }

  /// Forgets all failures.
  public synchronized void clear() {
    pending.clear();
  }

  /// Takes the failure that this call is to suffer; empty when it passes.
  synchronized Optional<Fault> take(Request request) {
    for (Pending candidate : pending) {
      if (candidate.fault.matches(request)) {
        candidate.seen++;
        if (candidate.seen > candidate.fault.skip() + candidate.fault.times()) {
          continue;
        }
        if (candidate.seen > candidate.fault.skip()) {
          return Optional.of(candidate.fault);
        }
      }
    }
    return Optional.empty();
  }

  private static final class Pending {
    private final Fault fault;
    private int seen;

    Pending(Fault fault) {
      this.fault = fault;
    }
  }
}
