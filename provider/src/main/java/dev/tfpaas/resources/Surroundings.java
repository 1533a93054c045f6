package dev.tfpaas.resources;

import dev.tfpaas.resources.life.PlannedGroups;
import dev.tfpaas.runbook.Runner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the provider takes from its process.
///
/// @param environment the environment variables
/// @param workingDirectory what relative paths of the provider block are relative to
/// @param clock the clock
/// @param runner executes runbooks
/// @param startedBy the arguments of the command that started this process; none where they cannot
///   be read
public record Surroundings(
    Map<String, String> environment,
    Path workingDirectory,
    Clock clock,
    Runner runner,
    List<String> startedBy) {

  /// Copies the collections.
  public Surroundings {
    environment = Map.copyOf(environment);
    startedBy = List.copyOf(startedBy);
  }

  /// What is taken of a process of which nobody knows who started it.
  public Surroundings(
      Map<String, String> environment, Path workingDirectory, Clock clock, Runner runner) {
    this(environment, workingDirectory, clock, runner, List.of());
  }

  /// Returns in which order Terraform plans what it destroys.
  PlannedGroups.Order order() {
    return TerraformCommand.of(startedBy, environment).order();
  }

  /// Tells whether Terraform is to destroy all; false too where its command is not known.
  boolean destroys() {
    return TerraformCommand.of(startedBy, environment).destroys();
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
