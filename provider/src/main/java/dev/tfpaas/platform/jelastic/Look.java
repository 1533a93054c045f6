package dev.tfpaas.platform.jelastic;

import java.util.Optional;

/// What one step sees of one environment: what its probe has just read need not be read again by
/// its gate and by its act, which follow at once.
///
/// Each reading is used by a gate once and by an act once; whoever asks more often, and every
/// probe, reads anew. Owned by the step, and so by the thread that makes it.
final class Look {
  private final Account account;
  private final String name;
  private Optional<Environment> seen = Optional.empty();
  private boolean gated;

  Look(Account account, String name) {
    this.account = account;
    this.name = name;
  }

  /// Reads for a probe; empty when there is no such environment.
  Optional<Environment> find() {
    gated = false;
    seen = account.find(name);
    return seen;
  }

  /// Reads for a probe what must be there.
  Environment need() {
    gated = false;
    Environment fresh = account.need(name);
    seen = Optional.of(fresh);
    return fresh;
  }

  /// Returns what a gate rests on.
  Environment gate() {
    Environment now = gated || seen.isEmpty() ? need() : seen.get();
    gated = true;
    return now;
  }

  /// Returns what an act rests on; it changes that.
  Environment act() {
    Environment now = seen.isEmpty() ? account.need(name) : seen.get();
    changed();
    return now;
  }

  private void changed() {
    seen = Optional.empty();
  }
}
