package dev.tfpaas.platform.jelastic;

import dev.tfpaas.platform.CloneSpec;
import dev.tfpaas.runbook.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the source of a copy remembers from right before the call that makes it until the copy
/// bears its own mark: it tells a copy whose creation was cut short from one that somebody made of
/// the same source and under the same name.
///
/// Nothing can be written to a copy before it is there. So a copy is ours when it came when the
/// source said that one was coming, and nothing else came or went under its name since. That the
/// account's records show such a copy is never enough: whoever makes one leaves the same records.
///
/// @param account reads
/// @param marks writes steps
/// @param properties writes
/// @param clock says when
record BegunCopies(Account account, MarkSteps marks, Properties properties, Clock clock) {
  /// How long after its longest time a copy is still known by what its source remembers.
  private static final Duration ANNOUNCED = Duration.ofDays(1);

  /// How long a note is good for a call that follows it.
  private static final Duration FRESH = Duration.ofMinutes(1);

  /// How far a note and the beginning of the copy may be apart: the call follows at once, and the
  /// clocks of this machine and of the platform may differ.
  private static final Duration NEAR = Duration.ofMinutes(10);

  /// How long a copy may be made without being listed.
  private static final Duration LISTED = Duration.ofHours(1);

  /// Remembers in the source that a copy is begun.
  Step announce(CloneSpec spec, CopyAttempt attempt) {
    return marks.write(
        new MarkSteps.Note(
            spec.sourceAppId(), Mark.copying(spec.name()), "begun", _ -> text(attempt)),
        (_, present) -> isAnnounced(spec, attempt, present));
  }

  private boolean isAnnounced(CloneSpec spec, CopyAttempt attempt, Optional<String> present) {
    Optional<CopyNote> note = present.flatMap(CopyNote::parse).filter(this::isRecent);
    if (note.isPresent() && attempt.noted().isEmpty()) {
      attempt.isNotTheFirst();
      attempt.noted(note.get().at());
    }
    // What came after the note that is there is known by that one.
    return note.filter(this::isFresh).isPresent()
        || account.find(spec.name()).isPresent()
        || (note.isPresent() && account.isBeingCopied(spec.name()));
  }

  private String text(CopyAttempt attempt) {
    CopyNote note = CopyNote.of(clock.instant(), account.newest());
    attempt.noted(note.at());
    return note.toString();
  }

  /// Makes sure that the note is of right now: the source may have been busy for hours since.
  void renew(CloneSpec spec, CopyAttempt attempt) {
    boolean fresh =
        attempt.noted().filter(at -> isFresh(new CopyNote(at, Optional.empty()))).isPresent();
    if (!fresh && account.keepsProperties()) {
      Environment source = account.need(spec.sourceAppId());
      properties.write(source, Map.of(Mark.copying(spec.name()), text(attempt)));
    }
  }

  /// Ends what [#announce] began: from here on the copy's own mark tells.
  Step announced(CloneSpec spec) {
    return marks.remove(spec.sourceAppId(), Mark.copying(spec.name()));
  }

  /// Ends it now, for a copy that was refused: an environment that somebody gives the name later is
  /// none.
  void forget(CloneSpec spec) {
    if (account.keepsProperties()) {
      marks.removeNow(spec.sourceAppId(), Mark.copying(spec.name()));
    }
  }

  /// Tells whether an environment without a mark of its own is what [#announce] was said of.
  boolean isBegun(Environment copy, CloneSpec spec) {
    Optional<Environment> source = account.find(spec.sourceAppId());
    if (source.isEmpty() || !copy.domains().isEmpty()) {
      return false;
    }
    Optional<CopyNote> note =
        account
            .mark(source.get(), Mark.copying(spec.name()))
            .flatMap(CopyNote::parse)
            .filter(this::isRecent);
    return note.isPresent()
        && (isBeingMade(copy.state()) || nodes(copy).equals(nodes(source.get())))
        && bearsNoOther(copy, source.get())
        && cameThen(note.get(), spec);
  }

  private static boolean isBeingMade(State state) {
    return state == State.CREATING || state == State.CLONING;
  }

  private static List<String> nodes(Environment environment) {
    return environment.nodes().stream()
        .map(node -> node.group() + " " + node.type())
        .sorted()
        .toList();
  }

  /// Where a copy gets the properties of its source, it got the note that was there when it was
  /// made; that of an earlier call, where a later one was refused.
  private boolean bearsNoOther(Environment copy, Environment source) {
    Map<String, String> own = account.properties(copy).orElse(Map.of());
    boolean gotSome = own.values().stream().anyMatch(value -> value.endsWith("@" + source.appid()));
    return !gotSome
        || Mark.read(own, Mark.copying(copy.name()), source)
            .flatMap(CopyNote::parse)
            .filter(this::isRecent)
            .isPresent();
  }

  /// Where the platform shows what was done, one copy was begun under the name when it was noted,
  /// and nothing else came or went under it since.
  private boolean cameThen(CopyNote note, CloneSpec spec) {
    List<TrackedAction> all = account.comings();
    if (!account.showsPast()) {
      return true;
    }
    List<TrackedAction> since =
        all.stream()
            .filter(action -> action.error().isEmpty() && action.comesOrGoes(spec.name()))
            .filter(action -> note.isBefore(action, NEAR))
            .toList();
    return since.size() == 1
        && since.getFirst().number() == TrackedAction.CLONE
        && since.getFirst().subject().filter(spec.sourceAppId()::equals).isPresent()
        && isWithin(since.getFirst().began(), note.at(), NEAR);
  }

  /// Tells whether a copy that was begun and is not listed may still come.
  boolean isWaitedFor(CopyAttempt attempt) {
    return attempt.noted().filter(at -> isWithin(clock.instant(), at, LISTED)).isPresent();
  }

  private boolean isFresh(CopyNote note) {
    return isWithin(clock.instant(), note.at(), FRESH);
  }

  private static boolean isWithin(Instant one, Instant other, Duration most) {
    return Duration.between(one, other).abs().compareTo(most) <= 0;
  }

  /// A run that was killed leaves its note for good, and what somebody makes under that name weeks
  /// later is no copy of ours.
  private boolean isRecent(CopyNote note) {
    return clock.instant().isBefore(note.at().plus(Budgets.LONG.limit()).plus(ANNOUNCED));
  }
}
