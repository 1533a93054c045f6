package dev.tfpaas.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A closed standard input is told from a file: Java's own file stands in its place.
class ClosedInputTest {
  @TempDir private Path directory;

  @Test
  void fileOfJavaInItsPlaceMeansThatItIsClosed() throws IOException {
    Path java = Files.createDirectory(directory.resolve("java"));
    Path modules = Files.createFile(java.resolve("modules"));
    Path topology = Files.createFile(directory.resolve("topology.yaml"));

    assertThat(TopologyReader.isClosed(link("closed", modules), java)).isTrue();
    assertThat(TopologyReader.isClosed(directory.resolve("absent"), java)).isTrue();
    assertThat(TopologyReader.isClosed(link("given", topology), java)).isFalse();
  }

  private Path link(String name, Path target) throws IOException {
    return Files.createSymbolicLink(directory.resolve(name), target);
  }
}
