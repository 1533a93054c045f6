package dev.tfpaas.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.Catalogues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The Terraform configuration of a topology, byte for byte.
class RenderingTest {
  private static final Path GOLDEN = Path.of("src/test/resources/dev/tfpaas/topology");
  private static final KnownTypes CATALOGUE = Catalogues.all();

  @ParameterizedTest
  @ValueSource(strings = {"small", "large"})
  void configurationIsAsExpected(String name) throws IOException {
    assertThat(Rendering.of(topology(name), CATALOGUE))
        .isEqualTo(Files.readString(GOLDEN.resolve(name + ".tf.json")));
  }

  @Test
  void secretsAreNamedAndNotHeld() {
    Topology topology = topology("large");

    assertThat(Rendering.secrets(topology)).containsExactly("C66", "SHOP_KEY");
  }

  @Test
  void nameOfAFileStaysOneText(@TempDir Path directory) throws IOException {
    Files.writeString(
        directory.resolve("odd.yaml"),
        """
        apps:
          shop:
          copy: {clone_of: shop, variables: {KEY: 'file:a"b\\c${d}'}}
        """);

    assertThat(Rendering.of(topology(directory, "odd"), CATALOGUE))
        .contains("${sensitive(trimspace(file(\\\"a\\\\\\\"b\\\\\\\\c$${d}\\\")))}");
  }

  @Test
  void whatIsHandedToTerraformKeepsItsTypes(@TempDir Path directory) throws IOException {
    Files.writeString(
        directory.resolve("types.yaml"),
        """
        terraform:
          backend:
            s3: {on: true, off: false, word: 'true', port: 8443, text: '8443', key: 007, list: [-1]}
        apps:
          shop:
          copy: {clone_of: shop}
        """);

    assertThat(Rendering.of(topology(directory, "types"), CATALOGUE).replaceAll("\\s+", ""))
        .contains(
            "{\"on\":true,\"off\":false,\"word\":\"true\",\"port\":8443,\"text\":\"8443\","
                + "\"key\":\"007\",\"list\":[-1]}");
  }

  private static Topology topology(String name) {
    return topology(GOLDEN, name);
  }

  private static Topology topology(Path directory, String name) {
    TopologyReader.Source source =
        new TopologyReader.Source(directory, Path.of(name + ".yaml"), Optional.empty());
    TopologyReader.Result result = TopologyReader.read(CATALOGUE, source);
    assertThat(result.problems()).isEmpty();
    return result.topology();
  }
}
