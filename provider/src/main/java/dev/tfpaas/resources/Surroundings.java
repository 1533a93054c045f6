package dev.tfpaas.resources;

import dev.tfpaas.runbook.Runner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/// What the provider takes from its process.
///
/// @param environment the environment variables
/// @param workingDirectory what relative paths of the provider block are relative to
/// @param clock the clock
/// @param runner executes runbooks
public record Surroundings(
    Map<String, String> environment, Path workingDirectory, Clock clock, Runner runner) {

  /// Copies the environment.
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /// Returns an environment variable; empty when it is not set, or set to nothing.
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
  }

  /// Says so when the working directory is not where its name leads: files would be read and
  /// written elsewhere, in silence.
  public Optional<String> misplaced() {
    return Files.isDirectory(workingDirectory)
        ? Optional.empty()
        : Optional.of(
            "the working directory cannot be found by its name, %s. Either it was removed meanwhile, or Java cannot read the name, as this process has no UTF-8 locale: set LC_ALL to one that is installed (`locale -a`), e.g. C.UTF-8. Nothing was read or written"
                .formatted(workingDirectory));
  }
}
