package dev.tfpaas.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tfpaas.runbook.MovedClock;
import dev.tfpaas.world.fact.GroupFact;
import dev.tfpaas.world.fact.ReplicationFact;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A call costs the same in a world of ten times the size. Time would not tell on a busy machine;
/// what a call allocates and writes does: whoever reads, copies or merges the whole world allocates
/// in proportion to it.
class CallWorkTest {
  private static final int FEW = 150;
  private static final int MANY = 1_500;
  private static final int CALLS = 30;

  private final MovedClock clock = new MovedClock(Instant.parse("2026-01-01T00:00:00Z"));
  @TempDir Path parent;

  /// What one call costs.
  ///
  /// @param allocated bytes in memory
  /// @param written bytes in the journal
  private record Work(long allocated, long written) {}

  @Test
  void copyingAnAppCostsTheSameHoweverManyThereAre() throws IOException {
    Work few = copies(FEW);
    Work many = copies(MANY);

    assertThat(many.allocated()).isLessThan(2 * few.allocated());
    assertThat(many.written()).isLessThan(2 * few.written());
  }

  @Test
  void formingAGroupCostsTheSameHoweverManyThereAre() throws IOException {
    Work few = groups(FEW);
    Work many = groups(MANY);

    assertThat(many.allocated()).isLessThan(2 * few.allocated());
    assertThat(many.written()).isLessThan(2 * few.written());
  }

  @Test
  void startingAReplicationCostsTheSameHoweverManyThereAre() throws IOException {
    Work few = replications(FEW);
    Work many = replications(MANY);

    assertThat(many.allocated()).isLessThan(2 * few.allocated());
  }

  private Work copies(int before) throws IOException {
    World world = open("copies-" + before);
    for (int i = 0; i < before; i++) {
      copy(world, i);
    }
    return work(world, before, i -> copy(world, i));
  }

  private Work groups(int before) throws IOException {
    World world = open("groups-" + before);
    for (int i = 0; i < before + CALLS; i++) {
      copy(world, 2 * i);
      copy(world, 2 * i + 1);
    }
    for (int i = 0; i < before; i++) {
      form(world, i);
    }
    return work(world, before, i -> form(world, i));
  }

  private Work replications(int before) throws IOException {
    World world = open("replications-" + before);
    for (int i = 0; i < before + CALLS; i++) {
      copy(world, 2 * i);
      copy(world, 2 * i + 1);
      // The copy is there after that.
      clock.move(Duration.ofMinutes(1));
    }
    for (int i = 0; i < before; i++) {
      replicate(world, i);
    }
    return work(world, before, i -> replicate(world, i));
  }

  private void replicate(World world, int number) {
    ReplicationFact wanted =
        new ReplicationFact(
            "pair-" + number,
            "copy-" + 2 * number,
            "copy-" + (2 * number + 1),
            "mysql",
            ReplicationFact.Mode.SEEDING);
    world.call(Caller.API, "replicate " + number, draft -> Replicating.start(draft, wanted, false));
    clock.move(Duration.ofMinutes(1));
    assertThat(world.<Integer>read(view -> view.replicationsOf("copy-" + 2 * number).size()))
        .isEqualTo(1);
  }

  private World open(String name) {
    return World.open(parent.resolve(name), Estate.builtIn(), clock);
  }

  /// Makes a call and looks at what became of it, as the provider does.
  private static void copy(World world, int number) {
    String name = "copy-" + number;
    AppOperations.Copy copy =
        new AppOperations.Copy(
            "blog",
            name,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            true);
    world.call(Caller.API, "copy " + number, draft -> AppOperations.copy(draft, copy));
    assertThat(world.<Boolean>read(view -> view.app(name).isPresent())).isTrue();
    assertThat(world.<Boolean>read(view -> view.groupOf(name).isPresent())).isFalse();
  }

  private static void form(World world, int number) {
    String id = "group-" + number;
    Groups.Members members =
        new Groups.Members(
            id, "copy-" + 2 * number, Optional.of("copy-" + (2 * number + 1)), List.of());
    world.call(
        Caller.API,
        "form " + number,
        draft -> Groups.form(draft, id, members, GroupFact.Place.PRIMARY));
    assertThat(world.<Boolean>read(view -> view.groupOf("copy-" + 2 * number).isPresent()))
        .isTrue();
  }

  /// Makes calls and measures them. One in the middle of all stands for what a call allocates: now
  /// and then a call also writes the whole world down, which is paid for by all that came before.
  private static Work work(World world, int from, IntConsumer call) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Path journal = world.directory().resolve("journal.jsonl");
    long size = Files.size(journal);
    List<Long> allocated = new ArrayList<>();
    for (int i = from; i < from + CALLS; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      call.accept(i);
      allocated.add(threads.getCurrentThreadAllocatedBytes() - before);
    }
    allocated.sort(Long::compare);
    return new Work(allocated.get(CALLS / 2), (Files.size(journal) - size) / CALLS);
  }
}
