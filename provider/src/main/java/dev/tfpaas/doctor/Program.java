package dev.tfpaas.doctor;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A program on this machine.
///
/// @param executable where it is
public record Program(Path executable) {
  private static final String ENDING = File.separatorChar == '/' ? "" : ".exe";

  /// Finds one on the PATH; empty when there is none.
  ///
  /// @param name without the ending that Windows gives to programs
  public static Optional<Program> find(String name, Map<String, String> environment) {
    for (String place : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Optional<Path> candidate = at(place, name + ENDING);
      if (candidate.isPresent()) {
        return candidate.map(Program::new);
      }
    }
    return Optional.empty();
  }

  /// Windows allows quotes around a place, and nobody keeps others from naming what is no path.
  private static Optional<Path> at(String place, String name) {
    try {
      Path candidate = Path.of(place.replace("\"", ""), name);
      return !place.isEmpty() && Files.isExecutable(candidate) && Files.isRegularFile(candidate)
          ? Optional.of(candidate)
          : Optional.empty();
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  /// Runs it, and returns what it printed; empty when it failed, or did not end in time.
  Optional<String> answer(
      List<String> arguments, Map<String, String> environment, Path directory, Duration limit) {
    List<String> words = new ArrayList<>(List.of(executable.toString()));
    words.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(directory.toAbsolutePath().toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(environment);
    // Terraform would ask its maker whether there is a newer one.
    builder.environment().put("CHECKPOINT_DISABLE", "1");
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      Thread.startVirtualThread(() -> endIn(process, limit));
      try (InputStream out = process.getInputStream()) {
        String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? Optional.of(said) : Optional.empty();
      }
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static void endIn(Process process, Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
