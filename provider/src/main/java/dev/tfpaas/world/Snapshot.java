package dev.tfpaas.world;

import dev.tfpaas.world.fact.Fact;
import dev.tfpaas.world.json.Json;
import dev.tfpaas.world.json.Json.Fields;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;

/// All facts at one place of the journal, so that opening need not read what is before it.
///
/// Only a cache: one that is missing, damaged or of another journal is ignored.
///
/// @param revision the last revision in it
/// @param at when that was
/// @param up how long the machine was up then, as far as it said so
/// @param offset where the journal goes on
/// @param sum checksum of the journal before that
/// @param facts by key
record Snapshot(
    long revision,
    Instant at,
    Optional<Uptime> up,
    long offset,
    long sum,
    NavigableMap<String, Fact> facts) {
  /// How many bytes the journal grows at least between two snapshots; a world that is larger is
  /// written down when the journal has grown by its own size, so that all snapshots together cost
  /// no more than the journal.
  static final long DISTANCE = 2_000_000;

  /// Stores it; a snapshot that cannot be stored only costs time later.
  ///
  /// @return how many bytes it has
  long store(Journal journal) {
    Fields text =
        Fields.empty()
            .whole("rev", revision)
            .instant("at", at)
            .text("up", up.map(Uptime::print))
            .whole("offset", offset)
            .whole("journal", sum)
            .with("facts", new Json.Items(facts.values().stream().<Json>map(Fact::write).toList()));
    byte[] printed = JournalLine.sealed(text.print()).getBytes(StandardCharsets.UTF_8);
    Path temporary = journal.snapshot().resolveSibling("snapshot.json.tmp");
    try {
      try (FileChannel file =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(printed);
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
        file.force(true);
      }
      Files.move(
          temporary,
          journal.snapshot(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException _) {
      // The journal holds everything; the next one may succeed.
      return printed.length;
    }
    return printed.length;
  }

  /// Loads the snapshot if it belongs to the journal: if that holds the same bytes up to the place
  /// where it goes on. A byte that changed before it is so found by reading all of the journal.
  ///
  /// @param sum takes the checksum of the journal up to that place
  static Optional<Snapshot> load(Journal journal, CRC32 sum) {
    try {
      if (!Files.exists(journal.snapshot())) {
        return Optional.empty();
      }
      String text = Files.readString(journal.snapshot());
      if (!JournalLine.isWhole(text)) {
        return Optional.empty();
      }
      Fields in = Json.parse(JournalLine.opened(text));
      NavigableMap<String, Fact> facts = new TreeMap<>();
      for (Fields fact : in.objects("facts")) {
        Fact read = Fact.read(fact);
        facts.put(read.key(), read);
      }
      Snapshot snapshot =
          new Snapshot(
              in.whole("rev"),
              in.instant("at"),
              in.optionalText("up").map(Uptime::parse),
              in.whole("offset"),
              in.whole("journal"),
              facts);
      return journal.sum(snapshot.offset, sum) && sum.getValue() == snapshot.sum
          ? Optional.of(snapshot)
          : Optional.empty();
    } catch (IOException | IllegalArgumentException | DateTimeException _) {
      return Optional.empty();
    }
  }
}
