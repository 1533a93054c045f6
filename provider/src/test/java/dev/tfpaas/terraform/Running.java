package dev.tfpaas.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// A command that was started, with the processes that it starts.
///
/// Owned by the test that started it; [Workspace#close] ends whatever is left of it.
final class Running {
  private final Command command;
  private final Process process;
  private final Path out;
  private final Path err;
  private final Instant startedAt = Instant.now();
  private final Set<ProcessHandle> seen = new HashSet<>();

  Running(Command command, Process process, Path out, Path err) {
    this.command = command;
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /// Waits for the end; fails the test when the deadline passes first.
  Finished await() {
    try {
      boolean ended = process.waitFor(command.deadline().toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        kill();
      }
      assertThat(ended)
          .as("%s ended within %s%n%s%n%s", command.words(), command.deadline(), output(), errors())
          .isTrue();
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "interrupted while waiting for " + command.words(), interruption);
    }
    return new Finished(
        String.join(" ", command.words()),
        process.exitValue(),
        output(),
        errors(),
        Duration.between(startedAt, Instant.now()));
  }

  /// Sends SIGINT to the command alone, as `kill -INT` does.
  void interrupt() {
    signal("INT", process.toHandle());
  }

  /// Sends SIGINT to the command and to the providers it runs, as Ctrl-C in a terminal does.
  void interruptAll() {
    List<ProcessHandle> all = providers();
    signal("INT", process.toHandle());
    all.forEach(provider -> signal("INT", provider));
  }

  /// Sends SIGKILL to the command alone; its providers go on as orphans.
  void killAlone() {
    providers();
    process.destroyForcibly();
  }

  /// Sends SIGKILL to the command and to everything it started.
  void kill() {
    providers();
    process.destroyForcibly();
    seen.forEach(ProcessHandle::destroyForcibly);
  }

  /// Returns the provider processes that run now.
  List<ProcessHandle> providers() {
    List<ProcessHandle> now = process.descendants().filter(ProcessHandle::isAlive).toList();
    seen.addAll(now);
    return now;
  }

  /// Tells whether the command still runs.
  boolean isAlive() {
    return process.isAlive();
  }

  /// Returns what it has printed so far.
  String output() {
    return read(out);
  }

  /// Returns what it has printed to standard error so far.
  String errors() {
    return read(err);
  }

  private static void signal(String name, ProcessHandle target) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(target.pid())).start().waitFor();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
