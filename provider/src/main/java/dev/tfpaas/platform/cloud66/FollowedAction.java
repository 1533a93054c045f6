package dev.tfpaas.platform.cloud66;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.runbook.Probe;
import dev.tfpaas.runbook.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Remembers the action that a step started, from its call to its probe.
///
/// A step that another process started has none: then only its effect tells.
final class FollowedAction {
  private static final Duration LONGEST = Duration.ofMinutes(20);
  private static final Duration POLL = Duration.ofSeconds(3);

  private final Account account;
  private final String stack;
  private volatile Optional<StackAction> latest = Optional.empty();
  private final AtomicBoolean isToldAlready = new AtomicBoolean();

  FollowedAction(Account account, String stack) {
    this.account = account;
    this.stack = stack;
  }

  /// Follows an action.
  ///
  /// @param started as the call told it that started it; one without an identifier is not followed:
  ///   an answer that is no action says nothing of how far anything is
  void follow(StackAction started) {
    if (started.id() > 0) {
      latest = Optional.of(started);
      isToldAlready.set(true);
    }
  }

  /// Returns a reading that says that the action runs; empty when none runs.
  ///
  /// @throws PlatformException when it has failed
  Optional<Probe.Reading> running() {
    Optional<StackAction> action = current();
    if (action.isEmpty()) {
      return Optional.empty();
    }
    if (action.get().finishedAt().isEmpty()) {
      return Optional.of(
          Probe.Reading.pending(
              "action %d (%s) runs".formatted(action.get().id(), action.get().name())));
    }
    if (!action.get().success()) {
      throw PlatformException.rejected(
          Cloud66Platform.NAME,
          "action %d (%s)".formatted(action.get().id(), action.get().name()),
          "it failed: " + action.get().message());
    }
    return Optional.empty();
  }

  /// Waits until the action has ended, so that a caller knows what became of its call.
  ///
  /// @throws PlatformException of kind `REJECTED` when it has failed, `UNAVAILABLE` when it is not
  ///   known in the end
  void await(Clock clock, Sleeper sleeper) {
    Instant deadline = clock.instant().plus(LONGEST);
    String seen = "it runs";
    while (clock.instant().isBefore(deadline)) {
      try {
        if (running().isEmpty()) {
          return;
        }
      } catch (PlatformException failure) {
        if (!failure.safeToRepeat()) {
          throw failure;
        }
        seen = String.valueOf(failure.getMessage());
      }
      pause(sleeper);
    }
    throw new PlatformException(
        Kind.UNAVAILABLE,
        Cloud66Platform.NAME,
        "actions of " + stack,
        "the action has not ended within %d minutes: %s".formatted(LONGEST.toMinutes(), seen),
        false);
  }

  private void pause(Sleeper sleeper) {
    try {
      sleeper.sleep(POLL);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new PlatformException(
          Kind.UNAVAILABLE,
          Cloud66Platform.NAME,
          "actions of " + stack,
          "interrupted while an action runs",
          false);
    }
  }

  /// Tells whether the action was started here and worked.
  boolean succeeded() {
    return current().filter(StackAction::worked).isPresent();
  }

  /// Asks nobody right after the call, whose answer has told how far it is, nor once it has ended:
  /// what has ended does not change any more.
  private Optional<StackAction> current() {
    Optional<StackAction> known = latest;
    boolean isKnown =
        isToldAlready.getAndSet(false)
            || known.filter(it -> it.finishedAt().isPresent()).isPresent();
    if (isKnown || known.isEmpty()) {
      return known;
    }
    Optional<StackAction> now = known.map(it -> account.actions().one(stack, it.id()));
    latest = now;
    return now;
  }
}
