package dev.tfpaas.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reads a world that version 0.1.0 wrote: every kind of fact, each with its optional parts once
/// there and once not.
class KeptJournalTest {
  static final Path JOURNAL = Path.of("src/test/resources/dev/tfpaas/world/journal-0.1.0.jsonl");

  @TempDir Path parent;

  @Test
  void everyLineIsWrittenAgainByteForByte() throws IOException {
    List<String> lines = Files.readAllLines(JOURNAL);

    assertThat(lines).hasSizeGreaterThan(20);
    assertThat(lines)
        .allSatisfy(line -> assertThat(Transaction.parse(line).print()).isEqualTo(line));
  }

  @Test
  void everyKindOfFactIsInIt() throws IOException {
    Set<String> kinds = new TreeSet<>();
    for (String line : Files.readAllLines(JOURNAL)) {
      Transaction.parse(line)
          .put()
          .forEach(fact -> kinds.add(fact.key().substring(0, fact.key().indexOf('/'))));
    }

    assertThat(kinds)
        .containsExactly(
            "app",
            "backup",
            "data-set",
            "database",
            "domain",
            "group",
            "migration",
            "pending",
            "region",
            "replication",
            "settings",
            "traffic",
            "violation");
  }
}
