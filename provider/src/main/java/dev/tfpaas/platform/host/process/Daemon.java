package dev.tfpaas.platform.host.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// A process that goes on when the command that started it ends. What is known of it is a file with
/// its number and the time of its start.
///
/// @param record that file; it need not exist
public record Daemon(Path record) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long MILLIS = 1_000;
  private static final long CLOCKS_APART = 3;

  /// Tells whether it runs: the number is that of a process that started when ours did, and that is
  /// not merely left for its parent to notice.
  public boolean runs() {
    return handle().isPresent();
  }

  /// Returns its number; empty when it does not run.
  public Optional<Long> pid() {
    return handle().map(ProcessHandle::pid);
  }

  private Optional<ProcessHandle> handle() {
    String[] words;
    try {
      words = Files.readString(record).strip().split(" ", -1);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException failure) {
      throw new HostFailure("%s cannot be read: %s".formatted(record, failure), failure);
    }
    if (words.length != 2) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(words[0]))
        .filter(it -> started(it) == Long.parseLong(words[1]))
        .filter(Daemon::isAlive);
  }

  /// Tells whether it started at a second of the epoch, or next to it: programs round differently.
  public boolean startedWithin(long second) {
    return handle()
        .map(it -> Math.abs(started(it) / MILLIS - second) <= CLOCKS_APART)
        .orElse(false);
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /// A killed process whose parent has not noticed looks alive to everybody else.
  private static boolean isAlive(ProcessHandle process) {
    Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
    try {
      if (Files.isDirectory(Path.of("/proc/self"))) {
        String text = Files.readString(stat);
        char state = text.charAt(text.lastIndexOf(')') + 2);
        return state != 'Z' && state != 'X';
      }
    } catch (IOException _) {
      // It ended while it was looked at.
      return false;
    }
    return process.isAlive();
  }

  /// Starts it, unless it runs.
  ///
  /// @param command the program and its arguments; never with a secret
  /// @param directory where it works
  /// @param variables its whole environment beside that of this process
  /// @param log takes what it prints
  public void start(List<String> command, Path directory, Map<String, String> variables, Path log) {
    if (runs()) {
      return;
    }
    OwnFiles.append(log);
    // A session of its own, so that Ctrl-C and a closed terminal do not reach it.
    String detach = Programs.onPath("setsid").isPresent() ? "setsid" : "set -m; nohup";
    List<String> words =
        new ArrayList<>(
            List.of(
                "/bin/sh",
                "-c",
                "cd \"$PAAS_HOST_DIRECTORY\" || exit 1; "
                    + detach
                    + " \"$@\" >>\"$PAAS_HOST_LOG\" 2>&1 </dev/null & echo $! >\"$PAAS_HOST_PID\"",
                "sh"));
    words.addAll(command);
    try {
      Path number = Files.createTempFile("paas-host-", ".pid");
      try {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().putAll(variables);
        builder.environment().put("PAAS_HOST_DIRECTORY", directory.toString());
        builder.environment().put("PAAS_HOST_LOG", log.toString());
        builder.environment().put("PAAS_HOST_PID", number.toString());
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        int status = builder.start().waitFor();
        String pid = Files.readString(number).strip();
        if (status != 0 || pid.isEmpty()) {
          throw new HostFailure(
              "%s could not be started in %s.".formatted(command.getFirst(), directory));
        }
        note(Long.parseLong(pid));
      } finally {
        Files.deleteIfExists(number);
      }
    } catch (IOException failure) {
      throw new HostFailure(
          "%s could not be started: %s".formatted(command.getFirst(), failure.getMessage()),
          failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new HostFailure(command.getFirst() + " was interrupted.", interrupted);
    }
  }

  /// Notes a process that was started by another program, such as a server's own.
  public void note(long pid) {
    long start = ProcessHandle.of(pid).map(Daemon::started).orElse(0L);
    OwnFiles.write(record, pid + " " + start + "\n");
  }

  /// Asks it to end, and kills it where it does not listen.
  public void stop() {
    Optional<ProcessHandle> running = handle();
    running.ifPresent(process -> {
      process.destroy();
      if (!ends(process)) {
        kill();
      }
    });
    forget();
  }

  private static boolean ends(ProcessHandle process) {
    try {
      process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return !isAlive(process);
    } catch (ExecutionException failure) {
      throw new HostFailure("A process could not be waited for.", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new HostFailure("Waiting for a process was interrupted.", interrupted);
    }
  }

  /// Kills it with all that it started, at once (SIGKILL).
  public void kill() {
    handle()
        .ifPresent(process -> {
          List<ProcessHandle> all =
              Stream.concat(Stream.of(process), process.descendants()).toList();
          all.forEach(ProcessHandle::destroyForcibly);
          all.forEach(Daemon::ends);
        });
    forget();
  }

  private void forget() {
    OwnFiles.delete(record);
  }
}
