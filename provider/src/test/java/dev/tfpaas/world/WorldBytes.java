package dev.tfpaas.world;

import dev.tfpaas.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Lets bytes be read as the files of a world are.
public final class WorldBytes {
  private static final Path FILE = Path.of("estate.yaml");

  private WorldBytes() {}

  /// Reads bytes as `estate.yaml`.
  public static void estate(byte[] bytes) {
    new EstateReader(FILE).read(YamlReader.read(bytes, FILE));
  }

  /// Reads bytes as a line of the journal.
  public static void journal(byte[] bytes) {
    Transaction.parse(new String(bytes, StandardCharsets.UTF_8));
  }
}
