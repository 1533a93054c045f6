package dev.tfpaas.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes that share a world, and die.
class KilledProcessTest {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir Path parent;

  private Path directory() {
    return parent.resolve(".paas");
  }

  private Process writer(String app, int calls, ProcessBuilder.Redirect output) throws IOException {
    return new ProcessBuilder(
            JAVA,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName(),
            directory().toString(),
            app,
            Integer.toString(calls))
        .redirectOutput(output)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private List<CallEntry> calls() {
    return World.open(directory(), Estate.builtIn(), Clock.systemUTC()).calls();
  }

  @Test
  void everyAcceptedCallOutlivesAKill() throws IOException, InterruptedException {
    for (int round = 1; round <= 3; round++) {
      int before = Files.exists(directory()) ? calls().size() : 0;
      Path said = parent.resolve("said-" + round);
      Process writer = writer("blog", 1_000_000, ProcessBuilder.Redirect.to(said.toFile()));
      int enough = 40 * round;
      await().atMost(Duration.ofSeconds(60)).until(() -> accepted(said) >= enough);

      writer.destroyForcibly();
      assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();

      // The last call may have been stored without the process living to say so.
      assertThat(calls().size() - before).isBetween(accepted(said), accepted(said) + 1);
    }
  }

  /// Counts the whole lines of a file.
  private static int accepted(Path said) throws IOException {
    return (int) Files.readString(said).chars().filter(character -> character == '\n').count();
  }

  @Test
  void twoProcessesAtOnceLoseNothing() throws IOException, InterruptedException {
    Process one = writer("blog", 300, ProcessBuilder.Redirect.PIPE);
    Process other = writer("shop", 300, ProcessBuilder.Redirect.PIPE);

    drain(one);
    drain(other);

    assertThat(one.waitFor()).isZero();
    assertThat(other.waitFor()).isZero();
    assertThat(calls()).hasSize(600).allMatch(CallEntry::accepted);
    assertThat(calls().stream().filter(call -> call.call().startsWith("write shop"))).hasSize(300);
  }

  private static void drain(Process process) throws IOException {
    try (BufferedReader lines = process.inputReader()) {
      assertThat(lines.lines().count()).isEqualTo(300);
    }
  }
}
