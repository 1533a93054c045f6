package dev.tfpaas.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tfpaas.runbook.MovedClock;
import dev.tfpaas.world.fact.AppFact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a world's directory survives.
class StoreTest {
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
  void readingMakesNoFile() {
    assertThat(written(open())).isEqualTo(100);
    assertThat(open().isStored()).isFalse();
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void whatWasWrittenIsThereAgain() {
    World first = open();
    write(first, 1);
    clock.move(Duration.ofSeconds(3));

    World second = open();

    // Two requests a second for three seconds, though no process ran.
    assertThat(written(second)).isEqualTo(107);
    assertThat(second.calls()).extracting(CallEntry::call).containsExactly("write 1");
  }

  @Test
  void twoOpenWorldsSeeEachOther() {
    World one = open();
    World other = open();

    write(one, 1);
    write(other, 2);
    write(one, 3);

    assertThat(written(one)).isEqualTo(103).isEqualTo(written(other));
    assertThat(one.calls()).extracting(CallEntry::revision).containsExactly(1L, 2L, 3L);
  }

  @Test
  void timeDoesNotGoBackWithAProcessClock() {
    World ahead =
        World.open(directory(), Estate.builtIn(), new MovedClock(clock.instant().plusSeconds(60)));
    write(ahead, 1);
    World behind = open();

    write(behind, 2);

    List<CallEntry> calls = behind.calls();
    assertThat(calls.get(1).at()).isAfterOrEqualTo(calls.get(0).at());
  }

  @Test
  void lineTornAtAnyByteNeverHappened() throws IOException {
    World world = open();
    write(world, 1);
    int whole = Math.toIntExact(Files.size(journal()));
    byte[] lock = Files.readAllBytes(lock());
    write(world, 2);
    byte[] bytes = Files.readAllBytes(journal());

    for (int cut = whole; cut < bytes.length - 1; cut++) {
      Files.write(journal(), Arrays.copyOf(bytes, cut));
      Files.write(lock(), lock);

      World after = open();
      assertThat(written(after)).isEqualTo(101);
      assertThat(after.calls()).hasSize(1);
      if (cut % 40 == 0) {
        write(after, 3);
        assertThat(written(open())).isEqualTo(102);
        assertThat(open().calls())
            .extracting(CallEntry::call)
            .containsExactly("write 1", "write 3");
      }
    }
  }

  @Test
  void firstLineTornAtAnyByteNeverHappened() throws IOException {
    write(open(), 1);
    byte[] bytes = Files.readAllBytes(journal());
    int end = new String(bytes, StandardCharsets.UTF_8).indexOf('\n');

    for (int cut = 0; cut <= end; cut += 7) {
      Files.write(journal(), Arrays.copyOf(bytes, cut));
      Files.write(lock(), new byte[0]);
      World after = open();
      assertThat(written(after)).isEqualTo(100);
      write(after, 2);
      assertThat(written(open())).isEqualTo(101);
    }
  }

  @Test
  void openWorldNoticesAReset() {
    World world = open();
    write(world, 1);
    World.reset(directory());

    assertThat(written(world)).isEqualTo(100);
    write(world, 2);
    assertThat(open().calls()).extracting(CallEntry::call).containsExactly("write 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "{",
        "{\"rev\":1,}",
        "{\"rev\":1.5}",
        "{\"rev\":99999999999999999999}",
        "{}",
        "{\"rev\":7}",
        "{\"rev\":2,\"at\":\"x\",\"put\":[]}",
        "{\"rev\":2,\"at\":\"2026-01-01T00:00:00Z\",\"up\":\"x\",\"put\":[]}",
        "{\"rev\":2,\"at\":\"2026-01-01T00:00:00Z\",\"up\":\"x y\",\"put\":[]}",
        "{\"rev\":2,\"at\":\"2026-01-01T00:00:00Z\",\"by\":\"nobody\",\"put\":[]}"
      })
  void damagedLineIsNamedAndNothingIsWritten(String line) throws IOException {
    World world = open();
    write(world, 1);
    Files.writeString(journal(), Files.readString(journal()) + line + "\n");
    byte[] damaged = Files.readAllBytes(journal());

    assertThatThrownBy(this::open)
        .isInstanceOf(WorldException.class)
        .hasMessageContaining("journal.jsonl:3: ")
        .hasMessageContaining("paas local reset")
        .hasMessageNotContainingAny(
            "java.",
            "Exception",
            "dev.tfpaas",
            "tools.jackson",
            "parsed at",
            "token",
            "long",
            "expected");
    assertThatThrownBy(() -> write(world, 2)).isInstanceOf(WorldException.class);
    assertThatThrownBy(() -> written(world)).isInstanceOf(WorldException.class);
    assertThat(Files.readAllBytes(journal())).isEqualTo(damaged);
  }

  @Test
  void missingLineIsNamed() throws IOException {
    World world = open();
    write(world, 1);
    write(world, 2);
    List<String> lines = new ArrayList<>(Files.readAllLines(journal()));
    lines.remove(1);
    Files.write(journal(), lines);

    assertThatThrownBy(this::open)
        .isInstanceOf(WorldException.class)
        .hasMessageContaining("journal.jsonl:2: revision 2 follows revision 0");
  }

  @Test
  void directoryOfSomebodyElseIsLeftAlone() throws IOException {
    Files.createDirectory(directory());
    Files.writeString(directory().resolve("thesis.txt"), "mine");

    assertThatThrownBy(this::open)
        .isInstanceOf(WorldException.class)
        .hasMessageContaining("thesis.txt");
    assertThatThrownBy(() -> World.reset(directory())).isInstanceOf(WorldException.class);
    assertThat(directory()).isDirectoryContaining(file -> file.endsWith("thesis.txt"));
  }

  @Test
  void fileInPlaceOfTheDirectoryIsNamed() throws IOException {
    Files.writeString(directory(), "mine");

    assertThatThrownBy(this::open)
        .isInstanceOf(WorldException.class)
        .hasMessageContaining("needs a directory");
  }

  @Test
  void snapshotIsOnlyACache() throws IOException {
    World world = open();
    write(world, 1);
    Files.writeString(directory().resolve("snapshot.json"), "{\"rev\":99");

    assertThat(written(open())).isEqualTo(101);
    Files.delete(journal());
    assertThatThrownBy(this::open)
        .isInstanceOf(WorldException.class)
        .hasMessageContaining("the state is lost");
  }

  @Test
  void snapshotAndJournalSayTheSame() throws IOException {
    World world = open();
    copies(world, 2000);
    assertThat(directory().resolve("snapshot.json")).exists();
    write(world, 1);

    List<AppFact> withSnapshot = open().read(View::apps);
    Files.delete(directory().resolve("snapshot.json"));

    assertThat(open().read(View::apps)).isEqualTo(withSnapshot).hasSize(2002);
  }

  private static void copies(World world, int count) {
    for (int i = 0; i < count; i++) {
      copy(world, "copy-" + i);
    }
  }

  private static void copy(World world, String name) {
    world.call(
        Caller.API,
        "copy " + name,
        draft ->
            AppOperations.copy(
                draft,
                new AppOperations.Copy(
                    "shop",
                    name,
                    Optional.empty(),
                    Optional.of("us-east"),
                    Optional.empty(),
                    Map.of("TOKEN", "hush-hush"),
                    Optional.empty(),
                    true)));
  }

  @Test
  void hundredThreadsShareOneWorld() throws InterruptedException, ExecutionException {
    World one = open();
    World other = open();
    try (ExecutorService threads = Executors.newFixedThreadPool(100)) {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        String name = "copy-" + i;
        World world = i % 2 == 0 ? one : other;
        done.add(
            threads.submit(() -> {
              copy(world, name);
              Optional<AppFact> app = world.read(view -> view.app(name));
              assertThat(app).isPresent();
            }));
      }
      for (Future<?> future : done) {
        future.get();
      }
    }

    assertThat(open().read(View::apps)).hasSize(1002);
    assertThat(one.calls()).hasSize(1000);
  }

  @Test
  void refusedCallChangesNothingAndIsLogged() {
    World world = open();

    Throwable refusal =
        catchThrowable(() ->
            world.call(
                Caller.API,
                "twice",
                draft -> {
                  AppOperations.write(draft, "blog", 5);
                  AppOperations.write(draft, "nobody", 5);
                }));

    assertThat(refusal).isInstanceOf(RefusedCall.class);
    assertThat(written(world)).isEqualTo(100);
    assertThat(world.calls())
        .singleElement()
        .satisfies(call -> {
          assertThat(call.accepted()).isFalse();
          assertThat(call.outcome()).isEqualTo("not_found: there is no app \"nobody\"");
          assertThat(call.effects()).isEmpty();
        });
  }

  @Test
  void valuesOfVariablesAreNotStored() throws IOException {
    World world = open();
    copy(world, "copy");

    assertThat(Files.readString(journal())).doesNotContain("hush-hush").doesNotContain("\"EUR\"");
  }

  @Test
  void timeGoesOnWhenTheClockWasSetBack() {
    write(open(), 1);
    clock.move(Duration.ofDays(1));
    World world = open();
    write(world, 2);
    Instant before = world.read(View::now);
    clock.move(Duration.ofDays(-1));

    write(world, 3);
    clock.move(Duration.ofSeconds(5));
    Instant later = open().read(View::now);

    assertThat(Duration.between(before, later)).isEqualTo(Duration.ofSeconds(5));
    assertThat(world.calls().getLast().effects()).contains("settings/");
  }

  @Test
  void everyChangedByteIsNoticed() throws IOException {
    World world = open();
    write(world, 1);
    write(world, 2);
    byte[] bytes = Files.readAllBytes(journal());
    Random random = new Random(7);

    for (int place = 0; place < bytes.length; place += 1 + random.nextInt(9)) {
      byte[] changed = bytes.clone();
      changed[place] ^= (byte) (1 << random.nextInt(7));
      Files.write(journal(), changed);

      assertThatThrownBy(this::open)
          .as("byte %d of %d", place, bytes.length)
          .isInstanceOf(WorldException.class)
          .hasMessageNotContainingAny("java.", "Exception", "dev.tfpaas");
    }
    for (int line = 0; line < 3; line++) {
      byte[] changed = bytes.clone();
      changed[endOfLine(bytes, line)] = 'J';
      Files.write(journal(), changed);

      assertThatThrownBy(this::open).as("end of line %d", line).isInstanceOf(WorldException.class);
    }
  }

  private static int endOfLine(byte[] bytes, int line) {
    int at = -1;
    for (int i = 0; i <= line; i++) {
      do {
        at++;
      } while (bytes[at] != '\n');
    }
    return at;
  }

  @Test
  void filesAreTheirOwners() throws IOException {
    write(open(), 1);
    Files.setPosixFilePermissions(journal(), PosixFilePermissions.fromString("rw-r--r--"));

    write(open(), 2);

    try (Stream<Path> files = Files.list(directory())) {
      assertThat(files)
          .isNotEmpty()
          .allSatisfy(file ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                  .isEqualTo("rw-------"));
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())))
        .isEqualTo("rwx------");
  }
}
