package dev.tfpaas.cli;

import dev.tfpaas.world.Estate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Finds what exists at first.
final class EstateFile {
  private EstateFile() {}

  /// Returns the estate of a file; without one, of `estate.yaml` if there is one; else the built-in
  /// one.
  ///
  /// @param start the directory that names are relative to
  static Estate read(Path start, Optional<Path> named) {
    Optional<Path> file =
        named
            .map(start::resolve)
            .or(() -> Optional.of(start.resolve("estate.yaml")).filter(Files::exists));
    return file.map(Estate::read).orElseGet(Estate::builtIn);
  }
}
