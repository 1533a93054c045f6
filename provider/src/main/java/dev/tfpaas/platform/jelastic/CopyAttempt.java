package dev.tfpaas.platform.jelastic;

import java.time.Instant;
import java.util.Optional;

/// What one run knows of the copy that it makes, and no other run can know. The long call sets what
/// it was answered from a thread of its own.
final class CopyAttempt {
  private Optional<Instant> noted = Optional.empty();
  private boolean earlier;
  private volatile Optional<String> made = Optional.empty();

  /// Notes that the source remembers since then that the copy is begun.
  void noted(Instant since) {
    noted = Optional.of(since);
  }

  /// Returns since when the source remembers it; empty when it does not, as far as this run saw.
  Optional<Instant> noted() {
    return noted;
  }

  /// Notes that an earlier run has begun this copy.
  void isNotTheFirst() {
    earlier = true;
  }

  /// Tells whether an earlier run may have begun this copy.
  boolean mayHaveBegunEarlier() {
    return earlier;
  }

  /// Notes which environment the platform answered to have made.
  void made(Optional<Environment> answered) {
    made = answered.map(Environment::appid);
  }

  /// Tells whether an environment is the one that the platform answered to have made.
  boolean isMade(Environment environment) {
    return made.equals(Optional.of(environment.appid()));
  }
}
