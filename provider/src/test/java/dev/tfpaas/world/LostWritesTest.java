package dev.tfpaas.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.runbook.MovedClock;
import dev.tfpaas.world.fact.Fact;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was acknowledged and is no longer in the journal is noticed, and what was not acknowledged
/// is no false alarm.
class LostWritesTest {
  private final MovedClock clock = new MovedClock(Instant.parse("2026-01-01T00:00:00Z"));
  @TempDir Path parent;

  private Path directory() {
    return parent.resolve(".paas");
  }

  private Path journal() {
    return directory().resolve("journal.jsonl");
  }

  private Path lock() {
    return directory().resolve("lock");
  }

  private World open() {
    return World.open(directory(), Estate.builtIn(), clock);
  }

  private static void write(World world, int number) {
    world.call(Caller.API, "write " + number, draft -> AppOperations.write(draft, "blog", 1));
  }

  private static long written(World world) {
    return world.read(view -> view.position(view.database("blog", "mysql").orElseThrow()));
  }

  @Test
  void whoDiesBeforeTheLockKnowsOfTheLineHasMadeTheCall() throws IOException {
    World world = open();
    write(world, 1);
    byte[] lock = Files.readAllBytes(lock());
    write(world, 2);
    Files.write(lock(), lock);

    assertThat(written(open())).isEqualTo(102);
    write(open(), 3);
    assertThat(open().calls()).hasSize(3);
  }

  @Test
  void lineWithoutItsEndCountsAndGetsIt() throws IOException {
    write(open(), 1);
    byte[] bytes = Files.readAllBytes(journal());
    Files.write(journal(), Arrays.copyOf(bytes, bytes.length - 1));

    World after = open();
    assertThat(written(after)).isEqualTo(101);
    assertThat(after.calls()).hasSize(1);
    write(after, 2);
    assertThat(written(after)).isEqualTo(102);
    assertThat(open().calls()).extracting(CallEntry::call).containsExactly("write 1", "write 2");
    assertThat(Files.readString(journal())).startsWith(new String(bytes, StandardCharsets.UTF_8));
  }

  @Test
  void journalThatWasCutOffIsNoticed() throws IOException {
    World world = open();
    write(world, 1);
    int whole = Math.toIntExact(Files.size(journal()));
    write(world, 2);
    byte[] bytes = Files.readAllBytes(journal());

    for (int cut = whole - 1; cut < bytes.length - 1; cut += 3) {
      Files.write(journal(), Arrays.copyOf(bytes, cut));

      assertThatThrownBy(this::open)
          .as("cut to %d bytes", cut)
          .hasMessageContaining("it ends with revision 1 after")
          .hasMessageContaining("and revision 2 had been written");
      assertThatThrownBy(() -> written(world)).isInstanceOf(WorldException.class);
      assertThatThrownBy(() -> write(world, 3)).isInstanceOf(WorldException.class);
    }
    Files.delete(lock());
    write(open(), 3);
    assertThat(open().calls()).extracting(CallEntry::call).containsExactly("write 1", "write 3");
  }

  @Test
  void lockThatWasChangedIsNoticed() throws IOException {
    write(open(), 1);
    Files.writeString(lock(), Files.readString(lock()).replace("\"rev\":1", "\"rev\":0"));

    assertThatThrownBy(this::open)
        .isInstanceOf(WorldException.class)
        .hasMessageContaining("lock: cannot be read (it was changed since it was written)");
  }

  @Test
  void journalOfVersion010GoesOn() throws IOException {
    Files.createDirectory(directory());
    Files.copy(KeptJournalTest.JOURNAL, journal());
    Files.writeString(lock(), "a journal belongs to this\n");
    long before = open().calls().size();

    open().call(Caller.API, "one", _ -> {});
    open().call(Caller.API, "two", _ -> {});

    assertThat(open().calls()).hasSize(Math.toIntExact(before + 2));
  }

  @Test
  void changedByteBeforeASnapshotIsNoticed() throws IOException {
    World world = open();
    write(world, 1);
    write(world, 2);
    CRC32 sum = new CRC32();
    byte[] bytes = Files.readAllBytes(journal());
    sum.update(bytes);
    NavigableMap<String, Fact> facts = new TreeMap<>();
    world.read(View::apps).forEach(app -> facts.put(app.key(), app));
    new Snapshot(2, clock.instant(), Optional.empty(), bytes.length, sum.getValue(), facts)
        .store(new Journal(directory()));
    assertThat(open().read(View::regions)).as("read from the snapshot alone").isEmpty();

    bytes[1000] ^= 1;
    Files.write(journal(), bytes);

    assertThatThrownBy(this::open)
        .isInstanceOf(WorldException.class)
        .hasMessageContaining("journal.jsonl:1: the line cannot be read");
  }

  @Test
  void missingJournalIsNoNewWorld() throws IOException {
    write(open(), 1);
    Files.delete(journal());

    assertThatThrownBy(this::open)
        .hasMessageContaining("journal.jsonl is missing or empty beside it")
        .hasMessageContaining("paas local reset");
    assertThatThrownBy(() -> write(open(), 2))
        .hasMessageContaining("is missing or empty beside it");
    World.reset(directory());
    write(open(), 3);
    assertThat(open().calls()).hasSize(1);
  }

  @Test
  void worldThatIsStartedAnewWhileItIsReadLostNothing() throws Exception {
    World world = open();
    write(world, 1);
    write(world, 2);
    // Whoever opens the world waits at its snapshot, after the lock and before the journal.
    Path snapshot = directory().resolve("snapshot.json");
    assertThat(new ProcessBuilder("mkfifo", snapshot.toString()).start().waitFor()).isZero();

    try (ExecutorService reader = Executors.newSingleThreadExecutor()) {
      Future<World> opened = reader.submit(this::open);
      try (OutputStream _ = Files.newOutputStream(snapshot, StandardOpenOption.WRITE)) {
        World.reset(directory());
        write(open(), 3);
      }
      assertThat(opened.get().calls()).extracting(CallEntry::call).containsExactly("write 3");
    }
  }

  @Test
  void worldThatIsRemovedWhileItIsReadLostNothing() throws Exception {
    write(open(), 1);
    Path snapshot = directory().resolve("snapshot.json");
    assertThat(new ProcessBuilder("mkfifo", snapshot.toString()).start().waitFor()).isZero();

    try (ExecutorService reader = Executors.newSingleThreadExecutor()) {
      Future<World> opened = reader.submit(this::open);
      try (OutputStream _ = Files.newOutputStream(snapshot, StandardOpenOption.WRITE)) {
        World.reset(directory());
      }
      assertThat(opened.get().isStored()).isFalse();
    }
  }

  @Test
  void firstLineOfAnotherIsNoLostJournal() {
    Journal journal = new Journal(directory());
    assertThat(journal.extent().size()).isZero();
    write(open(), 1);

    assertThatCode(journal::checkVacant).doesNotThrowAnyException();
  }

  @Test
  void lockOfWhoDiedBeforeTheFirstLineIsNoLostJournal() throws IOException {
    Files.createDirectories(directory());
    Files.createFile(lock());

    write(open(), 1);

    assertThat(open().calls()).hasSize(1);
  }
}
