package dev.tfpaas.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.Catalogues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The Terraform configuration of a topology, byte for byte.
class RenderingTest {
  private static final Path GOLDEN = Path.of("src/test/resources/dev/tfpaas/topology");
  private static final Catalogue CATALOGUE = Catalogues.all();

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

  private static Topology topology(String name) {
    TopologyReader.Source source =
        new TopologyReader.Source(GOLDEN, Path.of(name + ".yaml"), Optional.empty());
    TopologyReader.Result result = TopologyReader.read(CATALOGUE, source);
    assertThat(result.problems()).isEmpty();
    return result.topology();
  }
}
