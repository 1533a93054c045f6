package dev.tfpaas.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.runbook.MovedClock;
import dev.tfpaas.world.fact.Fact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A snapshot counts only beside the journal that it was made of.
class SnapshotTest {
  private final MovedClock clock = new MovedClock(Instant.parse("2026-01-01T00:00:00Z"));
  private static final Optional<Uptime> UP =
      Optional.of(new Uptime("a-start", Duration.ofHours(1)));
  private final NavigableMap<String, Fact> facts = new TreeMap<>();
  @TempDir Path directory;
  private Journal journal;

  @BeforeEach
  void oneCallWasMade() {
    World world = World.open(directory, Estate.builtIn(), clock);
    world.call(Caller.API, "write", draft -> AppOperations.write(draft, "blog", 1));
    journal = new Journal(directory);
    new String(journal.read(0), StandardCharsets.UTF_8)
        .lines()
        .map(Transaction::parse)
        .flatMap(it -> it.put().stream())
        .forEach(fact -> facts.put(fact.key(), fact));
  }

  private void store(long offset) {
    CRC32 sum = new CRC32();
    byte[] bytes = journal.read(0);
    sum.update(bytes, 0, (int) Math.min(offset, bytes.length));
    new Snapshot(1, clock.instant(), UP, offset, sum.getValue(), facts).store(journal);
  }

  private Optional<Snapshot> load() {
    return Snapshot.load(journal, new CRC32());
  }

  @Test
  void itIsReadAsItWasStored() {
    store(journal.extent().size());

    assertThat(load())
        .hasValueSatisfying(it -> {
          assertThat(it.facts()).isEqualTo(facts);
          assertThat(it.up()).isEqualTo(UP);
          assertThat(it.offset()).isEqualTo(journal.extent().size());
        });
  }

  @Test
  void journalThatWasChangedBeforeItIsAnother() throws IOException {
    store(journal.extent().size());
    byte[] bytes = journal.read(0);

    for (int place = 0; place < bytes.length; place += 97) {
      byte[] changed = bytes.clone();
      changed[place] ^= 1;
      Files.write(journal.file(), changed);

      assertThat(load()).as("byte %d", place).isEmpty();
    }
  }

  @Test
  void placeBehindTheEndIsNone() {
    store(journal.extent().size() + 1);

    assertThat(load()).isEmpty();
  }
}
