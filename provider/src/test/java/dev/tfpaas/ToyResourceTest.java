package dev.tfpaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.framework.tfplugin6.Loopback;
import dev.tfpaas.framework.tfplugin6.Phrasing;
import dev.tfpaas.framework.tfplugin6.ProviderService;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.Platforms;
import dev.tfpaas.resources.PaasProvider;
import dev.tfpaas.resources.Surroundings;
import dev.tfpaas.resources.life.Kind;
import dev.tfpaas.runbook.Runner;
import dev.tfpaas.runbook.Sleeper;
import dev.tfpaas.startup.HostSpeech;
import dev.tfpaas.startup.Rehearsal;
import dev.tfpaas.topology.KnownTypes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Adds a resource by the table of CONTRIBUTING.md: a kind, and a place in the list. Everything
/// else follows, or says that it is missing.
class ToyResourceTest {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final Platforms OPEN =
      settings ->
          settings
              .type()
              .open(settings, new PlatformTools(CLOCK, Sleeper.THREAD, _ -> {}, "test", Map.of()));

  @TempDir Path directory;
  private final Map<String, String> labels = new HashMap<>();
  private final ToyKind toy = new ToyKind(labels);

  private PaasProvider provider() {
    List<Kind<?, ?>> kinds = Stream.concat(KnownResources.ALL.stream(), Stream.of(toy)).toList();
    Runner runner = new Runner(CLOCK, Sleeper.THREAD, _ -> {});
    return new PaasProvider(
        KnownPlatforms.ALL, kinds, OPEN, new Surroundings(Map.of(), directory, CLOCK, runner));
  }

  private Rehearsal.Managed create(Loopback loopback, String json) throws IOException {
    Rehearsal rehearsal =
        new Rehearsal(provider(), loopback.channel(), HostSpeech.of("terraform", 11));
    rehearsal.configure("{}");
    return rehearsal.create(toy.typeName(), json);
  }

  private Loopback serving() throws IOException {
    return Loopback.serving(new ProviderService<>(provider(), (_, _) -> {}, Phrasing.PLAIN));
  }

  @Test
  void lifeOfAnObjectGoesThroughTheProvider() throws IOException {
    Loopback loopback = serving();
    try {
      Rehearsal.Managed label = create(loopback, "{'app_id': 'shop', 'text': 'old'}");
      assertThat(labels).isEqualTo(Map.of("shop", "old"));
      assertThat(label.state().get("runbook").asList().getFirst().asString())
          .isEqualTo("1  label  shop  PUT /labels/shop {text: old}  undo: none  ~1s");

      label.destroy();
      assertThat(labels).isEmpty();
    } finally {
      loopback.close();
    }
  }

  @Test
  void whatItRefusesIsRefused() throws IOException {
    Loopback loopback = serving();
    try {
      assertThatThrownBy(() -> create(loopback, "{'app_id': 'gone', 'text': 'x'}"))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("There is no app gone");
    } finally {
      loopback.close();
    }
  }

  @Test
  void catalogueSaysWhereItIsPossible() {
    KnownTypes catalogue = ResourceCatalogue.of(provider(), KnownPlatforms.ALL, OPEN);

    assertThat(catalogue.kinds()).containsKey("paas_toy_label");
    assertThat(Optional.ofNullable(catalogue.kinds().get("paas_toy_label")).orElseThrow().offers())
        .hasSameSizeAs(KnownPlatforms.ALL);
  }

  /// Its place in a topology cannot be told by the compiler.
  @Test
  void forgottenPlaceInATopologyIsSaid() {
    assertThat(KnownResourcesTest.withoutPlaceInATopology(provider().lives()))
        .containsExactly("paas_toy_label");
  }

  @Test
  void forgottenExampleIsSaid() {
    assertThat(KnownResourcesTest.withoutExample(provider().lives()))
        .containsExactly("paas_toy_label");
  }
}
