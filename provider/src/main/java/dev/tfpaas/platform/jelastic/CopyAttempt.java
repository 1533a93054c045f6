package dev.tfpaas.platform.jelastic;

import java.time.Instant;
import java.util.Optional;

/// What one run knows of the copy that it makes, and no other run can know. The long call sets what
/// it was answered from a thread of its own.
final class CopyAttempt {
  private Optional<Instant> noted = Optional.empty();
  private Optional<String> wrote = Optional.empty();
  private Optional<Instant> doubted = Optional.empty();
  private boolean earlier;
  private Optional<Environment> source = Optional.empty();
  private volatile boolean sent;
  private volatile boolean answered;
  private volatile Optional<String> made = Optional.empty();

  /// Notes that the source remembers since then that the copy is begun.
  void noted(Instant since) {
    noted = Optional.of(since);
  }

  /// Returns since when the source remembers it; empty when it does not, as far as this run saw.
  Optional<Instant> noted() {
    return noted;
  }

  /// Notes the source as the step before the copying has just read it.
  void seen(Environment justRead) {
    source = Optional.of(justRead);
  }

  /// Returns that reading of the source, once: whoever asks again reads anew.
  Optional<Environment> takeSeen() {
    Optional<Environment> taken = source;
    source = Optional.empty();
    return taken;
  }

  /// Notes what this run writes into the source.
  void wrote(CopyNote note) {
    noted(note.at());
    wrote = Optional.of(note.toString());
  }

  /// Tells whether this run wrote a note.
  boolean hasWritten(String note) {
    return wrote.equals(Optional.of(note));
  }

  /// Notes that nothing shows, as of now, that what is there is the copy.
  ///
  /// @return since when that is so
  Instant doubted(Instant now) {
    Instant since = doubted.orElse(now);
    doubted = Optional.of(since);
    return since;
  }

  /// Notes that this run makes the call that copies.
  void sent() {
    sent = true;
  }

  /// Tells whether a copy may be the effect of a call, of this run or of an earlier one.
  boolean mayHaveBegun() {
    return sent || earlier;
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
  void made(Optional<Environment> environment) {
    made = environment.map(Environment::appid);
    answered = true;
  }

  /// Tells whether the platform answered to have made the copy, be it without saying which.
  boolean isAnswered() {
    return answered;
  }

  /// Tells whether an environment is the one that the platform answered to have made.
  boolean isMade(Environment environment) {
    return made.equals(Optional.of(environment.appid()));
  }
}
