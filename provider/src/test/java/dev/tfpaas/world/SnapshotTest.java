package dev.tfpaas.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.runbook.MovedClock;
import dev.tfpaas.world.fact.Fact;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A snapshot counts only where the journal can go on from it.
class SnapshotTest {
  private final MovedClock clock = new MovedClock(Instant.parse("2026-01-01T00:00:00Z"));
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
    new Snapshot(1, clock.instant(), offset, facts).store(journal);
  }

  @Test
  void endOfALineIsAPlaceToGoOn() {
    store(journal.extent().size());

    assertThat(Snapshot.load(journal)).isPresent();
  }

  @Test
  void middleOfALineIsNone() {
    store(journal.extent().size() - 1);

    assertThat(Snapshot.load(journal)).isEmpty();
  }

  @Test
  void placeBehindTheEndIsNone() {
    store(journal.extent().size() + 1);

    assertThat(Snapshot.load(journal)).isEmpty();
  }

  @Test
  void worldOfAnotherIdentityIsNone() {
    Estate.builtIn().facts(clock.instant()).forEach(fact -> facts.put(fact.key(), fact));
    store(journal.extent().size());

    assertThat(Snapshot.load(journal)).isEmpty();
  }
}
