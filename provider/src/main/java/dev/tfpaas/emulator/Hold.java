package dev.tfpaas.emulator;

import dev.tfpaas.world.Pause.Moment;
import java.util.Optional;
import java.util.function.Predicate;

/// One call that is to stand still until it is let go, so that a death at that very point can be
/// rehearsed: what a [dev.tfpaas.world.Pause] is to the local platform. Guarded by its own lock.
///
/// After its answer a call cannot stand still any more; the one that comes next does, whatever it
/// is, which is the first look at what became of it.
public final class Hold {
  private Optional<Wish> wish = Optional.empty();
  private boolean answered;
  private State state = State.FREE;

  /// What is asked for.
  private record Wish(Moment moment, Predicate<RequestLog.Entry> call, int skip) {}

  /// What becomes of the call that stands still.
  private enum State {
    FREE,
    HELD,
    BROKEN
  }

  /// Lets one of the next calls stand still; replaces an earlier wish and lets go what stands still
  /// now.
  ///
  /// @param call tells which are meant, by what would be logged of them if they were accepted
  /// @param skip how many of those pass first
  public synchronized void ask(Moment moment, Predicate<RequestLog.Entry> call, int skip) {
    release();
    wish = Optional.of(new Wish(moment, call, skip));
  }

  /// Tells whether a call stands still now.
  public synchronized boolean isReached() {
    return state == State.HELD;
  }

  /// Lets go what stands still, and forgets the wish.
  public synchronized void release() {
    end(State.FREE);
  }

  /// Breaks off what stands still: before its effect it has none, and after it no answer. Forgets
  /// the wish.
  public synchronized void breakOff() {
    end(state == State.HELD ? State.BROKEN : State.FREE);
  }

  private void end(State next) {
    wish = Optional.empty();
    answered = false;
    state = next;
    notifyAll();
  }

  /// Meets a call; returns where it is to stand still, and forgets the wish then.
  synchronized Optional<Moment> meet(RequestLog.Entry call) {
    if (answered) {
      answered = false;
      return Optional.of(Moment.BEFORE);
    }
    Optional<Wish> meant = wish.filter(one -> one.call().test(call));
    wish =
        meant.isPresent()
            ? meant
                .filter(one -> one.skip() > 0)
                .map(one -> new Wish(one.moment(), one.call(), one.skip() - 1))
            : wish;
    return meant.filter(one -> one.skip() == 0).map(Wish::moment);
  }

  /// Lets the call that comes next stand still.
  synchronized void atNext() {
    answered = true;
  }

  /// Stands still.
  ///
  /// @return whether the call goes on then; false when it breaks off
  synchronized boolean standStill() {
    state = State.HELD;
    while (state == State.HELD) {
      try {
        wait();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    boolean goesOn = state == State.FREE;
    state = State.FREE;
    return goesOn;
  }
}
