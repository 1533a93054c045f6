package dev.tfpaas.cli;

import dev.tfpaas.world.Estate;
import dev.tfpaas.world.WorldException;
import dev.tfpaas.yaml.FileProblem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// The file that says what exists at first.
final class EstateFile {
  /// A file to start from; says the same as the built-in estate.
  private static final String TEXT =
      """
      # What the embedded platform holds before the first change. After that its directory is the truth;
      # 'paas local reset' starts from here again. Every key is optional but an app's region.

      regions:
        eu-west: {display_name: Europe (West), cloud: cloud-a, live: true} # live: apps move without a stop
        eu-central: {display_name: Europe (Central), cloud: cloud-a, live: true}
        us-east: {display_name: US (East), cloud: cloud-b}

      apps:
        shop:
          region: eu-west
          environment: production
          size: M
          variables: {LOG_LEVEL: info, CURRENCY: EUR} # only salted hashes are ever stored
          domains: [shop.example.com]
          maintenance: false
          databases: # mysql, postgresql, redis
            postgresql: {writes: 1000} # how many writes it holds already
            redis: {writes: 200}
        blog:
          region: eu-central
          size: S
          databases:
            mysql: {writes: 100}

      traffic: # clients; each request writes to every database of the app
        shoppers: {app: shop, rate: 20} # a second; they use the failover group's address once there is one
        readers: {app: blog, rate: 2, address: app} # these never do

      timings: # ms, s, m, h, d
        clone: 2s
        seed: 1s
        lag: 150ms
        promote: 200ms
        dns: 300ms
        maintenance: 200ms
      """;

  private EstateFile() {}

  /// Returns the estate of a file; without one, of `estate.yaml` if there is one; else the built-in
  /// one.
  ///
  /// @param start the directory that names are relative to
  static Estate read(Path start, Optional<Path> named) {
    return path(start, named).map(Estate::read).orElseGet(Estate::builtIn);
  }

  /// Returns the file that the estate is read from; empty where it is the built-in one.
  ///
  /// @param start the directory that names are relative to
  static Optional<Path> path(Path start, Optional<Path> named) {
    return named
        .map(start::resolve)
        .or(() -> Optional.of(start.resolve("estate.yaml")).filter(Files::exists));
  }

  /// Writes a file to start from.
  ///
  /// @throws WorldException when there is one already, or it cannot be written
  static void write(Path file) {
    try {
      Files.writeString(file, TEXT, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException _) {
      throw new WorldException(file, 0, 0, "it exists already, and is left as it is");
    } catch (IOException failure) {
      throw new WorldException(
          file, 0, 0, "cannot be written (" + FileProblem.reason(failure) + ")");
    }
  }
}
