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

  /// How long a copy may be made without being listed: as long as its step waits for it.
  private static final Duration LISTED = Budgets.LONG.limit();

  /// How long the source's word alone is enough, where nothing shows when a copy came: as long as
  /// the call that makes it may take.
  private static final Duration ON_ITS_WORD = Budgets.LONG.limit();

  /// How long the platform may take until it shows what it did.
  private static final Duration LATE = Duration.ofMinutes(2);

  /// Remembers in the source that a copy is begun.
  Step announce(CloneSpec spec, CopyAttempt attempt) {
    return marks.write(
        new MarkSteps.Note(
            spec.sourceAppId(), Mark.copying(spec.name()), "begun", _ -> text(attempt)),
        (source, present) -> {
          attempt.seen(source);
          return isAnnounced(spec, attempt, present);
        });
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
    attempt.wrote(note);
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
  /// none. What another run noted stays, since its copy may still come.
  void forget(CloneSpec spec, CopyAttempt attempt) {
    boolean own =
        account.keepsProperties()
            && !attempt.mayHaveBegunEarlier()
            && account.afresh(() -> noted(spec)).filter(attempt::hasWritten).isPresent();
    if (own) {
      marks.removeNow(spec.sourceAppId(), Mark.copying(spec.name()));
    }
  }

  private Optional<String> noted(CloneSpec spec) {
    return account
        .find(spec.sourceAppId())
        .flatMap(source -> account.mark(source, Mark.copying(spec.name())));
  }

  /// Tells whether an environment is the copy of a run: it bears its mark, the platform said so, or
  /// it came when a call of this run or of an earlier one may have made it.
  boolean isOurs(Environment copy, CloneSpec spec, CopyAttempt attempt) {
    boolean bySource =
        spec.adopt()
            || attempt.isMade(copy)
            || account.mark(copy, Mark.CLONED_FROM).filter(spec.sourceAppId()::equals).isPresent();
    if (bySource) {
      return true;
    }
    // Reading the mark found out whether there are properties.
    return account.keepsProperties()
        ? attempt.mayHaveBegun() && account.afresh(() -> isBegun(copy, spec))
        : attempt.isAnswered();
  }

  /// Tells whether something may still show that an environment is the copy of this run.
  boolean mayShow(CopyAttempt attempt) {
    Instant now = clock.instant();
    return attempt.mayHaveBegun() && isWithin(now, attempt.doubted(now), LATE);
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
      return isWithin(clock.instant(), note.at(), ON_ITS_WORD);
    }
    List<TrackedAction> since =
        all.stream()
            .filter(action -> action.error().isEmpty() && action.comesOrGoes(spec.name()))
            .filter(action -> note.isBefore(action, NEAR))
            .toList();
    List<TrackedAction> copies =
        since.stream().filter(action -> action.number() == TrackedAction.CLONE).toList();
    if (copies.isEmpty() && account.showsOnlySomeOfThePast()) {
      return since.isEmpty() && isWithin(clock.instant(), note.at(), ON_ITS_WORD);
    }
    if (copies.size() != 1) {
      return false;
    }
    TrackedAction made = copies.getFirst();
    return since.stream().allMatch(action -> action.equals(made) || wentBefore(action, made))
        && isOf(made, spec)
        && isWithin(made.began(), note.at(), NEAR);
  }

  private static boolean wentBefore(TrackedAction action, TrackedAction made) {
    return action.number() == TrackedAction.DELETE && !action.began().isAfter(made.began());
  }

  /// The platform tells what a source is called now. A sentence does not say which of two names is
  /// the source.
  private boolean isOf(TrackedAction made, CloneSpec spec) {
    List<String> names = List.of(spec.sourceAppId(), account.liveName(spec.sourceAppId()));
    return made.subject()
        .map(names::contains)
        .orElseGet(() -> names.stream().anyMatch(made::concerns));
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
