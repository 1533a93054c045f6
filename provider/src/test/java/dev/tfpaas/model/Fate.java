package dev.tfpaas.model;

import dev.tfpaas.world.Caller;
import dev.tfpaas.world.Draft;
import dev.tfpaas.world.View;
import dev.tfpaas.world.WorldAccess;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/// What becomes of a process of the provider when it makes a certain call: it dies, or is asked to
/// stop. Owned by one thread.
final class Fate implements WorldAccess {
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

  private final WorldAccess world;
  private final End end;
  private int left;
  private boolean dead;
  private boolean stopped;

  /// Decides what happens.
  ///
  /// @param calls how many calls are made well before
  Fate(WorldAccess world, End end, int calls) {
    this.world = world;
    this.end = end;
    this.left = calls;
  }

  boolean isDead() {
    return dead;
  }

  boolean isStopped() {
    return stopped;
  }

  @Override
  public <T> T read(Function<View, T> query) {
    requireLife();
    return world.read(query);
  }

  @Override
  public void call(Caller by, String call, Consumer<Draft> change) {
    requireLife();
    boolean now = end != End.NONE && left-- == 0;
    stopped |= now && end == End.INTERRUPTED;
    dead = now && end == End.DIES_BEFORE;
    requireLife();
    world.call(by, call, change);
    dead = now && end == End.DIES_AFTER;
    requireLife();
  }

  @Override
  public String toString() {
    return end.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void requireLife() {
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
