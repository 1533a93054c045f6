package dev.tfpaas.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tfpaas.Catalogues;
import dev.tfpaas.topology.KnownTypes;
import dev.tfpaas.topology.Topology;
import dev.tfpaas.topology.TopologyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How much Terraform does at once for a topology.
class ParallelismTest {
  private static final KnownTypes CATALOGUE = Catalogues.all();

  @TempDir Path directory;

  private List<String> options(int groups, String platforms, List<String> more, String variable)
      throws IOException {
    StringBuilder text = new StringBuilder(platforms).append("apps:\n");
    for (int i = 0; i < groups; i++) {
      text.append("  a%d:\n  b%d:\n".formatted(i, i));
    }
    text.append("failover:\n");
    for (int i = 0; i < groups; i++) {
      text.append("  g%d: {members: [a%d, b%d]}\n".formatted(i, i, i));
    }
    Files.writeString(directory.resolve("topology.yaml"), text);
    Topology topology =
        TopologyReader.read(
                CATALOGUE,
                new TopologyReader.Source(directory, Path.of("topology.yaml"), Optional.empty()))
            .topology();
    return Parallelism.options(topology, CATALOGUE, more, Map.of("TF_CLI_ARGS_apply", variable));
  }

  @Test
  void allGroupsSwitchTogetherWhereNothingLimitsThem() throws IOException {
    assertThat(options(60, "", List.of(), "")).containsExactly("-parallelism=60");
    assertThat(options(300, "", List.of(), "")).containsExactly("-parallelism=100");
  }

  @Test
  void fewGroupsAreLeftToTerraform() throws IOException {
    assertThat(options(3, "", List.of(), "")).isEmpty();
  }

  @Test
  void limitOfThePlatformIsKept() throws IOException {
    for (String platform : CATALOGUE.platforms()) {
      int most = requireNonNull(CATALOGUE.atOnce().get(platform));

      assertThat(options(300, "platforms: {%s: {}}\n".formatted(platform), List.of(), ""))
          .containsExactly("-parallelism=" + most);
    }
  }

  @Test
  void wordOfTheUserWins() throws IOException {
    assertThat(options(60, "", List.of("-refresh=false", "-parallelism=5"), ""))
        .containsExactly("-parallelism=5");
    assertThat(options(60, "", List.of(), "-parallelism=7")).isEmpty();
  }
}
