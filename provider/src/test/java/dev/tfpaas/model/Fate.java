package dev.tfpaas.model;

import java.util.Locale;

/// What becomes of a process of the provider when it makes a certain call: it dies, or is asked to
/// stop. Several calls may be made at once.
final class Fate {
  /// What happens.
  enum End {
    /// Nothing: it lives as long as it is needed.
    NONE,
    /// It dies before the call.
    DIES_BEFORE,
    /// It dies after the call, which it does not know to be done.
    DIES_AFTER,
    /// Somebody interrupts Terraform meanwhile.
    INTERRUPTED
  }

  /// Nothing happens.
  static final Fate NONE = new Fate(End.NONE, 0);

  private final End end;
  private int left;
  private boolean dead;
  private boolean stopped;

  /// Decides what happens.
  ///
  /// @param calls how many calls are made well before
  Fate(End end, int calls) {
    this.end = end;
    this.left = calls;
  }

  synchronized boolean isDead() {
    return dead;
  }

  synchronized boolean isStopped() {
    return stopped;
  }

  /// Makes a call that changes something, if the process lives to see it.
  void make(Runnable call) {
    boolean now = begins();
    call.run();
    ends(now);
  }

  private synchronized boolean begins() {
    requireLife();
    boolean now = end != End.NONE && left-- == 0;
    stopped |= now && end == End.INTERRUPTED;
    dead = now && end == End.DIES_BEFORE;
    requireLife();
    return now;
  }

  private synchronized void ends(boolean now) {
    dead |= now && end == End.DIES_AFTER;
    requireLife();
  }

  @Override
  public String toString() {
    return end.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /// Who is dead asks nothing more.
  synchronized void requireLife() {
    if (dead) {
      throw new Death();
    }
  }

  /// Ends whatever the process does.
  private static final class Death extends Error {
    private static final long serialVersionUID = 1;

    private Death() {
      super("the process was killed", null, false, false);
    }
  }
}
