package dev.tfpaas.cli;

import dev.tfpaas.world.Estate;
import dev.tfpaas.world.World;
import dev.tfpaas.world.WorldException;
import dev.tfpaas.world.fact.DatabaseName;
import dev.tfpaas.yaml.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The world behind an emulator.
///
/// @param world the world
/// @param temporary its directory, when nobody wants to keep it
record EmulatedWorld(World world, Optional<Path> temporary) {

  /// Makes a world.
  ///
  /// @param path where it is kept; without, in a directory that is removed at the end
  /// @throws WorldException when there is a world already: what a vendor has beside the world, such
  ///   as the addresses of its groups, ended with the emulator that made it
  static EmulatedWorld open(Optional<Path> path, Estate estate, Clock clock) {
    Path directory = path.orElseGet(EmulatedWorld::temporaryDirectory);
    World world = World.open(directory, estate, clock);
    if (world.isStored()) {
      throw new WorldException(
          directory,
          0,
          0,
          "holds a world already, and an emulator starts with a new one: name another directory, or"
              + " run 'paas local reset --path "
              + directory
              + "'");
    }
    return new EmulatedWorld(world, path.isPresent() ? Optional.empty() : Optional.of(directory));
  }

  /// The vendors' answers that are emulated tell databases apart by their engine alone.
  ///
  /// @param file what the estate was read from
  /// @throws WorldException when an app of it has a database with a name
  static void requireOneOfAnEngine(Path file, Estate estate) {
    for (Estate.App app : estate.apps()) {
      app.databases().keySet().stream()
          .filter(called -> DatabaseName.own(called).isPresent())
          .findFirst()
          .ifPresent(called -> {
            throw new WorldException(
                file,
                0,
                0,
                "app %s of the estate has a database %s, and an emulated app has at most one of an engine, without a name: leave the name out"
                    .formatted(app.name(), called));
          });
    }
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("paas-emulate").resolve("world");
    } catch (IOException failure) {
      throw new WorldException(
          Path.of(System.getProperty("java.io.tmpdir")),
          0,
          0,
          "no directory can be made in it (" + FileProblem.reason(failure) + ")");
    }
  }

  /// Removes what nobody wants to keep.
  void close() {
    temporary.map(Path::getParent).ifPresent(EmulatedWorld::remove);
  }

  private static void remove(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw new WorldException(
          directory, 0, 0, "cannot be removed (" + FileProblem.reason(failure) + ")");
    }
  }
}
