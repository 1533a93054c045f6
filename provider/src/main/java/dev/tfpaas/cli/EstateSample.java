package dev.tfpaas.cli;

import dev.tfpaas.world.WorldException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file to start an estate from; says the same as the built-in estate.
final class EstateSample {
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

  private EstateSample() {}

  /// Writes the file.
  ///
  /// @throws WorldException when there is one already, or it cannot be written
  static void write(Path file) {
    try {
      Files.writeString(file, TEXT, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException _) {
      throw new WorldException(file, 0, 0, "it exists already, and is left as it is");
    } catch (IOException failure) {
      throw new WorldException(file, 0, 0, "cannot be written (" + failure + ")");
    }
  }
}
