package dev.tfpaas.platform.host.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Runs programs that end by themselves.
public final class Programs {
  private static final int LONGEST_SHOWN = 600;

  private Programs() {}

  /// Runs a program and returns what it printed, both streams together.
  ///
  /// @param command the program and its arguments; never with a secret
  /// @param variables added to the environment
  /// @param limit how long it may take; it is killed after that
  /// @throws HostFailure when it cannot be started, fails, or takes too long
  public static String run(List<String> command, Map<String, String> variables, Duration limit) {
    return run(command, variables, limit, Path.of("/dev/null"));
  }

  /// Runs a program on a file and returns what it printed, both streams together.
  ///
  /// @param command the program and its arguments; never with a secret
  /// @param variables added to the environment
  /// @param limit how long it may take; it is killed after that
  /// @param input what it reads; this process opens it, whoever the program runs as
  /// @throws HostFailure when it cannot be started, fails, or takes too long
  public static String run(
      List<String> command, Map<String, String> variables, Duration limit, Path input) {
    // What it prints goes to a file: a server that it leaves behind would keep a pipe open.
    try {
      Path said = Files.createTempFile("paas-host-", ".log");
      try {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(variables);
        builder.environment().put("LC_ALL", "C");
        // Whoever it runs as may not be allowed into the directory of this process.
        builder.directory(Path.of("/").toFile());
        builder.redirectErrorStream(true).redirectOutput(said.toFile());
        builder.redirectInput(ProcessBuilder.Redirect.from(input.toFile()));
        Process process = builder.start();
        boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        String text = new String(Files.readAllBytes(said), StandardCharsets.UTF_8).strip();
        if (!ended) {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
          throw new HostFailure(
              "%s did not end within %d s.".formatted(name(command), limit.toSeconds()));
        }
        if (process.exitValue() != 0) {
          throw new HostFailure(
              "%s failed with status %d: %s"
                  .formatted(name(command), process.exitValue(), shown(text)));
        }
        return text;
      } finally {
        Files.deleteIfExists(said);
      }
    } catch (IOException failure) {
      throw HostFailure.of("%s could not be run".formatted(name(command)), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new HostFailure(name(command) + " was interrupted.", interrupted);
    }
  }

  private static String name(List<String> command) {
    return command.stream()
        .filter(word -> word.startsWith("/"))
        .findFirst()
        .map(Path::of)
        .map(Path::getFileName)
        .map(Path::toString)
        .orElse(command.getFirst());
  }

  /// What a program of many words has failed at is said in lines that say so.
  private static String shown(String text) {
    if (text.length() <= LONGEST_SHOWN) {
      return text;
    }
    String errors =
        text.lines().filter(it -> it.contains("ERROR")).collect(Collectors.joining("\n"));
    String said = errors.isEmpty() ? text : errors;
    return said.length() > LONGEST_SHOWN
        ? "…" + said.substring(said.length() - LONGEST_SHOWN)
        : said;
  }

  /// Returns the first directory of `PATH` that holds a program; empty when none does.
  public static Optional<Path> onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":", -1))
        .filter(it -> !it.isEmpty())
        .map(it -> Path.of(it).resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
