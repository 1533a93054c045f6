package dev.tfpaas.platform.host.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A process that goes on when the command that started it ends. What is known of it is a file with
/// its number and what tells it from others that get that number later.
///
/// @param record that file; it need not exist
public record Daemon(Path record) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

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
      throw HostFailure.of("%s cannot be read".formatted(record), failure);
    }
    if (words.length != 2) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(words[0]))
        .filter(it -> Processes.mark(it.pid()).filter(words[1]::equals).isPresent())
        .filter(Processes::isAlive);
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
      throw HostFailure.of("%s could not be started".formatted(command.getFirst()), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new HostFailure(command.getFirst() + " was interrupted.", interrupted);
    }
  }

  /// Notes a process that was started by another program, such as a server's own.
  public void note(long pid) {
    OwnFiles.write(record, pid + " " + Processes.mark(pid).orElse("ended") + "\n");
  }

  /// Asks it and all that it started to end, and kills what does not listen: a process that it
  /// leaves behind would keep its port.
  public void stop() {
    handle()
        .ifPresent(process -> {
          List<ProcessHandle> all = Processes.family(process);
          all.forEach(ProcessHandle::destroy);
          if (!Processes.end(all, PATIENCE)) {
            killAll(all);
          }
        });
    forget();
  }

  /// Kills it with all that it started, at once (SIGKILL).
  public void kill() {
    handle().ifPresent(process -> killAll(List.of(process)));
    forget();
  }

  private static void killAll(List<ProcessHandle> processes) {
    List<ProcessHandle> left =
        processes.stream()
            .filter(Processes::isAlive)
            .flatMap(it -> Processes.family(it).stream())
            .distinct()
            .toList();
    left.forEach(ProcessHandle::destroyForcibly);
    Processes.end(left, PATIENCE);
  }

  private void forget() {
    OwnFiles.delete(record);
  }
}
