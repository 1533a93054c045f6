package dev.tfpaas.platform.host.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// What this machine says of its processes.
public final class Processes {
  private static final Path PROC = Path.of("/proc");
  private static final int START_TICKS = 19;
  private static final long LOOK_NANOS = 10_000_000L;

  private Processes() {}

  /// Returns what tells a process from every other that has or had its number: one word, the same
  /// for as long as it runs. A clock that is set changes nothing of it where there is `/proc`: it
  /// is the time since the machine started, and which start that was.
  ///
  /// @return empty when there is no such process
  static Optional<String> mark(long pid) {
    if (!hasProc()) {
      return ProcessHandle.of(pid)
          .flatMap(it -> it.info().startInstant())
          .map(Instant::toEpochMilli)
          .map(String::valueOf);
    }
    return stat(pid)
        .map(words -> words.get(START_TICKS) + "@" + text("sys/kernel/random/boot_id").strip());
  }

  /// Tells whether it runs. A killed process whose parent has not noticed looks alive to everybody
  /// else, and is not.
  static boolean isAlive(ProcessHandle process) {
    return hasProc()
        ? stat(process.pid()).map(List::getFirst).filter(it -> !"ZX".contains(it)).isPresent()
        : process.isAlive();
  }

  /// Tells whether a number is that of a process that runs and works in a directory.
  ///
  /// @param directory one that no other process is started for
  public static boolean worksIn(long pid, Path directory) {
    return ProcessHandle.of(pid)
        .filter(Processes::isAlive)
        .filter(it ->
            place(pid).map(place -> isSame(place, directory)).orElseGet(() -> isFor(it, directory)))
        .isPresent();
  }

  /// Returns where it works; empty where this process may not know.
  private static Optional<Path> place(long pid) {
    try {
      return Optional.of(Files.readSymbolicLink(of(pid, "cwd")));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static boolean isSame(Path place, Path directory) {
    try {
      return place.equals(directory.toRealPath());
    } catch (IOException _) {
      return false;
    }
  }

  /// Tells whether its command names the directory.
  private static boolean isFor(ProcessHandle process, Path directory) {
    String end = hasProc() ? "\0" : " ";
    String command =
        hasProc()
            ? text(process.pid() + "/cmdline")
            : process.info().commandLine().orElse("") + end;
    return command.contains(directory + end);
  }

  /// Returns it and all that it started, itself first.
  static List<ProcessHandle> family(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants()).toList();
  }

  /// Waits until all have ended.
  ///
  /// @return whether they have
  static boolean end(Collection<ProcessHandle> processes, Duration limit) {
    long until = System.nanoTime() + limit.toNanos();
    while (processes.stream().anyMatch(Processes::isAlive)) {
      if (Thread.currentThread().isInterrupted()) {
        throw new HostFailure("Waiting for a process was interrupted.");
      }
      if (System.nanoTime() > until) {
        return false;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return true;
  }

  private static boolean hasProc() {
    return Files.isDirectory(PROC.resolve("self"));
  }

  private static Path of(long pid, String name) {
    return PROC.resolve(Long.toString(pid)).resolve(name);
  }

  /// Returns the words after the name, which may itself hold blanks and brackets; the first is the
  /// state.
  private static Optional<List<String>> stat(long pid) {
    String text = text(pid + "/stat");
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(List.of(text.substring(text.lastIndexOf(')') + 2).split(" ", -1)));
  }

  /// Returns nothing when the process ended while it was looked at.
  private static String text(String name) {
    try {
      return new String(Files.readAllBytes(PROC.resolve(name)), StandardCharsets.UTF_8);
    } catch (IOException _) {
      return "";
    }
  }
}
