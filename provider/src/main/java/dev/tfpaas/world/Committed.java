package dev.tfpaas.world;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;

/// All facts as the journal has them, and how far it was read; at first those of the estate. Owned
/// by one [World], which lets one thread in at a time.
final class Committed {
  private final Journal journal;
  private final Estate estate;
  private final Clock clock;
  private Facts facts = new Facts(new TreeMap<>());
  private long revision = -1;
  private long lines;
  private Instant at = Instant.EPOCH;
  private Optional<Uptime> up = Optional.empty();
  private Journal.Extent seen = Journal.Extent.NONE;
  private long offset;

  /// Of the journal up to [#offset].
  private final CRC32 sum = new CRC32();

  private long snapshotAt;
  private long snapshotDistance = Snapshot.DISTANCE;
  private long changes;

  Committed(Journal journal, Estate estate, Clock clock) {
    this.journal = journal;
    this.estate = estate;
    this.clock = clock;
  }

  Facts facts() {
    return facts;
  }

  /// Returns the newest revision; -1 as long as nothing was ever written.
  long revision() {
    return revision;
  }

  /// Returns when that was.
  Instant at() {
    return at;
  }

  /// Returns how long the machine was up then, if it said so.
  Optional<Uptime> up() {
    return up;
  }

  /// Returns a number that grows whenever anything here may have changed.
  long changes() {
    return changes;
  }

  void commit(Journal.Hold hold, Transaction transaction) {
    String line = JournalLine.sealed(transaction.print());
    offset = hold.append(offset, line, transaction.revision());
    add(line);
    seen = journal.extent();
    apply(transaction);
  }

  /// Adds a line to the checksum of the journal.
  ///
  /// @return how many bytes it has, with its end
  private int add(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    sum.update(bytes);
    return bytes.length;
  }

  private void apply(Transaction transaction) {
    transaction.applyTo(facts);
    revision = transaction.revision();
    at = transaction.at();
    up = transaction.up();
    lines++;
    changes++;
  }

  void reload() {
    facts = new Facts(new TreeMap<>());
    revision = -1;
    lines = 0;
    offset = 0;
    snapshotAt = 0;
    up = Optional.empty();
    changes++;
    // Before the journal, which others may be adding to.
    JournalEnd end = journal.end();
    seen = journal.extent();
    if (seen.size() > 0) {
      sum.reset();
      Snapshot.load(journal, sum).ifPresentOrElse(this::restore, sum::reset);
      readTail();
      checkReaches(end);
    } else {
      journal.checkVacant();
    }
    if (revision < 0) {
      at = clock.instant().truncatedTo(ChronoUnit.MICROS);
      estate.facts(at).forEach(facts::put);
    }
  }

  private void restore(Snapshot snapshot) {
    facts = new Facts(new TreeMap<>(snapshot.facts()));
    revision = snapshot.revision();
    lines = snapshot.revision() + 1;
    at = snapshot.at();
    up = snapshot.up();
    offset = snapshot.offset();
    snapshotAt = offset;
  }

  void catchUp() {
    Journal.Extent extent = journal.extent();
    boolean replaced = !extent.sameFile(seen) && seen.size() > 0;
    if (replaced || extent.size() < offset) {
      reload();
    } else if (extent.size() != offset) {
      seen = extent;
      readTail();
    }
  }

  /// Catches up while others may be writing.
  void catchUpWithoutHold() {
    lookTwice(this::catchUp);
  }

  /// Reloads while others may be writing.
  void reloadWithoutHold() {
    lookTwice(this::reload);
  }

  /// Looks while others may be writing. What looks wrong then may only be half written, or removed
  /// meanwhile, so it is read once more, under the lock if there is a world to lock, before anybody
  /// is told that it is corrupt.
  private void lookTwice(Runnable look) {
    try {
      look.run();
    } catch (WorldException first) {
      if (!journal.isUsed()) {
        reload();
        return;
      }
      try (Journal.Hold _ = holdAfter(first)) {
        reload();
      }
    }
  }

  /// Takes the lock; who may not gets what was wrong at first.
  private Journal.Hold holdAfter(WorldException first) {
    try {
      return journal.hold();
    } catch (WorldException unlocked) {
      first.addSuppressed(unlocked);
      throw first;
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
        facts = new Facts(new TreeMap<>());
      }
      apply(transaction);
      offset += add(text);
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

  /// Checks that the journal holds every call that was acknowledged.
  private void checkReaches(JournalEnd end) {
    if (offset < end.length() || revision < end.revision()) {
      long found = offset;
      // So that whoever asks next looks again, too.
      offset = end.length();
      throw new WorldException(
          journal.file(),
          0,
          0,
          ("it ends with revision %d after %d bytes, and revision %d had been written, up to %d"
               + " bytes: calls that were acknowledged are lost. Restore the directory from a"
               + " backup, start anew with 'paas local reset', or remove the file %s beside it to"
               + " go on without them")
              .formatted(revision, found, end.revision(), end.length(), JournalLock.NAME));
    }
  }

  Transaction parse(String text, long line) {
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

  void snapshotIfDue() {
    if (offset - snapshotAt > snapshotDistance) {
      long size =
          new Snapshot(revision, at, up, offset, sum.getValue(), facts.byKey()).store(journal);
      snapshotAt = offset;
      snapshotDistance = Math.max(Snapshot.DISTANCE, size);
    }
  }
}
