package dev.tfpaas.world;

import dev.tfpaas.world.fact.Fact;
import dev.tfpaas.world.fact.SettingsFact;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// A small PaaS in one directory, shared by everybody who opens that directory.
///
/// Reading makes no file: as long as the directory is missing, what is read is the estate as it
/// would be at first. The first [call][#call] makes the directory. Safe for several threads and
/// processes, and for the death of any of them at any instant: one line of the journal is one call
/// with all its effects, and it is there as a whole or not at all. A loss of power may cost the
/// newest lines, which the lock then tells: to force each to the disk was measured at 3 ms a call,
/// more than the call itself costs, and at a quarter of a second when the disk is busy.
public final class World implements WorldAccess {
  private final Journal journal;
  private final Clock clock;
  private final Supplier<Optional<Uptime>> uptime;
  private final Pause pause;
  private final ReentrantLock lock = new ReentrantLock();
  private final Committed committed;
  private Optional<Draft> view = Optional.empty();

  /// What [Committed#changes] said when the view was made.
  private long viewed;

  private World(Journal journal, Estate estate, Clock clock, Supplier<Optional<Uptime>> uptime) {
    this.journal = journal;
    this.pause = new Pause(journal.directory());
    this.committed = new Committed(journal, estate, clock);
    this.clock = clock;
    this.uptime = uptime;
  }

  /// Opens a world.
  ///
  /// @param directory where it is kept; may be missing
  /// @param estate what exists at first
  /// @param clock gives the time
  /// @throws WorldException when the directory holds something else or cannot be read
  public static World open(Path directory, Estate estate, Clock clock) {
    return open(directory, estate, clock, Uptime.beside(clock));
  }

  /// Opens a world, as [#open(Path, Estate, Clock)] does.
  ///
  /// @param uptime tells how long the machine is up, by which a clock that was set is noticed
  static World open(Path directory, Estate estate, Clock clock, Supplier<Optional<Uptime>> uptime) {
    World world = new World(new Journal(directory), estate, clock, uptime);
    world.lock.lock();
    try {
      world.committed.reloadWithoutHold();
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
      committed.catchUpWithoutHold();
      Draft draft =
          view.filter(_ -> viewed == committed.changes())
              .orElseGet(() -> draft("the passing of time"));
      view = Optional.of(draft);
      viewed = committed.changes();
      Timeline.advance(draft, later(here(present()), draft.now()));
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
        committed.catchUp();
        if (committed.revision() < 0) {
          committed.commit(hold, first(by));
        }
        MachineTime present = present();
        Draft draft = draft(present, by, call);
        refusal = attempt(draft, change);
        if (refusal.isPresent() && !refusal.get().remembered()) {
          draft = draft(present, by, call);
        }
        Settling.settle(draft);
        committed.commit(hold, transaction(draft, present.up(), by, call, refusal));
        committed.snapshotIfDue();
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
      CallEntry entry = committed.parse(text, line).entry();
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

  private MachineTime present() {
    return MachineTime.read(clock, uptime);
  }

  /// Returns the time here: the machine's, and what this world is ahead of it, without the time by
  /// which the clock was set since the newest line.
  private Instant here(MachineTime present) {
    return present.clock().plus(ahead()).minus(set(present));
  }

  private Duration set(MachineTime present) {
    return present.set(committed.at(), committed.up(), ahead());
  }

  private Duration ahead() {
    return committed
        .facts()
        .find(SettingsFact.KIND.key(""))
        .map(SettingsFact.KIND::cast)
        .map(SettingsFact::ahead)
        .orElse(Duration.ZERO);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private Draft draft(String call) {
    return new Draft(committed.facts(), committed.at(), committed.revision() + 1, call);
  }

  /// Returns the line that holds the estate, as of when the world was opened: how long the machine
  /// was up then was not asked.
  private Transaction first(Caller by) {
    List<Fact> facts = List.copyOf(committed.facts().byKey().values());
    return new Transaction(
        0, committed.at(), Optional.empty(), by, "estate", "ok", facts, List.of());
  }

  /// Makes a draft of the present: time never goes back, even when a process's clock does. Where
  /// the clock was set back, it goes on from where it was, instead of standing still until then.
  private Draft draft(MachineTime present, Caller by, String call) {
    Draft draft = draft(call);
    Instant at = committed.at();
    draft.setCause(call, by == Caller.DASHBOARD);
    Instant now = here(present);
    Duration behind = Duration.between(now, at);
    Duration gained = behind.compareTo(MachineTime.JITTER) > 0 ? behind : Duration.ZERO;
    Duration set = set(present);
    if (!gained.isZero() || !set.isZero()) {
      draft
          .find(SettingsFact.KIND, "")
          .ifPresent(it -> draft.put(it.withAhead(it.ahead().plus(gained).minus(set))));
    }
    Timeline.advance(draft, later(now, at));
    return draft;
  }

  private Transaction transaction(
      Draft draft, Optional<Uptime> up, Caller by, String call, Optional<RefusedCall> refusal) {
    List<Fact> put = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    for (Map.Entry<String, Optional<Fact>> change : draft.changes().entrySet()) {
      change.getValue().ifPresentOrElse(put::add, () -> gone.add(change.getKey()));
    }
    String outcome =
        refusal
            .map(it -> it.kind().name().toLowerCase(Locale.ROOT) + ": " + it.getMessage())
            .orElse("ok");
    return new Transaction(committed.revision() + 1, draft.now(), up, by, call, outcome, put, gone);
  }

  /// Checks what can be checked before the directory is touched.
  private void checkUsable() {
    if (journal.extent().size() == 0) {
      journal.checkVacant();
    }
  }
}
