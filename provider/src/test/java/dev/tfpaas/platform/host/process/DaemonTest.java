package dev.tfpaas.platform.host.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes are found again by number and start, and nobody else's is ever taken for ours.
class DaemonTest {
  @TempDir Path directory;

  private Daemon started(String... command) {
    Daemon daemon = new Daemon(directory.resolve("pid"));
    daemon.start(List.of(command), directory, Map.of("WORD", "said"), directory.resolve("log"));
    return daemon;
  }

  @Test
  void numberThatBelongsToSomebodyElseByNowIsNotOurs() throws IOException {
    Daemon daemon = started("sleep", "600");
    long pid = daemon.pid().orElseThrow();
    try {
      Path other = directory.resolve("other");
      Files.writeString(other, pid + " 12345\n");

      assertThat(daemon.runs()).isTrue();
      assertThat(new Daemon(other).runs()).isFalse();
      new Daemon(other).kill();
      assertThat(daemon.runs()).as("it was not killed").isTrue();
    } finally {
      daemon.stop();
    }
    assertThat(daemon.runs()).isFalse();
    assertThat(directory.resolve("pid")).doesNotExist();
  }

  @Test
  void killedProcessDoesNotRunWhetherOrNotItsParentHasNoticed() {
    Daemon daemon = started("sh", "-c", "sleep 600 & wait");
    ProcessHandle process = ProcessHandle.of(daemon.pid().orElseThrow()).orElseThrow();
    List<ProcessHandle> below = process.descendants().toList();

    daemon.kill();

    assertThat(daemon.runs()).isFalse();
    assertThat(below).noneMatch(it -> it.isAlive() && it.info().command().isPresent());
  }

  @Test
  void clockThatIsSetDoesNotMakeItSomebodyElse() throws IOException {
    Path proc = Path.of("/proc");
    assumeTrue(Files.isDirectory(proc.resolve("self")), "only Linux has /proc");
    Daemon daemon = started("sleep", "600");
    try {
      Path stat = proc.resolve(Long.toString(daemon.pid().orElseThrow())).resolve("stat");
      String ticksSinceTheMachineStarted = Files.readString(stat).split(" ", -1)[21];

      assertThat(directory.resolve("pid"))
          .content()
          .contains(" " + ticksSinceTheMachineStarted + "@");
    } finally {
      daemon.stop();
    }
  }

  @Test
  void stoppingEndsWhatItStartedToo() {
    Daemon daemon = started("sh", "-c", "sleep 600; exit 1");
    ProcessHandle process = ProcessHandle.of(daemon.pid().orElseThrow()).orElseThrow();
    List<ProcessHandle> below = below(process);

    daemon.stop();

    assertThat(below).isNotEmpty().noneMatch(Processes::isAlive);
  }

  private static List<ProcessHandle> below(ProcessHandle process) {
    long until = System.nanoTime() + 10_000_000_000L;
    while (process.descendants().findAny().isEmpty() && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    return process.descendants().toList();
  }

  @Test
  void whatItPrintsIsForItsOwnerOnly() throws IOException {
    Daemon daemon = started("sh", "-c", "echo $WORD; exec sleep 600");
    Path log = directory.resolve("log");
    try {
      long until = System.nanoTime() + 10_000_000_000L;
      while (Files.size(log) == 0 && System.nanoTime() < until) {
        Thread.onSpinWait();
      }

      assertThat(log).hasContent("said");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
          .isEqualTo("rw-------");
    } finally {
      daemon.stop();
    }
  }
}
