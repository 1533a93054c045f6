package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.PlatformException;
import dev.tfpaas.platform.PlatformException.Kind;
import dev.tfpaas.runbook.Sleeper;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/// One call that the platform answers when all is done, and that is followed from a second
/// connection meanwhile.
///
/// The call is left to itself as soon as a reading shows that the platform is at it: nothing stops
/// it then, and the step's probe follows it. An answer that is lost (a gateway's time-out, a broken
/// connection) is replaced by readings.
final class LongCall {
  private static final Duration SLICE = Duration.ofMillis(100);

  /// Real time, however fast the sleeper's goes.
  private static final Duration BREATH = Duration.ofMillis(2);

  private static final Duration FIRST_LOOK = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final int LOOKS_AFTER = 4;

  /// How often in all a call is made that is never answered and leaves no trace.
  private static final int MOST_ATTEMPTS = 3;

  private final Account account;
  private final Sleeper sleeper;
  private volatile Optional<FutureTask<JsonNode>> made = Optional.empty();
  private int attempts;
  private boolean unclear;

  LongCall(Account account, Sleeper sleeper) {
    this.account = account;
    this.sleeper = sleeper;
  }

  /// The call itself.
  @FunctionalInterface
  interface Request {
    JsonNode send();
  }

  /// Makes the call; returns when it was answered well, or the platform is at it.
  ///
  /// @param underWay reads from another connection whether the platform is at it, or done with it
  /// @throws PlatformException when it was refused; safe to repeat a few times when there is no
  ///   answer and the platform is not at it
  void make(Request request, BooleanSupplier underWay) {
    FutureTask<JsonNode> task = new FutureTask<>(request::send);
    made = Optional.of(task);
    attempts++;
    Thread.ofVirtual().name("jelastic-call").start(task);
    try {
      if (isAnswered(task, underWay)) {
        settle(failure(task), underWay);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new PlatformException(
          Kind.UNAVAILABLE,
          JelasticPlatform.NAME,
          "POST",
          "interrupted while waiting for the platform; what it began goes on",
          false);
    }
  }

  /// Waits for an answer; false when the platform was seen at it before one came.
  private boolean isAnswered(FutureTask<JsonNode> task, BooleanSupplier underWay)
      throws InterruptedException {
    Duration pause = FIRST_LOOK;
    while (true) {
      for (Duration waited = Duration.ZERO;
          waited.compareTo(pause) < 0;
          waited = waited.plus(SLICE)) {
        if (task.isDone()) {
          return true;
        }
        Thread.sleep(BREATH);
        sleeper.sleep(SLICE);
      }
      if (looks(underWay)) {
        return false;
      }
      pause = longer(pause);
    }
  }

  private void settle(Optional<PlatformException> failure, BooleanSupplier underWay)
      throws InterruptedException {
    if (failure.isEmpty()) {
      return;
    }
    if (failure.get().refused()) {
      throw failure.get();
    }
    Duration pause = FIRST_LOOK;
    for (int look = 0; look < LOOKS_AFTER; look++) {
      if (looks(underWay)) {
        return;
      }
      sleeper.sleep(pause);
      pause = longer(pause);
    }
    unclear = true;
    throw new PlatformException(
        Kind.UNAVAILABLE,
        JelasticPlatform.NAME,
        failure.get().call(),
        failure.get().getMessage() + "; the platform shows no trace of the call",
        attempts < MOST_ATTEMPTS);
  }

  private static Duration longer(Duration pause) {
    Duration longer = pause.multipliedBy(3).dividedBy(2);
    return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
  }

  /// A reading that fails shows nothing; the next one may.
  private boolean looks(BooleanSupplier underWay) {
    try {
      return account.afresh(underWay::getAsBoolean);
    } catch (PlatformException failure) {
      if (failure.kind() == Kind.DENIED) {
        throw failure;
      }
      return false;
    }
  }

  /// Tells whether the call was made and neither an answer nor a failure has come. Gives one a
  /// moment of real time to come: who waits for that by asking nobody else passes hours of a
  /// sleeper's time in no time.
  boolean isOpen() {
    return made.filter(task -> !isDoneSoon(task)).isPresent();
  }

  private static boolean isDoneSoon(FutureTask<JsonNode> task) {
    try {
      task.get(BREATH.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException _) {
      return task.isDone();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return task.isDone();
  }

  /// Returns how the call failed; empty when it did not, or has no answer yet.
  Optional<PlatformException> failure() {
    return made.filter(FutureTask::isDone).flatMap(LongCall::failure);
  }

  /// Tells whether the call was made once without an answer and without a trace: what a later one
  /// is refused for may be the effect of that.
  boolean wasUnclear() {
    return unclear;
  }

  /// Returns how the call was refused for good; empty when it was not, or may be made again.
  Optional<PlatformException> refusal() {
    return failure().filter(it -> it.refused() && !it.safeToRepeat());
  }

  /// Returns why nobody knows what became of the call; empty when that is known.
  Optional<PlatformException> doubt() {
    return failure().filter(it -> !it.refused());
  }

  private static Optional<PlatformException> failure(FutureTask<JsonNode> task) {
    if (task.state() != java.util.concurrent.Future.State.FAILED) {
      return Optional.empty();
    }
    Throwable thrown = task.exceptionNow();
    if (thrown instanceof PlatformException failure) {
      return Optional.of(failure);
    }
    throw new IllegalStateException(thrown);
  }
}
