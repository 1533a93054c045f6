package dev.tfpaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tfpaas.docs.RegistryPages;
import dev.tfpaas.framework.tfplugin6.Loopback;
import dev.tfpaas.framework.tfplugin6.Phrasing;
import dev.tfpaas.framework.tfplugin6.ProviderService;
import dev.tfpaas.platform.PlatformTools;
import dev.tfpaas.platform.PlatformType;
import dev.tfpaas.platform.Platforms;
import dev.tfpaas.resources.PaasProvider;
import dev.tfpaas.resources.Surroundings;
import dev.tfpaas.runbook.Runner;
import dev.tfpaas.runbook.Sleeper;
import dev.tfpaas.startup.HostSpeech;
import dev.tfpaas.startup.Rehearsal;
import dev.tfpaas.topology.KnownTypes;
import dev.tfpaas.topology.Rendering;
import dev.tfpaas.topology.TopologyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Adds a platform by the README's table: a type, and a place in the list. Everything else follows.
class ToyPlatformTest {
  private static final List<PlatformType> TYPES =
      Stream.concat(KnownPlatforms.ALL.stream(), Stream.of(new ToyType())).toList();
  private static final Clock CLOCK = Clock.systemUTC();
  private static final Platforms OPEN =
      settings ->
          settings
              .type()
              .open(settings, new PlatformTools(CLOCK, Sleeper.THREAD, _ -> {}, "test", Map.of()));

  @TempDir Path directory;
  private final Map<String, String> environment = new HashMap<>();

  private PaasProvider provider() {
    Runner runner = new Runner(CLOCK, Sleeper.THREAD, _ -> {});
    return new PaasProvider(
        TYPES, KnownResources.ALL, OPEN, new Surroundings(environment, directory, CLOCK, runner));
  }

  @Test
  void resourceIsMadeOnItThroughTheProvider() throws IOException {
    environment.put("PAAS_PLATFORM", "toy");
    environment.put("TOY_KEY", "from-environment");

    Rehearsal.Managed copy = copy("{}");

    assertThat(copy.state().get("app_id").asString()).isEqualTo("copy");
    assertThat(directory.resolve("toy-box")).isDirectory();
  }

  @Test
  void blockOfTheProviderHasItsSettings() throws IOException {
    copy("{'toy': {'key': 'from-block', 'box': 'other-box'}}");

    assertThat(directory.resolve("other-box")).isDirectory();
  }

  @Test
  void missingSettingNamesTheBlockAndTheVariable() {
    assertThatThrownBy(() -> copy("{'toy': {}}"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Missing `toy.key`")
        .hasMessageContaining("TOY_KEY");
  }

  private Rehearsal.Managed copy(String block) throws IOException {
    PaasProvider provider = provider();
    Loopback loopback =
        Loopback.serving(new ProviderService<>(provider, (_, _) -> {}, Phrasing.PLAIN));
    try {
      Rehearsal rehearsal =
          new Rehearsal(provider, loopback.channel(), HostSpeech.of("terraform", 11));
      rehearsal.configure(block);
      return rehearsal.create("paas_app_clone", "{'source_app_id': 'shop', 'name': 'copy'}");
    } finally {
      loopback.close();
    }
  }

  @Test
  void catalogueKnowsWhatItHas() {
    KnownTypes catalogue = ResourceCatalogue.of(provider(), TYPES, OPEN);

    assertThat(catalogue.platforms()).endsWith("toy");
    assertThat(catalogue.secrets().get("toy")).isEqualTo(Map.of("key", "TOY_KEY"));
    assertThat(offer(catalogue, "paas_app_clone").missing()).isEmpty();
    assertThat(offer(catalogue, "paas_db_replication").missing().orElse(""))
        .contains("it has no replication between apps");
  }

  private static KnownTypes.Offer offer(KnownTypes catalogue, String resource) {
    return Optional.ofNullable(catalogue.kinds().get(resource))
        .flatMap(kind -> Optional.ofNullable(kind.offers().get("toy")))
        .orElseThrow();
  }

  @Test
  void topologyMayStandOnIt() throws IOException {
    Files.writeString(
        directory.resolve("topology.yaml"),
        """
        platforms:
          toy: {key: env:TOY_KEY}
        apps:
          shop:
          copy: {clone_of: shop}
        replication:
          orders: {source: shop, replica: copy, engine: postgresql}
        """);
    KnownTypes catalogue = ResourceCatalogue.of(provider(), TYPES, OPEN);

    TopologyReader.Result result =
        TopologyReader.read(
            catalogue,
            new TopologyReader.Source(directory, Path.of("topology.yaml"), Optional.empty()));

    assertThat(result.problems())
        .singleElement()
        .asString()
        .contains("not possible on the platform toy: it has no replication between apps");
    assertThat(Rendering.of(result.topology(), catalogue)).contains("\"toy\": {", "var.TOY_KEY");
  }

  @Test
  void pageOfTheProviderDescribesIt() throws IOException {
    assertThat(RegistryPages.index(provider().schema()))
        .contains("- `toy` (Attributes) A toy.")
        .contains("Default: the environment variable `TOY_KEY`.")
        .contains("Default: `toy-box`.");
  }
}
