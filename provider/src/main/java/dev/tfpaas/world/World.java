package dev.tfpaas.world;

import dev.tfpaas.world.fact.Fact;
import dev.tfpaas.world.fact.SettingsFact;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/// A small PaaS in one directory, shared by everybody who opens that directory.
///
/// Reading makes no file: as long as the directory is missing, what is read is the estate as it
/// would be at first. The first [call][#call] makes the directory. Safe for several threads and
/// processes, and for the death of any of them at any instant: one line of the journal is one call
/// with all its effects, and it is there as a whole or not at all. A loss of power may cost the
/// newest lines: to force each to the disk was measured at 3 ms a call, more than the call itself
/// costs, and at a quarter of a second when the disk is busy.
public final class World implements WorldAccess {
  /// How far clocks are corrected without being set.
  private static final Duration JITTER = Duration.ofSeconds(1);

  private final Journal journal;
  private final Estate estate;
  private final Clock clock;
  private final Pause pause;
  private final ReentrantLock lock = new ReentrantLock();
  private Facts committed = new Facts(new TreeMap<>());
  private long revision = -1;
  private long lines;
  private Instant at = Instant.EPOCH;
  private Journal.Extent seen = Journal.Extent.NONE;
  private long offset;
  private long snapshotAt;
  private long snapshotDistance = Snapshot.DISTANCE;
  private Optional<Draft> view = Optional.empty();

  private World(Journal journal, Estate estate, Clock clock) {
    this.journal = journal;
    this.pause = new Pause(journal.directory());
    this.estate = estate;
    this.clock = clock;
  }

  /// Opens a world.
  ///
  /// @param directory where it is kept; may be missing
  /// @param estate what exists at first
  /// @param clock gives the time
  /// @throws WorldException when the directory holds something else or cannot be read
  public static World open(Path directory, Estate estate, Clock clock) {
    World world = new World(new Journal(directory), estate, clock);
    world.lock.lock();
    try {
      world.reload();
    } finally {
      world.lock.unlock();
    }
    return world;
  }

  /// Returns the directory.
  public Path directory() {
    return journal.directory();
  }

  /// Tells whether anything was ever changed, so that the directory holds a world.
  public boolean isStored() {
    return journal.extent().size() > 0;
  }

  @Override
  public <T> T read(Function<View, T> query) {
    pause.atRead();
    lock.lock();
    try {
      catchUpWithoutHold();
      Draft draft =
          view.orElseGet(() -> new Draft(committed, at, revision + 1, "the passing of time"));
      view = Optional.of(draft);
      Timeline.advance(draft, later(now(), draft.now()));
      return query.apply(draft);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void call(Caller by, String call, Consumer<Draft> change) {
    boolean mayPause = by == Caller.API;
    if (mayPause) {
      pause.at(Pause.Moment.BEFORE, call);
    }
    Optional<RefusedCall> refusal;
    lock.lock();
    try {
      checkUsable();
      try (Journal.Hold hold = journal.hold()) {
        catchUp();
        if (revision < 0) {
          commit(hold, new Transaction(0, at, by, "estate", "ok", facts(), List.of()));
        }
        Draft draft = draft(by, call);
        refusal = attempt(draft, change);
        if (refusal.isPresent() && !refusal.get().remembered()) {
          draft = draft(by, call);
        }
        Settling.settle(draft);
        commit(hold, transaction(draft, by, call, refusal));
        snapshotIfDue();
      }
    } finally {
      lock.unlock();
    }
    if (mayPause) {
      pause.at(Pause.Moment.EFFECT, call);
    }
    refusal.ifPresent(thrown -> {
      throw thrown;
    });
  }

  private static Optional<RefusedCall> attempt(Draft draft, Consumer<Draft> change) {
    try {
      change.accept(draft);
      return Optional.empty();
    } catch (RefusedCall refusal) {
      return Optional.of(refusal);
    }
  }

  /// Returns all calls that were made, the oldest first.
  public List<CallEntry> calls() {
    List<CallEntry> calls = new ArrayList<>();
    long line = 0;
    for (String text : JournalLine.whole(journal.read(0))) {
      line++;
      CallEntry entry = parse(text, line).entry();
      if (entry.revision() > 0 && entry.by() != Caller.MARK) {
        calls.add(entry);
      }
    }
    return List.copyOf(calls);
  }

  /// Removes what a directory keeps, readable or not: the next call starts from the estate again.
  ///
  /// @throws WorldException when the directory holds something else; nothing was removed then
  public static void reset(Path directory) {
    Journal journal = new Journal(directory);
    if (!journal.isUsed()) {
      journal.checkVacant();
      return;
    }
    try (Journal.Hold hold = journal.hold()) {
      hold.clear();
    }
  }

  /// Returns the time here: the machine's, and what this world is ahead of it.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS).plus(ahead());
  }

  private Duration ahead() {
    return committed
        .find(SettingsFact.KIND.key(""))
        .map(SettingsFact.KIND::cast)
        .map(SettingsFact::ahead)
        .orElse(Duration.ZERO);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private List<Fact> facts() {
    return List.copyOf(committed.byKey().values());
  }

  /// Makes a draft of the present: time never goes back, even when a process's clock does. Where
  /// the clock was set back, it goes on from where it was instead of standing still until then.
  private Draft draft(Caller by, String call) {
    Draft draft = new Draft(committed, at, revision + 1, call);
    draft.setCause(call, by == Caller.DASHBOARD);
    Duration behind = Duration.between(now(), at);
    if (behind.compareTo(JITTER) > 0) {
      draft
          .find(SettingsFact.KIND, "")
          .ifPresent(it -> draft.put(it.withAhead(it.ahead().plus(behind))));
    }
    Timeline.advance(draft, later(now(), at));
    return draft;
  }

  private Transaction transaction(
      Draft draft, Caller by, String call, Optional<RefusedCall> refusal) {
    List<Fact> put = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    for (Map.Entry<String, Optional<Fact>> change : draft.changes().entrySet()) {
      change.getValue().ifPresentOrElse(put::add, () -> gone.add(change.getKey()));
    }
    String outcome =
        refusal
            .map(it -> it.kind().name().toLowerCase(Locale.ROOT) + ": " + it.getMessage())
            .orElse("ok");
    return new Transaction(revision + 1, draft.now(), by, call, outcome, put, gone);
  }

  private void commit(Journal.Hold hold, Transaction transaction) {
    offset = hold.append(offset, JournalLine.sealed(transaction.print()));
    seen = journal.extent();
    apply(transaction);
  }

  private void apply(Transaction transaction) {
    transaction.applyTo(committed);
    revision = transaction.revision();
    at = transaction.at();
    lines++;
    view = Optional.empty();
  }

  /// Checks what can be checked before the directory is touched.
  private void checkUsable() {
    if (journal.extent().size() == 0) {
      journal.checkVacant();
    }
  }

  private void reload() {
    committed = new Facts(new TreeMap<>());
    revision = -1;
    lines = 0;
    offset = 0;
    snapshotAt = 0;
    seen = journal.extent();
    view = Optional.empty();
    if (seen.size() > 0) {
      Snapshot.load(journal).ifPresent(this::restore);
      readTail();
    } else {
      journal.checkVacant();
    }
    if (revision < 0) {
      at = now();
      estate.facts(at).forEach(committed::put);
    }
  }

  private void restore(Snapshot snapshot) {
    committed = new Facts(new TreeMap<>(snapshot.facts()));
    revision = snapshot.revision();
    lines = snapshot.revision() + 1;
    at = snapshot.at();
    offset = snapshot.offset();
    snapshotAt = offset;
  }

  private void catchUp() {
    Journal.Extent extent = journal.extent();
    boolean replaced = !extent.sameFile(seen) && seen.size() > 0;
    if (replaced || extent.size() < offset) {
      reload();
    } else if (extent.size() != offset) {
      seen = extent;
      readTail();
    }
  }

  /// Catches up while others may be writing. What looks wrong then may only be half written, so it
  /// is read once more under the lock before anybody is told that it is corrupt.
  private void catchUpWithoutHold() {
    try {
      catchUp();
    } catch (WorldException first) {
      if (journal.extent().size() == 0) {
        throw first;
      }
      try (Journal.Hold _ = journal.hold()) {
        reload();
      }
    }
  }

  private void readTail() {
    byte[] bytes = journal.read(offset);
    for (String text : JournalLine.whole(bytes)) {
      Transaction transaction = parse(text, lines + 1);
      if (transaction.revision() != revision + 1) {
        throw new WorldException(
            journal.file(),
            Math.toIntExact(lines + 1),
            0,
            "revision %d follows revision %d; lines are missing, or the file was edited; restore it from a backup, or start anew with 'paas local reset'"
                .formatted(transaction.revision(), revision));
      }
      if (revision < 0) {
        committed = new Facts(new TreeMap<>());
      }
      apply(transaction);
      offset += text.getBytes(StandardCharsets.UTF_8).length + 1;
    }
    if (JournalLine.endWasChanged(bytes)) {
      throw new WorldException(
          journal.file(),
          Math.toIntExact(lines + 1),
          0,
          "the end of the line was changed since it was written; restore the file from a backup, or"
              + " start anew with 'paas local reset'");
    }
  }

  private Transaction parse(String text, long line) {
    try {
      return Transaction.parse(text);
    } catch (IllegalArgumentException | DateTimeException malformed) {
      throw new WorldException(
          journal.file(),
          Math.toIntExact(line),
          0,
          "the line cannot be read (%s); restore the file from a backup, or start anew with 'paas local reset'"
              .formatted(malformed.getMessage()));
    }
  }

  private void snapshotIfDue() {
    if (offset - snapshotAt > snapshotDistance) {
      long size = new Snapshot(revision, at, offset, committed.byKey()).store(journal);
      snapshotAt = offset;
      snapshotDistance = Math.max(Snapshot.DISTANCE, size);
    }
  }
}
